---
title: A cluster without its control plane, where pods go on and nobody looks after them
scenario: platform
---
~ 20s
$ virsh destroy cp1
Domain 'cp1' destroyed

~ 8s
$ kubectl get pods
Unable to connect to the server: dial tcp 192.168.10.10:6443: connect: no route to host
the API server runs on cp1, and that is off; pods go on, but nobody looks after them
$ kubectl scale deployment shop --replicas=3
Unable to connect to the server: dial tcp 192.168.10.10:6443: connect: no route to host
the API server runs on cp1, and that is off; pods go on, but nobody looks after them
$ kubectl config current-context
kubernetes-admin@kubernetes
$ kubectl version
Unable to connect to the server: dial tcp 192.168.10.10:6443: connect: no route to host
Client Version: v1.34.1
Kustomize Version: v5.7.1
$ curl http://shop
OK
$ virsh -c qemu+ssh://atlas/system destroy n1
Domain 'n1' destroyed

~ 70s
$ virsh start cp1
Domain 'cp1' started

~ 22s
$ kubectl get nodes
The connection to the server 192.168.10.10:6443 was refused - did you specify the right host or port?
cp1 is up, and its API server is still starting
~ 20s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE     VERSION
cp1    Ready    control-plane   2m20s   v1.34.1
n1     Ready    <none>          2m20s   v1.34.1
n2     Ready    <none>          2m20s   v1.34.1
n3     Ready    <none>          2m20s   v1.34.1
n4     Ready    <none>          2m20s   v1.34.1
~ 60s
$ kubectl get nodes
NAME   STATUS     ROLES           AGE     VERSION
cp1    Ready      control-plane   3m20s   v1.34.1
n1     NotReady   <none>          3m20s   v1.34.1
n2     Ready      <none>          3m20s   v1.34.1
n3     Ready      <none>          3m20s   v1.34.1
n4     Ready      <none>          3m20s   v1.34.1
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
shop-fc6577994-8f52x   1/1     Running   0          3m19s
shop-fc6577994-ntdnl   1/1     Running   0          3m19s
$ kubectl scale deployment shop --replicas=3
deployment.apps/shop scaled
~ 10s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
shop-fc6577994-8f52x   1/1     Running   0          3m29s
shop-fc6577994-ntdnl   1/1     Running   0          3m29s
shop-fc6577994-rs767   1/1     Running   0          9s
