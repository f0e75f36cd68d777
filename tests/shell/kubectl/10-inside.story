$ kubectl create deployment web --image=nginx:1.27
deployment.apps/web created
$ kubectl wait --for=condition=Ready pod -l app=web --timeout=2s
error: no matching resources found
~ 3s
$ kubectl wait --for=condition=Ready pod -l app=web
pod/web-644cc9bd69-rrskg condition met
~ 10s
$ kubectl exec deploy/web -- cat /etc/hostname
web-644cc9bd69-rrskg
$ kubectl exec -it deploy/web -- sh
$ hostname
web-644cc9bd69-rrskg
$ exit
$ kubectl exec deploy/web -- nothing
error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "4d9dd05f67605518d2f0ac8b6326ee94b53644365e9cd9f9692105a8ea2b6917": OCI runtime exec failed: exec failed: unable to start container process: exec: "nothing": executable file not found in $PATH
modelled inside containers: the small tools that come with a shell, for example ps, ls, cat, hostname, ip, wget
$ kubectl exec deploy/web
error: you must specify at least one command for the container
kubectl exec POD -- COMMAND
$ kubectl logs -l app=web
/docker-entrypoint.sh: Configuration complete; ready for start up
$ kubectl logs deploy/web -c other
error: container other is not valid for pod web-644cc9bd69-rrskg
its containers: nginx
$ kubectl logs -f deploy/web
/docker-entrypoint.sh: Configuration complete; ready for start up
~ 2s
$ kubectl logs deploy/web --previous
Error from server (BadRequest): previous terminated container "nginx" in pod "web-644cc9bd69-rrskg" not found
$ kubectl logs deploy/web --tail=1 --timestamps
2026-03-02T09:00:05.114397072Z /docker-entrypoint.sh: Configuration complete; ready for start up
$ kubectl run broken --image=nothing:here
pod/broken created
~ 15s
$ kubectl logs broken
Error from server (BadRequest): container "broken" in pod "broken" is waiting to start: trying and failing to pull image
$ kubectl describe pod broken | tail -8
  Type     Reason     Age               From               Message
  ----     ------     ----              ----               -------
  Normal   Scheduled  14s               default-scheduler  Successfully assigned default/broken to n2
  Normal   Pulling    4s (x2 over 14s)  kubelet            Pulling image "nothing:here"
  Warning  Failed     3s (x2 over 14s)  kubelet            Failed to pull image "nothing:here": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/nothing:here": failed to resolve reference "docker.io/library/nothing:here": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed
  Warning  Failed     3s (x2 over 14s)  kubelet            Error: ErrImagePull
  Normal   BackOff    3s (x2 over 14s)  kubelet            Back-off pulling image "nothing:here"
  Warning  Failed     3s (x2 over 14s)  kubelet            Error: ImagePullBackOff
$ kubectl get pods -w -l run=broken
NAME     READY   STATUS             RESTARTS   AGE
broken   0/1     ImagePullBackOff   0          15s
~ 20s
$ kubectl delete pod broken --grace-period=0 --force
Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
pod "broken" force deleted from default namespace
$ kubectl wait --for=jsonpath='{.status.readyReplicas}'=1 deploy/web
deployment.apps/web condition met
$ kubectl get pods -o name | xargs kubectl delete
pod "web-644cc9bd69-rrskg" deleted from default namespace
~ 3s
$ kubectl get pods --no-headers | wc -l
1
$ kubectl scale deploy web --replicas=0 && kubectl wait --for=delete pod -l app=web
deployment.apps/web scaled
pod/web-644cc9bd69-ntdnl condition met
~ 5s
$ kubectl get all -l app=web -o name
deployment.apps/web
replicaset.apps/web-644cc9bd69
$ kubectl run box --image=busybox --command -- sleep 1h
pod/box created
~ 5s
$ kubectl exec -it box -- bash
error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "6372fe5c26519274791d1fe56235bd755b72d56f4cfb59ba3c9312fe1b3c6f98": OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH
$ echo $?
1
$ kubectl exec box -- sh -c 'exit 3'
command terminated with exit code 3
$ kubectl exec box -- ls /nothing
ls: cannot access '/nothing': No such file or directory
command terminated with exit code 1
$ kubectl exec box -- sh -c 'ls /nothing && echo yes'
ls: cannot access '/nothing': No such file or directory
command terminated with exit code 1
