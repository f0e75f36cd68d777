$ kubectl apply -f workloads/untold.yaml
pod/untold created
$ kubectl run nothing --image=busybox -- nothing
pod/nothing created
$ kubectl run never --image=busybox --restart=Never -- nothing
pod/never created
~ 70s
$ kubectl get pods
NAME      READY   STATUS                       RESTARTS      AGE
never     0/1     StartError                   0             70s
nothing   0/1     CrashLoopBackOff             3 (36s ago)   70s
untold    0/1     CreateContainerConfigError   0             70s
$ kubectl describe pod untold | tail -7
  Type     Reason     Age               From               Message
  ----     ------     ----              ----               -------
  Normal   Scheduled  69s               default-scheduler  Successfully assigned default/untold to n1
  Normal   Pulled     65s               kubelet            Successfully pulled image "nginx" in 4.291s (4.291s including waiting). Image size: 145100000 bytes.
  Normal   Pulling    3s (x7 over 69s)  kubelet            Pulling image "nginx"
  Warning  Failed     2s (x7 over 65s)  kubelet            Error: configmap "settings" not found
  Normal   Pulled     2s (x6 over 54s)  kubelet            Successfully pulled image "nginx" in 0.4s (0.4s including waiting). Image size: 145100000 bytes.
$ kubectl describe pod nothing | grep -A 12 'Last State'
    Last State:     Terminated
      Reason:       StartError
      Message:      failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nothing": executable file not found in $PATH
      Exit Code:    128
      Started:      Thu, 01 Jan 1970 00:00:00 +0000
      Finished:     Mon, 02 Mar 2026 09:00:33 +0000
    Ready:          False
    Restart Count:  3
    Environment:    <none>
    Mounts:         <none>
Conditions:
  Type                        Status
  PodReadyToStartContainers   True
$ kubectl create configmap settings --from-literal=COLOUR=blue
configmap/settings created
~ 20s
$ kubectl get pod untold
NAME     READY   STATUS    RESTARTS   AGE
untold   1/1     Running   0          90s
$ kubectl exec untold -- env
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
HOSTNAME=untold
COLOUR=blue
HOME=/root
