---
title: A release that does not get ready and a plugin on shared kernels, undone and walled in
scenario: afternoon
---
~ 14s
$ kubectl set image deployment/shop shop=shop:3
deployment.apps/shop image updated
~ 16s
$ kubectl rollout status deployment/shop --timeout=1s
Waiting for deployment "shop" rollout to finish: 1 out of 8 new replicas have been updated...
error: timed out waiting for the condition
$ kubectl describe pod -l app=shop | grep statuscode
  Warning  Unhealthy  1s (x5 over 9s)    kubelet            Readiness probe failed: HTTP probe failed with statuscode: 503
$ lab blast plugins
plugins-67ddc5896-2krqm/plugins:
ATTACK      STOPPED BY    REACHED    RADIUS  WHO IS HIT
misconfig   capabilities  container  1       plugins-67ddc5896-2krqm/plugins
kernelbug   seccomp       container  1       plugins-67ddc5896-2krqm/plugins
runtimebug  none          host root  3       shop-7c6d77f99d-ht2jc/shop, shop-7c6d77f99d-z98zr/shop, plugins-67ddc5896-2krqm/plugins
deviceflaw  capabilities  container  1       plugins-67ddc5896-2krqm/plugins
(panic)                              3       shop-7c6d77f99d-ht2jc/shop, shop-7c6d77f99d-z98zr/shop, plugins-67ddc5896-2krqm/plugins
$ kubectl rollout undo deployment/shop
deployment.apps/shop rolled back
$ kubectl apply -f manifests/plugins-kata.yaml
deployment.apps/plugins configured
~ 15s
$ kubectl get pods
NAME                       READY   STATUS        RESTARTS   AGE
plugins-67ddc5896-2krqm    1/1     Terminating   0          45s
plugins-67ddc5896-ls5qm    1/1     Terminating   0          45s
plugins-76cd66db9b-mlgxw   1/1     Running       0          14s
plugins-76cd66db9b-s796h   1/1     Running       0          12s
shop-7c6d77f99d-8f52x      1/1     Running       0          45s
shop-7c6d77f99d-bvmkh      1/1     Running       0          45s
shop-7c6d77f99d-ht2jc      1/1     Running       0          45s
shop-7c6d77f99d-l8d5n      1/1     Running       0          45s
shop-7c6d77f99d-ntdnl      1/1     Running       0          45s
shop-7c6d77f99d-rs767      1/1     Running       0          45s
shop-7c6d77f99d-vdrgg      1/1     Running       0          45s
shop-7c6d77f99d-z98zr      1/1     Running       0          45s
$ lab blast plugins
plugins-76cd66db9b-mlgxw/plugins:
ATTACK      STOPPED BY    REACHED       RADIUS  WHO IS HIT
misconfig   capabilities  container     1       plugins-76cd66db9b-mlgxw/plugins
kernelbug   seccomp       container     1       plugins-76cd66db9b-mlgxw/plugins
runtimebug  runtime       guest kernel  1       plugins-76cd66db9b-mlgxw/plugins
deviceflaw  capabilities  container     1       plugins-76cd66db9b-mlgxw/plugins
(panic)                                 1       plugins-76cd66db9b-mlgxw/plugins
