$ kubectl get nodes
NAME   STATUS   ROLES           AGE   VERSION
cp1    Ready    control-plane   0s    v1.34.1
n1     Ready    <none>          0s    v1.34.1
n2     Ready    <none>          0s    v1.34.1
n3     Ready    <none>          0s    v1.34.1
~ 20s
$ kubectl get nodes -o wide
NAME   STATUS   ROLES           AGE   VERSION   INTERNAL-IP     EXTERNAL-IP   OS-IMAGE                       KERNEL-VERSION        CONTAINER-RUNTIME
cp1    Ready    control-plane   20s   v1.34.1   192.168.10.10   <none>        Debian GNU/Linux 13 (trixie)   6.12.48+deb13-amd64   containerd://2.1.4
n1     Ready    <none>          20s   v1.34.1   192.168.10.11   <none>        Debian GNU/Linux 13 (trixie)   6.12.48+deb13-amd64   containerd://2.1.4
n2     Ready    <none>          20s   v1.34.1   192.168.10.12   <none>        Debian GNU/Linux 13 (trixie)   6.12.48+deb13-amd64   containerd://2.1.4
n3     Ready    <none>          20s   v1.34.1   192.168.10.13   <none>        Debian GNU/Linux 13 (trixie)   6.12.48+deb13-amd64   containerd://2.1.4
$ kubectl create deployment web --image=nginx:1.27 --replicas=3
deployment.apps/web created
$ kubectl rollout status deployment/web
Waiting for deployment spec update to be observed...
Waiting for deployment "web" rollout to finish: 0 of 3 updated replicas are available...
deployment "web" successfully rolled out
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
web-644cc9bd69-8f52x   1/1     Running   0          5s    10.244.3.2   n3     <none>           <none>
web-644cc9bd69-ntdnl   1/1     Running   0          5s    10.244.2.2   n2     <none>           <none>
web-644cc9bd69-rrskg   1/1     Running   0          5s    10.244.1.2   n1     <none>           <none>
$ kubectl get pods -w
NAME                   READY   STATUS    RESTARTS   AGE
web-644cc9bd69-8f52x   1/1     Running   0          5s
web-644cc9bd69-ntdnl   1/1     Running   0          5s
web-644cc9bd69-rrskg   1/1     Running   0          5s
~ 3s
$ kubectl set image deployment/web nginx=nginx:1.99
deployment.apps/web image updated
$ kubectl rollout status deployment/web
Waiting for deployment spec update to be observed...
Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...
~ 60s
$ kubectl rollout history deployment web
deployment.apps/web
REVISION  CHANGE-CAUSE
1         <none>
2         <none>

$ kubectl rollout history deployment web --revision=2
deployment.apps/web with revision #2
Pod Template:
  Labels:  app=web
           pod-template-hash=56db457b7d
  Containers:
   nginx:
    Image:         nginx:1.99
    Port:          <none>
    Host Port:     <none>
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
$ kubectl get rs
NAME             DESIRED   CURRENT   READY   AGE
web-56db457b7d   1         1         0       59s
web-644cc9bd69   3         3         3       68s
$ kubectl rollout undo deployment web
deployment.apps/web rolled back
~ 30s
$ kubectl get rs
NAME             DESIRED   CURRENT   READY   AGE
web-56db457b7d   0         0         0       89s
web-644cc9bd69   3         3         3       98s
$ kubectl logs deploy/web
Found 3 pods, using pod/web-644cc9bd69-8f52x
/docker-entrypoint.sh: Configuration complete; ready for start up
$ kubectl exec deploy/web -- hostname
web-644cc9bd69-8f52x
$ kubectl top nodes
NAME   CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)
cp1    0m           0%       1508Mi          21%
n1     0m           0%       1130Mi          15%
n2     0m           0%       1130Mi          15%
n3     0m           0%       1130Mi          15%
$ kubectl top pods
NAME                   CPU(cores)   MEMORY(bytes)
web-644cc9bd69-8f52x   0m           12Mi
web-644cc9bd69-ntdnl   0m           12Mi
web-644cc9bd69-rrskg   0m           12Mi
$ kubectl expose deployment web --port=80
service/web exposed
$ kubectl get svc
NAME         TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)   AGE
kubernetes   ClusterIP   10.96.0.1       <none>        443/TCP   118s
web          ClusterIP   10.96.134.116   <none>        80/TCP    0s
$ kubectl describe svc web
Name:                     web
Namespace:                default
Labels:                   app=web
Annotations:              <none>
Selector:                 app=web
Type:                     ClusterIP
IP Family Policy:         SingleStack
IP Families:              IPv4
IP:                       10.96.134.116
IPs:                      10.96.134.116
Port:                     <unset>  80/TCP
TargetPort:               80/TCP
Endpoints:
Session Affinity:         None
Internal Traffic Policy:  Cluster
Events:                   <none>
$ kubectl describe node n1
Name:               n1
Roles:              <none>
Labels:             kubernetes.io/arch=amd64
                    kubernetes.io/hostname=n1
                    kubernetes.io/os=linux
