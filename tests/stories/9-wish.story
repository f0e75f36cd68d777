---
title: A wish is written down, and the world is brought to it
scenario: three-nodes
---
~ 15s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE   VERSION
cp1    Ready    control-plane   15s   v1.34.1
n1     Ready    <none>          15s   v1.34.1
n2     Ready    <none>          15s   v1.34.1
n3     Ready    <none>          15s   v1.34.1
$ kubectl create deployment shop --image=shop:1 --replicas=3
deployment.apps/shop created
~ 8s
$ kubectl get deployments,replicasets,pods
NAME                   READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/shop   3/3     3            3           8s

NAME                              DESIRED   CURRENT   READY   AGE
replicaset.apps/shop-5fff9f4cdd   3         3         3       7s

NAME                        READY   STATUS    RESTARTS   AGE
pod/shop-5fff9f4cdd-ht2jc   1/1     Running   0          7s
pod/shop-5fff9f4cdd-rs767   1/1     Running   0          7s
pod/shop-5fff9f4cdd-z98zr   1/1     Running   0          7s
$ kubectl delete $(kubectl get pods -o name | head -1)
pod "shop-5fff9f4cdd-ht2jc" deleted from default namespace
~ 6s
$ kubectl get pods -o wide
NAME                    READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
shop-5fff9f4cdd-bvmkh   1/1     Running   0          5s    10.244.1.4   n1     <none>           <none>
shop-5fff9f4cdd-rs767   1/1     Running   0          13s   10.244.2.3   n2     <none>           <none>
shop-5fff9f4cdd-z98zr   1/1     Running   0          13s   10.244.3.3   n3     <none>           <none>
$ kubectl scale deployment shop --replicas=1
deployment.apps/shop scaled
~ 5s
$ kubectl get pods
NAME                    READY   STATUS    RESTARTS   AGE
shop-5fff9f4cdd-z98zr   1/1     Running   0          18s
$ why $(kubectl get pods -o name)
  16.5 s  shop-5fff9f4cdd-z98zr: Started container shop
  16.5 s  because container shop-5fff9f4cdd-z98zr/shop runs: its first process is pid 880 of the machine
  16.2 s    because container shop-5fff9f4cdd-z98zr/shop starts
  16.2 s      because shop-5fff9f4cdd-z98zr: Created container: shop
  16.2 s        because shop-5fff9f4cdd-z98zr: Successfully pulled image "shop:1" in 0.728s (0.728s including waiting). Image size: 20300000 bytes.
  15.5 s          because shop-5fff9f4cdd-z98zr: Pulling image "shop:1"
  15.0 s            because container shop-5fff9f4cdd-z98zr/POD starts
  15.0 s              because shop-5fff9f4cdd-z98zr: Successfully assigned default/shop-5fff9f4cdd-z98zr to n3
  15.0 s                because shop-5fff9f4cdd: Created pod: shop-5fff9f4cdd-z98zr
  15.0 s                  because shop: Scaled up replica set shop-5fff9f4cdd from 0 to 3
  15.0 s                    because you ran: kubectl create deployment shop --image=shop:1 --replicas=3
# the same reboot as by hand
$ kubectl scale deployment shop --replicas=9
deployment.apps/shop scaled
~ 10s
! reboot n2
~ 20s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE   VERSION
cp1    Ready    control-plane   64s   v1.34.1
n1     Ready    <none>          64s   v1.34.1
n2     Ready    <none>          64s   v1.34.1
n3     Ready    <none>          64s   v1.34.1
~ 25s
$ kubectl get pods -o wide
NAME                    READY   STATUS    RESTARTS      AGE   IP            NODE   NOMINATED NODE   READINESS GATES
shop-5fff9f4cdd-2krqm   1/1     Running   0             54s   10.244.1.6    n1     <none>           <none>
shop-5fff9f4cdd-l8d5n   1/1     Running   0             54s   10.244.1.5    n1     <none>           <none>
shop-5fff9f4cdd-ls5qm   1/1     Running   0             54s   10.244.3.4    n3     <none>           <none>
shop-5fff9f4cdd-mlgxw   1/1     Running   0             54s   10.244.3.5    n3     <none>           <none>
shop-5fff9f4cdd-r9h88   1/1     Running   1 (12s ago)   54s   10.244.2.10   n2     <none>           <none>
shop-5fff9f4cdd-s796h   1/1     Running   0             54s   10.244.1.7    n1     <none>           <none>
shop-5fff9f4cdd-vdrgg   1/1     Running   1 (12s ago)   54s   10.244.2.8    n2     <none>           <none>
shop-5fff9f4cdd-w2zk7   1/1     Running   1 (12s ago)   54s   10.244.2.9    n2     <none>           <none>
shop-5fff9f4cdd-z98zr   1/1     Running   0             73s   10.244.3.3    n3     <none>           <none>
$ why $(kubectl get pods --field-selector=spec.nodeName=n2 -o name | head -1)
  77.7 s  shop-5fff9f4cdd-r9h88: Started container shop
  77.7 s  because container shop-5fff9f4cdd-r9h88/shop runs: its first process is pid 955 of the machine
  77.5 s    because container shop-5fff9f4cdd-r9h88/shop starts
  77.5 s      because shop-5fff9f4cdd-r9h88: Created container: shop
  77.5 s        because shop-5fff9f4cdd-r9h88: Container image "shop:1" already present on machine
  74.0 s          because n2 is up after 30 s
  44.0 s            because n2 starts again
  44.0 s              because fault "reboot n2": n2 installs an update and starts again
  44.0 s                because you broke something: reboot n2
