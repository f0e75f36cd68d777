---
title: A rollout that loses nothing
scenario: shop-four
---
~ 25s
$ kubectl diff -f manifests/shop-graceful.yaml
diff -u -N /tmp/LIVE/apps.v1.Deployment.default.shop /tmp/MERGED/apps.v1.Deployment.default.shop
--- /tmp/LIVE/apps.v1.Deployment.default.shop
+++ /tmp/MERGED/apps.v1.Deployment.default.shop
@@ -4,7 +4,7 @@
   annotations:
     deployment.kubernetes.io/revision: "1"
   creationTimestamp: "2026-03-02T09:00:00Z"
-  generation: 1
+  generation: 2
   name: shop
   namespace: default
   resourceVersion: "78"
@@ -18,8 +18,8 @@
       app: shop
   strategy:
     rollingUpdate:
-      maxSurge: 25%
-      maxUnavailable: 25%
+      maxSurge: 1
+      maxUnavailable: 0
     type: RollingUpdate
   template:
     metadata:
@@ -29,7 +29,20 @@
       containers:
       - image: shop:1
         imagePullPolicy: IfNotPresent
+        lifecycle:
+          preStop:
+            sleep:
+              seconds: 5
         name: shop
+        readinessProbe:
+          failureThreshold: 3
+          httpGet:
+            path: /
+            port: 8080
+            scheme: HTTP
+          periodSeconds: 2
+          successThreshold: 1
+          timeoutSeconds: 1
         resources:
           limits:
             cpu: 300m
$ kubectl apply -f manifests/shop-graceful.yaml
deployment.apps/shop configured
~ 90s
$ why service/shop | head -1
  98.4 s  no request to shop fails any more; 46 did so far
$ kubectl set image deployment/shop shop=shop:2
deployment.apps/shop image updated
~ 90s
$ kubectl get pods
NAME                    READY   STATUS    RESTARTS   AGE
shop-5c97d95fb5-2krqm   1/1     Running   0          89s
shop-5c97d95fb5-mlgxw   1/1     Running   0          38s
shop-5c97d95fb5-r9h88   1/1     Running   0          55s
shop-5c97d95fb5-w2zk7   1/1     Running   0          72s
$ why service/shop | head -1
  98.4 s  no request to shop fails any more; 46 did so far
