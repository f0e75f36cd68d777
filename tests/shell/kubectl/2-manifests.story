$ kubectl apply -f manifests/shop.yaml
deployment.apps/shop created
$ kubectl apply -f manifests/shop.yaml
deployment.apps/shop unchanged
$ kubectl diff -f manifests/shop.yaml
$ kubectl apply -f manifests/shop-2.yaml --dry-run=server
deployment.apps/shop configured (server dry run)
$ kubectl diff -f manifests/shop-2.yaml | grep '^[-+]'
--- /tmp/LIVE/apps.v1.Deployment.default.shop
+++ /tmp/MERGED/apps.v1.Deployment.default.shop
-  generation: 1
+  generation: 2
-  replicas: 3
+  replicas: 2
-      - image: shop:1
+      - image: shop:2
-        resources:
-          limits:
-            cpu: 500m
-            memory: 1Gi
+        readinessProbe:
+          failureThreshold: 3
+          httpGet:
+            path: /ready
+            port: 8080
+            scheme: HTTP
+          periodSeconds: 10
+          successThreshold: 1
+          timeoutSeconds: 1
$ kubectl apply -f manifests/shop-2.yaml
deployment.apps/shop configured
$ kubectl get deploy shop -o jsonpath='{.spec.template.spec.containers[0].resources}'
$ kubectl apply -f manifests
Error from server (BadRequest): error when creating "manifests/wrong.yaml": Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string
deployment.apps/shop unchanged
deployment.apps/shop configured
$ kubectl apply -f nothing.yaml
error: the path "nothing.yaml" does not exist
ls manifests shows what there is
$ kubectl patch deploy shop -p '{"spec":{"template":{"spec":{"containers":[{"name":"shop","env":[{"name":"A","value":"1"}]}]}}}}'
deployment.apps/shop patched
$ kubectl patch deploy shop --type merge -p '{"spec":{"replicas":4}}'
deployment.apps/shop patched
$ kubectl patch deploy shop --type json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'
deployment.apps/shop patched
$ kubectl patch deploy shop --type json -p '[{"op":"remove","path":"/spec/nothing"}]'
The request is invalid: the server rejected our request due to an error in our request: remove operation does not apply: doc is missing path: /spec/nothing: missing value
$ kubectl set image deploy/shop shop=shop:3
deployment.apps/shop image updated
$ kubectl set image deploy/shop web=shop:3
error: unable to find container named "web"
its containers: shop
$ kubectl set resources deploy shop --limits=memory=512Mi --requests=memory=400Mi
deployment.apps/shop resource requirements updated
$ kubectl set resources deploy shop --requests=memory=1Gi
The Deployment "shop" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "1Gi": must be less than or equal to memory limit of 512Mi
$ kubectl set env deploy/shop DB_URL=postgres://db A-
deployment.apps/shop env updated
$ kubectl set env deploy/shop --list | tail -1
DB_URL=postgres://db
$ kubectl label deploy shop tier=web
deployment.apps/shop labeled
$ kubectl label deploy shop tier=back
error: 'tier' already has a value (web), and --overwrite is false
deployment.apps/shop keeps what it has; --overwrite puts the new value in its place
$ kubectl label deploy shop tier-
deployment.apps/shop unlabeled
$ kubectl annotate deploy shop owner=ana
deployment.apps/shop annotated
$ kubectl get deploy shop --show-labels
NAME   READY   UP-TO-DATE   AVAILABLE   AGE   LABELS
shop   0/2     0            0           0s    app=shop
$ kubectl describe deploy shop
Name:                   shop
Namespace:              default
CreationTimestamp:      Mon, 02 Mar 2026 09:00:00 +0000
Labels:                 app=shop
Annotations:            owner: ana
Selector:               app=shop
Replicas:               2 desired | 0 updated | 0 total | 0 available | 0 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Pod Template:
  Labels:  app=shop
  Containers:
   shop:
    Image:      shop:3
    Port:       <none>
    Host Port:  <none>
    Limits:
      cpu:     500m
      memory:  512Mi
    Requests:
      memory:  400Mi
    Environment:
      DB_URL:      postgres://db
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Events:            <none>
