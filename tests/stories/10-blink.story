---
title: A database that blinks, asked by liveness, then by readiness alone
scenario: orders-api
---
~ 10s
$ kubectl scale deployment orders-api --replicas=6
deployment.apps/orders-api scaled
~ 40s
$ lab load orders-api 60
orders-api: 60 requests a second from now on
~ 10s
! the database blinks
~ 30s
$ kubectl get pods
NAME                         READY   STATUS             RESTARTS     AGE
orders-api-57c46d6db-bvmkh   0/1     CrashLoopBackOff   1 (9s ago)   79s
orders-api-57c46d6db-ht2jc   0/1     CrashLoopBackOff   1 (9s ago)   79s
orders-api-57c46d6db-l8d5n   0/1     CrashLoopBackOff   1 (9s ago)   79s
orders-api-57c46d6db-rs767   0/1     CrashLoopBackOff   1 (9s ago)   79s
orders-api-57c46d6db-vdrgg   0/1     CrashLoopBackOff   1 (9s ago)   79s
orders-api-57c46d6db-z98zr   0/1     CrashLoopBackOff   1 (9s ago)   79s
orders-db-0                  1/1     Running            0            89s
$ kubectl logs deploy/orders-api
Found 6 pods, using pod/orders-api-57c46d6db-bvmkh
orders-api 4.2: starting
orders-api: fatal: cannot reach the database at orders-db:5432
~ 60s
$ kubectl get pods
NAME                         READY   STATUS    RESTARTS      AGE
orders-api-57c46d6db-bvmkh   1/1     Running   3 (59s ago)   2m19s
orders-api-57c46d6db-ht2jc   1/1     Running   3 (59s ago)   2m19s
orders-api-57c46d6db-l8d5n   1/1     Running   3 (59s ago)   2m19s
orders-api-57c46d6db-rs767   1/1     Running   3 (59s ago)   2m19s
orders-api-57c46d6db-vdrgg   1/1     Running   3 (59s ago)   2m19s
orders-api-57c46d6db-z98zr   1/1     Running   3 (59s ago)   2m19s
orders-db-0                  1/1     Running   0             2m29s
$ why service/orders-api
2 min 17 s  no request to orders-api fails any more; 4467 did so far
  60.0 s  because requests to orders-api fail: whoever took them has ended or answers with an error
  60.0 s    because requests to orders-db fail: nobody listens where they are sent
  60.0 s      because orders-db-0/postgres takes no connections for 40 s
  60.0 s        because fault "the database blinks": for 40 s orders-db takes no connections, then it is back
  60.0 s          because you broke something: the database blinks
$ kubectl diff -f manifests/orders-probes.yaml
diff -u -N /tmp/LIVE/apps.v1.Deployment.default.orders-api /tmp/MERGED/apps.v1.Deployment.default.orders-api
--- /tmp/LIVE/apps.v1.Deployment.default.orders-api
+++ /tmp/MERGED/apps.v1.Deployment.default.orders-api
@@ -4,7 +4,7 @@
   annotations:
     deployment.kubernetes.io/revision: "1"
   creationTimestamp: "2026-03-02T09:00:00Z"
-  generation: 2
+  generation: 3
   name: orders-api
   namespace: default
   resourceVersion: "478"
@@ -35,7 +35,7 @@
         livenessProbe:
           failureThreshold: 3
           httpGet:
-            path: /ready
+            path: /healthz
             port: 8080
             scheme: HTTP
           periodSeconds: 10
$ kubectl apply -f manifests/orders-probes.yaml
deployment.apps/orders-api configured
$ kubectl rollout status deployment/orders-api
Waiting for deployment spec update to be observed...
Waiting for deployment "orders-api" rollout to finish: 3 out of 6 new replicas have been updated...
Waiting for deployment "orders-api" rollout to finish: 2 old replicas are pending termination...
deployment "orders-api" successfully rolled out
~ 60s
# and once more
! the database blinks
~ 35s
$ kubectl get pods
NAME                          READY   STATUS    RESTARTS   AGE
orders-api-78497bdcc5-2krqm   0/1     Running   0          94s
orders-api-78497bdcc5-mlgxw   0/1     Running   0          72s
orders-api-78497bdcc5-r9h88   0/1     Running   0          94s
orders-api-78497bdcc5-s796h   0/1     Running   0          72s
orders-api-78497bdcc5-w2zk7   0/1     Running   0          94s
orders-api-78497bdcc5-wnght   0/1     Running   0          72s
orders-db-0                   1/1     Running   0          4m4s
$ kubectl get endpointslices
NAME               ADDRESSTYPE   PORTS   ENDPOINTS                                      AGE
orders-api-ls5qm   IPv4          8080    10.244.2.4,10.244.3.4,10.244.1.5 + 3 more...   3m54s
orders-db-8f52x    IPv4          5432    10.244.1.2                                     4m4s
~ 20s
$ kubectl get pods
NAME                          READY   STATUS    RESTARTS   AGE
orders-api-78497bdcc5-2krqm   1/1     Running   0          114s
orders-api-78497bdcc5-mlgxw   1/1     Running   0          92s
orders-api-78497bdcc5-r9h88   1/1     Running   0          114s
orders-api-78497bdcc5-s796h   1/1     Running   0          92s
orders-api-78497bdcc5-w2zk7   1/1     Running   0          114s
orders-api-78497bdcc5-wnght   1/1     Running   0          92s
orders-db-0                   1/1     Running   0          4m24s