Annotations:        <none>
CreationTimestamp:  Mon, 02 Mar 2026 09:00:00 +0000
Taints:             <none>
Unschedulable:      false
Lease:
  HolderIdentity:  n1
  AcquireTime:     <unset>
  RenewTime:       Mon, 02 Mar 2026 09:01:50 +0000
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message
  ----             ------  -----------------                 ------------------                ------                       -------
  MemoryPressure   False   Mon, 02 Mar 2026 09:00:00 +0000   Mon, 02 Mar 2026 09:00:00 +0000   KubeletHasSufficientMemory   kubelet has sufficient memory available
  DiskPressure     False   Mon, 02 Mar 2026 09:00:00 +0000   Mon, 02 Mar 2026 09:00:00 +0000   KubeletHasNoDiskPressure     kubelet has no disk pressure
  PIDPressure      False   Mon, 02 Mar 2026 09:00:00 +0000   Mon, 02 Mar 2026 09:00:00 +0000   KubeletHasSufficientPID      kubelet has sufficient PID available
  Ready            True    Mon, 02 Mar 2026 09:00:00 +0000   Mon, 02 Mar 2026 09:00:00 +0000   KubeletReady                 kubelet is posting ready status
Addresses:
  InternalIP:  192.168.10.11
  Hostname:    n1
Capacity:
  cpu:                4
  ephemeral-storage:  976562500Ki
  memory:             8Gi
  pods:               110
Allocatable:
  cpu:                3800m
  ephemeral-storage:  878906250Ki
  memory:             7Gi
  pods:               110
System Info:
  Kernel Version:             6.12.48+deb13-amd64
  OS Image:                   Debian GNU/Linux 13 (trixie)
  Operating System:           linux
  Architecture:               amd64
  Container Runtime Version:  containerd://2.1.4
  Kubelet Version:            v1.34.1
PodCIDR:                      10.244.1.0/24
Non-terminated Pods:          (1 in total)
  Namespace                   Name                  CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  ---------                   ----                  ------------  ----------  ---------------  -------------  ---
  default                     web-644cc9bd69-rrskg  0 (0%)        0 (0%)      0 (0%)           0 (0%)         98s
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests  Limits
  --------           --------  ------
  cpu                0 (0%)    0 (0%)
  memory             0 (0%)    0 (0%)
  ephemeral-storage  0 (0%)    0 (0%)
Events:              <none>
$ kubectl get events | tail -5
98s         Normal    SuccessfulCreate    replicaset/web-644cc9bd69   Created pod: web-644cc9bd69-rrskg
98s         Normal    SuccessfulCreate    replicaset/web-644cc9bd69   Created pod: web-644cc9bd69-ntdnl
89s         Normal    ScalingReplicaSet   deployment/web              Scaled up replica set web-56db457b7d from 0 to 1
29s         Normal    ScalingReplicaSet   deployment/web              Scaled down replica set web-56db457b7d from 1 to 0
98s         Normal    ScalingReplicaSet   deployment/web              Scaled up replica set web-644cc9bd69 from 0 to 3
$ kubectl events --for deployment/web
LAST SEEN   TYPE     REASON              OBJECT           MESSAGE
98s         Normal   ScalingReplicaSet   Deployment/web   Scaled up replica set web-644cc9bd69 from 0 to 3
89s         Normal   ScalingReplicaSet   Deployment/web   Scaled up replica set web-56db457b7d from 0 to 1
29s         Normal   ScalingReplicaSet   Deployment/web   Scaled down replica set web-56db457b7d from 1 to 0
