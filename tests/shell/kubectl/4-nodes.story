$ kubectl create deployment web --image=nginx:1.27 --replicas=2
deployment.apps/web created
$ kubectl create pdb web --selector=app=web --min-available=2
poddisruptionbudget.policy/web created
~ 20s
$ kubectl get pdb
NAME   MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE
web    2               N/A               0                     20s
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
web-644cc9bd69-ntdnl   1/1     Running   0          19s   10.244.2.2   n2     <none>           <none>
web-644cc9bd69-rrskg   1/1     Running   0          19s   10.244.1.2   n1     <none>           <none>
$ kubectl cordon n1
node/n1 cordoned
$ kubectl cordon n1
node/n1 already cordoned
$ kubectl get nodes
NAME   STATUS                     ROLES           AGE   VERSION
cp1    Ready                      control-plane   20s   v1.34.1
n1     Ready,SchedulingDisabled   <none>          20s   v1.34.1
n2     Ready                      <none>          20s   v1.34.1
n3     Ready                      <none>          20s   v1.34.1
$ kubectl uncordon n1
node/n1 uncordoned
$ kubectl taint nodes n1 maintenance=soon:NoSchedule
node/n1 tainted
$ kubectl taint nodes n1 maintenance=now:NoSchedule
error: node n1 already has maintenance taint(s) with same effect(s) and --overwrite is false
$ kubectl get node n1 -o jsonpath='{.spec.taints}'
[{"effect":"NoSchedule","key":"maintenance","value":"soon"}]
$ kubectl taint nodes n1 maintenance-
node/n1 untainted
$ kubectl drain n2
node/n2 cordoned
evicting pod default/web-644cc9bd69-ntdnl
error when evicting pods/"web-644cc9bd69-ntdnl" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
evicting pod default/web-644cc9bd69-ntdnl
error when evicting pods/"web-644cc9bd69-ntdnl" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
evicting pod default/web-644cc9bd69-ntdnl
error when evicting pods/"web-644cc9bd69-ntdnl" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
~ 12s
$ kubectl get nodes
NAME   STATUS                     ROLES           AGE   VERSION
cp1    Ready                      control-plane   32s   v1.34.1
n1     Ready                      <none>          32s   v1.34.1
n2     Ready,SchedulingDisabled   <none>          32s   v1.34.1
n3     Ready                      <none>          32s   v1.34.1
$ kubectl delete pdb web
poddisruptionbudget.policy "web" deleted from default namespace
$ kubectl drain n2 --ignore-daemonsets
node/n2 already cordoned
evicting pod default/web-644cc9bd69-ntdnl
pod/web-644cc9bd69-ntdnl evicted
node/n2 drained
~ 40s
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
web-644cc9bd69-8f52x   1/1     Running   0          39s   10.244.3.2   n3     <none>           <none>
web-644cc9bd69-rrskg   1/1     Running   0          72s   10.244.1.2   n1     <none>           <none>
$ kubectl uncordon n2
node/n2 uncordoned
$ kubectl describe pod web
Name:             web-644cc9bd69-8f52x
Namespace:        default
Priority:         0
Service Account:  default
Node:             n3/192.168.10.13
Start Time:       Mon, 02 Mar 2026 09:00:32 +0000
Labels:           app=web
                  pod-template-hash=644cc9bd69
Annotations:      <none>
Status:           Running
IP:               10.244.3.2
IPs:
  IP:           10.244.3.2
Controlled By:  ReplicaSet/web-644cc9bd69
Containers:
  nginx:
    Container ID:   containerd://a29645c9855cf06ccd467c8abdd7cc4f2d3e4239cf65f84f3a935ca724dcfc9c
    Image:          nginx:1.27
    Image ID:       docker.io/library/nginx@sha256:38edb16ac11aa11c09b2098eabca69a3e39146a7f3a00e312d89147d52983f51
    Port:           <none>
    Host Port:      <none>
    State:          Running
      Started:      Mon, 02 Mar 2026 09:00:37 +0000
    Ready:          True
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
Conditions:
  Type                        Status
  PodReadyToStartContainers   True
  Initialized                 True
  Ready                       True
  ContainersReady             True
  PodScheduled                True
Volumes:                      <none>
QoS Class:                    BestEffort
Node-Selectors:               <none>
Tolerations:                  node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                              node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
  Type    Reason     Age   From               Message
  ----    ------     ----  ----               -------
  Normal  Scheduled  39s   default-scheduler  Successfully assigned default/web-644cc9bd69-8f52x to n3
  Normal  Pulling    39s   kubelet            Pulling image "nginx:1.27"
  Normal  Pulled     35s   kubelet            Successfully pulled image "nginx:1.27" in 4.291s (4.291s including waiting). Image size: 145100000 bytes.
  Normal  Created    35s   kubelet            Created container: nginx
  Normal  Started    34s   kubelet            Started container nginx


Name:             web-644cc9bd69-rrskg
Namespace:        default
Priority:         0
Service Account:  default
Node:             n1/192.168.10.11
Start Time:       Mon, 02 Mar 2026 09:00:00 +0000
Labels:           app=web
                  pod-template-hash=644cc9bd69
Annotations:      <none>
Status:           Running
IP:               10.244.1.2
IPs:
  IP:           10.244.1.2
Controlled By:  ReplicaSet/web-644cc9bd69
Containers:
  nginx:
    Container ID:   containerd://b5e3dc61eb942b67b2093fd790808d07071ae2475f6ca6eebf3ddb1e2b4e4ce9
    Image:          nginx:1.27
    Image ID:       docker.io/library/nginx@sha256:38edb16ac11aa11c09b2098eabca69a3e39146a7f3a00e312d89147d52983f51
    Port:           <none>
    Host Port:      <none>
    State:          Running
      Started:      Mon, 02 Mar 2026 09:00:05 +0000
    Ready:          True
    Restart Count:  0
    Environment:    <none>
    Mounts:         <none>
Conditions:
  Type                        Status
  PodReadyToStartContainers   True
  Initialized                 True
  Ready                       True
  ContainersReady             True
  PodScheduled                True
Volumes:                      <none>
QoS Class:                    BestEffort
Node-Selectors:               <none>
Tolerations:                  node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                              node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
  Type    Reason     Age   From               Message
  ----    ------     ----  ----               -------
  Normal  Scheduled  72s   default-scheduler  Successfully assigned default/web-644cc9bd69-rrskg to n1
  Normal  Pulling    71s   kubelet            Pulling image "nginx:1.27"
  Normal  Pulled     67s   kubelet            Successfully pulled image "nginx:1.27" in 4.291s (4.291s including waiting). Image size: 145100000 bytes.
  Normal  Created    67s   kubelet            Created container: nginx
  Normal  Started    66s   kubelet            Started container nginx
$ kubectl delete pod -l app=web
pod "web-644cc9bd69-8f52x" deleted from default namespace
pod "web-644cc9bd69-rrskg" deleted from default namespace
~ 5s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
web-644cc9bd69-ht2jc   1/1     Running   0          4s
web-644cc9bd69-rs767   1/1     Running   0          4s
$ why deployment/web
   0.0 s  web: Scaled up replica set web-644cc9bd69 from 0 to 2
   0.0 s  because you ran: kubectl create deployment web --image=nginx:1.27 --replicas=2
