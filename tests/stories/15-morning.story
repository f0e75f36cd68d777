---
title: A leak ends in its own container, and a VM that died is started again
scenario: paperboat
---
~ 15s
$ kubectl set resources deployment shop --limits=memory=256Mi
deployment.apps/shop resource requirements updated
$ kubectl scale deployment shop --replicas=6
deployment.apps/shop scaled
~ 60s
! shop leaks
~ 20s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS      AGE
shop-9d54c749b-2krqm   1/1     Running   1 (15s ago)   66s
shop-9d54c749b-ls5qm   1/1     Running   0             73s
shop-9d54c749b-mlgxw   1/1     Running   0             45s
shop-9d54c749b-r9h88   1/1     Running   0             52s
shop-9d54c749b-vdrgg   1/1     Running   0             79s
shop-9d54c749b-w2zk7   1/1     Running   0             59s
! n1 dies
~ 5s
$ virsh -c qemu+ssh://atlas/system list --all
 Id   Name     State
-------------------------
 2    n2       running
 3    ledger   running
 -    n1       shut off

$ virsh -c qemu+ssh://atlas/system start n1
Domain 'n1' started

~ 60s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE     VERSION
cp1    Ready    control-plane   2m40s   v1.34.1
n1     Ready    <none>          2m40s   v1.34.1
n2     Ready    <none>          2m40s   v1.34.1
n3     Ready    <none>          2m40s   v1.34.1
n4     Ready    <none>          2m40s   v1.34.1
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS      AGE     IP           NODE   NOMINATED NODE   READINESS GATES
shop-9d54c749b-2krqm   1/1     Running   1 (80s ago)   2m11s   10.244.4.4   n4     <none>           <none>
shop-9d54c749b-ls5qm   1/1     Running   0             2m18s   10.244.2.3   n2     <none>           <none>
shop-9d54c749b-mlgxw   1/1     Running   0             110s    10.244.4.5   n4     <none>           <none>
shop-9d54c749b-r9h88   1/1     Running   0             117s    10.244.2.4   n2     <none>           <none>
shop-9d54c749b-vdrgg   1/1     Running   0             2m24s   10.244.3.3   n3     <none>           <none>
shop-9d54c749b-w2zk7   1/1     Running   1 (38s ago)   2m4s    10.244.1.5   n1     <none>           <none>
$ why deployment/shop
  56.0 s  shop: Scaled down replica set shop-7486c9964 from 1 to 0
  54.0 s  because shop-9d54c749b-mlgxw: Readiness probe failed: Get "http://10.244.4.5:8080/": dial tcp 10.244.4.5:8080: connect: connection refused
  52.0 s    because shop-9d54c749b-mlgxw: Readiness probe failed: Get "http://10.244.4.5:8080/": dial tcp 10.244.4.5:8080: connect: connection refused
  50.0 s      because shop-9d54c749b-mlgxw: Readiness probe failed: Get "http://10.244.4.5:8080/": dial tcp 10.244.4.5:8080: connect: connection refused
  50.0 s        because shop-9d54c749b-mlgxw: Started container shop
  50.0 s          because container shop-9d54c749b-mlgxw/shop runs: its first process is pid 955 of the machine
  49.7 s            because container shop-9d54c749b-mlgxw/shop starts
  49.7 s              because shop-9d54c749b-mlgxw: Created container: shop
  49.7 s                because shop-9d54c749b-mlgxw: Container image "shop:1" already present on machine
  49.2 s                  because container shop-9d54c749b-mlgxw/POD starts
  49.2 s                    because shop-9d54c749b-mlgxw: Successfully assigned default/shop-9d54c749b-mlgxw to n4
  49.2 s                      because shop-9d54c749b: Created pod: shop-9d54c749b-mlgxw
  49.2 s                        because shop: Scaled up replica set shop-9d54c749b from 5 to 6
