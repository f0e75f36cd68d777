---
title: A node without power, missed after 50 seconds and given up after 300 more
scenario: shop-crash
---
~ 10s
$ lab load shop 60
shop: 60 requests a second from now on
~ 20s
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
shop-9774bdf7d-8f52x   1/1     Running   0          29s   10.244.2.2   n2     <none>           <none>
shop-9774bdf7d-ht2jc   1/1     Running   0          29s   10.244.3.2   n3     <none>           <none>
shop-9774bdf7d-ntdnl   1/1     Running   0          29s   10.244.1.2   n1     <none>           <none>
$ kubectl get leases -n kube-node-lease
NAME   HOLDER   AGE
cp1    cp1      30s
n1     n1       30s
n2     n2       30s
n3     n3       30s
! cut n2's power
~ 45s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE   VERSION
cp1    Ready    control-plane   75s   v1.34.1
n1     Ready    <none>          75s   v1.34.1
n2     Ready    <none>          75s   v1.34.1
n3     Ready    <none>          75s   v1.34.1
~ 10s
$ kubectl get nodes
NAME   STATUS     ROLES           AGE   VERSION
cp1    Ready      control-plane   85s   v1.34.1
n1     Ready      <none>          85s   v1.34.1
n2     NotReady   <none>          85s   v1.34.1
n3     Ready      <none>          85s   v1.34.1
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
shop-9774bdf7d-8f52x   1/1     Running   0          84s
shop-9774bdf7d-ht2jc   1/1     Running   0          84s
shop-9774bdf7d-ntdnl   1/1     Running   0          84s
$ kubectl describe node n2 | head -20
Name:               n2
Roles:              <none>
Labels:             kubernetes.io/arch=amd64
                    kubernetes.io/hostname=n2
                    kubernetes.io/os=linux
Annotations:        <none>
CreationTimestamp:  Mon, 02 Mar 2026 09:00:00 +0000
Taints:             <none>
Unschedulable:      false
Lease:
  HolderIdentity:  n2
  AcquireTime:     <unset>
  RenewTime:       Mon, 02 Mar 2026 09:00:30 +0000
Conditions:
  Type             Status    LastHeartbeatTime                 LastTransitionTime                Reason              Message
  ----             ------    -----------------                 ------------------                ------              -------
  MemoryPressure   Unknown   Mon, 02 Mar 2026 09:01:25 +0000   Mon, 02 Mar 2026 09:01:25 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
  DiskPressure     Unknown   Mon, 02 Mar 2026 09:01:25 +0000   Mon, 02 Mar 2026 09:01:25 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
  PIDPressure      Unknown   Mon, 02 Mar 2026 09:01:25 +0000   Mon, 02 Mar 2026 09:01:25 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
  Ready            Unknown   Mon, 02 Mar 2026 09:01:25 +0000   Mon, 02 Mar 2026 09:01:25 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
$ kubectl logs deploy/shop
Error from server: Get "https://192.168.10.12:10250/containerLogs/default/shop-9774bdf7d-8f52x/shop": dial tcp 192.168.10.12:10250: connect: no route to host
$ why service/shop
  30.0 s  requests to shop fail: whoever took them has ended or answers with an error
  30.0 s  because n2 has no power: all that ran on it is gone
  30.0 s    because fault "cut n2's power": n2 goes dark, with all that runs on it
  30.0 s      because you broke something: cut n2's power
~ 305s
$ kubectl get pods -o wide
NAME                   READY   STATUS        RESTARTS   AGE     IP           NODE   NOMINATED NODE   READINESS GATES
shop-9774bdf7d-8f52x   1/1     Terminating   0          6m29s   10.244.2.2   n2     <none>           <none>
shop-9774bdf7d-ht2jc   1/1     Running       0          6m29s   10.244.3.2   n3     <none>           <none>
shop-9774bdf7d-ntdnl   1/1     Running       0          6m29s   10.244.1.2   n1     <none>           <none>
shop-9774bdf7d-z98zr   1/1     Running       0          4s      10.244.1.3   n1     <none>           <none>
$ kubectl get events --field-selector reason=TaintManagerEviction
LAST SEEN   TYPE     REASON                 OBJECT                     MESSAGE
4s          Normal   TaintManagerEviction   pod/shop-9774bdf7d-8f52x   Marking for deletion Pod default/shop-9774bdf7d-8f52x
