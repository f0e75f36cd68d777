---
title: A container that dies again and again, and its last words
scenario: shop-crash
---
~ 30s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
shop-9774bdf7d-8f52x   1/1     Running   0          29s
shop-9774bdf7d-ht2jc   1/1     Running   0          29s
shop-9774bdf7d-ntdnl   1/1     Running   0          29s
! crash a container
~ 3s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS     AGE
shop-9774bdf7d-8f52x   1/1     Running   1 (3s ago)   32s
shop-9774bdf7d-ht2jc   1/1     Running   0            32s
shop-9774bdf7d-ntdnl   1/1     Running   0            32s
$ kubectl apply -f manifests/shop-2.yaml
deployment.apps/shop configured
~ 12s
$ kubectl get pods
NAME                    READY   STATUS    RESTARTS     AGE
shop-6496cbc74f-bvmkh   1/1     Running   1 (4s ago)   10s
shop-6496cbc74f-l8d5n   1/1     Running   1 (3s ago)   9s
shop-6496cbc74f-z98zr   1/1     Running   1 (5s ago)   11s
~ 18s
$ kubectl get pods
NAME                    READY   STATUS             RESTARTS     AGE
shop-6496cbc74f-bvmkh   0/1     CrashLoopBackOff   2 (1s ago)   28s
shop-6496cbc74f-l8d5n   0/1     CrashLoopBackOff   2 (0s ago)   27s
shop-6496cbc74f-z98zr   0/1     CrashLoopBackOff   2 (2s ago)   29s
~ 70s
$ kubectl get pods
NAME                    READY   STATUS             RESTARTS      AGE
shop-6496cbc74f-bvmkh   0/1     CrashLoopBackOff   4 (0s ago)    98s
shop-6496cbc74f-l8d5n   1/1     Running            4 (45s ago)   97s
shop-6496cbc74f-z98zr   0/1     CrashLoopBackOff   4 (1s ago)    99s
$ kubectl logs deploy/shop
Found 3 pods, using pod/shop-6496cbc74f-l8d5n
shop 2.0: listening on :8080
$ kubectl logs deploy/shop --previous
Found 3 pods, using pod/shop-6496cbc74f-l8d5n
shop 2.0: listening on :8080
shop: fatal: DB_URL is not set
$ kubectl get events --field-selector reason=BackOff
LAST SEEN   TYPE      REASON    OBJECT                      MESSAGE
0s          Warning   BackOff   pod/shop-6496cbc74f-bvmkh   Back-off restarting failed container shop in pod shop-6496cbc74f-bvmkh_default(615620db-bc42-484e-874a-8cd9cc14ebd4)
45s         Warning   BackOff   pod/shop-6496cbc74f-l8d5n   Back-off restarting failed container shop in pod shop-6496cbc74f-l8d5n_default(96d9b6e2-20e6-4ee9-a44d-c2744995d6a9)
1s          Warning   BackOff   pod/shop-6496cbc74f-z98zr   Back-off restarting failed container shop in pod shop-6496cbc74f-z98zr_default(fc08963d-1fc7-4fef-8e31-7cd2b71dd9ec)
# a variable under the wrong name
$ kubectl set env deployment/shop DATABASE_URL=postgres://orders-db/shop
deployment.apps/shop env updated
~ 12s
$ kubectl get pods
NAME                    READY   STATUS             RESTARTS     AGE
shop-864d697c6f-2krqm   1/1     Running            1 (4s ago)   10s
shop-864d697c6f-ls5qm   1/1     Running            1 (5s ago)   11s
shop-864d697c6f-vdrgg   0/1     CrashLoopBackOff   1 (0s ago)   11s
$ kubectl set env deployment/shop DATABASE_URL- DB_URL=postgres://orders-db/shop
deployment.apps/shop env updated
$ kubectl rollout status deployment/shop
Waiting for deployment spec update to be observed...
Waiting for deployment "shop" rollout to finish: 1 out of 3 new replicas have been updated...
Waiting for deployment "shop" rollout to finish: 2 out of 3 new replicas have been updated...
Waiting for deployment "shop" rollout to finish: 1 old replicas are pending termination...
deployment "shop" successfully rolled out
~ 20s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
shop-bfff88978-mlgxw   1/1     Running   0          18s
shop-bfff88978-r9h88   1/1     Running   0          19s
shop-bfff88978-w2zk7   1/1     Running   0          19s
$ kubectl rollout history deployment/shop
deployment.apps/shop
REVISION  CHANGE-CAUSE
1         <none>
2         <none>
3         <none>
4         <none>

