---
title: A rollout without readiness, and one that leaves too late
scenario: shop-four
---
~ 25s
$ kubectl set image deployment/shop shop=shop:2
deployment.apps/shop image updated
~ 4s
$ kubectl get pods
NAME                    READY   STATUS    RESTARTS   AGE
shop-6746b679c9-bvmkh   1/1     Running   0          3s
shop-6746b679c9-l8d5n   1/1     Running   0          3s
shop-6746b679c9-ls5qm   1/1     Running   0          2s
shop-6746b679c9-vdrgg   1/1     Running   0          2s
~ 16s
$ kubectl get deployment shop
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
shop   4/4     4            4           45s
$ why service/shop
  25.0 s  requests to shop fail: nobody listens where they are sent
  25.0 s  because container shop-7f49876d4d-ht2jc/shop was asked to stop
  25.0 s    because shop-7f49876d4d-ht2jc: Stopping container shop
  25.0 s      because shop-7f49876d4d: Deleted pod: shop-7f49876d4d-ht2jc
  25.0 s        because shop: Scaled down replica set shop-7f49876d4d from 4 to 3
  25.0 s          because you ran: kubectl set image deployment/shop shop=shop:2
$ kubectl apply -f manifests/shop-ready.yaml
deployment.apps/shop configured
$ kubectl rollout status deployment/shop
Waiting for deployment spec update to be observed...
Waiting for deployment "shop" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "shop" rollout to finish: 1 old replicas are pending termination...
deployment "shop" successfully rolled out
$ kubectl rollout history deployment/shop
deployment.apps/shop
REVISION  CHANGE-CAUSE
1         <none>
2         <none>
3         <none>

