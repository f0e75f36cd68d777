---
title: Four times the load, and back
scenario: shop-load
---
~ 60s
$ kubectl top pods
NAME                    CPU(cores)   MEMORY(bytes)
shop-75846bc8d4-8f52x   196m         64Mi
shop-75846bc8d4-ht2jc   206m         64Mi
shop-75846bc8d4-ntdnl   168m         64Mi
$ kubectl autoscale deployment shop --cpu=50% --min=3 --max=30
horizontalpodautoscaler.autoscaling/shop autoscaled
~ 105s
$ kubectl get hpa
NAME   REFERENCE         TARGETS        MINPODS   MAXPODS   REPLICAS   AGE
shop   Deployment/shop   cpu: 51%/50%   3         30        6          105s
$ lab load 240
shop: 240 requests a second from now on
~ 16s
$ kubectl get hpa
NAME   REFERENCE         TARGETS         MINPODS   MAXPODS   REPLICAS   AGE
shop   Deployment/shop   cpu: 150%/50%   3         30        6          2m1s
~ 104s
$ kubectl get hpa
NAME   REFERENCE         TARGETS        MINPODS   MAXPODS   REPLICAS   AGE
shop   Deployment/shop   cpu: 53%/50%   3         30        24         3m45s
$ lab load 60
shop: 60 requests a second from now on
~ 240s
$ kubectl describe hpa shop
Name:                                                  shop
Namespace:                                             default
Labels:                                                <none>
Annotations:                                           <none>
CreationTimestamp:                                     Mon, 02 Mar 2026 09:01:00 +0000
Reference:                                             Deployment/shop
Metrics:                                               ( current / target )
  resource cpu on pods  (as a percentage of request):  12% (25m) / 50%
Min replicas:                                          3
Max replicas:                                          30
Deployment pods:                                       24 current / 24 desired
Conditions:
  Type            Status  Reason               Message
  ----            ------  ------               -------
  AbleToScale     True    ScaleDownStabilized  recent recommendations were higher than current one, applying the highest recent recommendation
  ScalingActive   True    ValidMetricFound     the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)
  ScalingLimited  False   DesiredWithinRange   the desired count is within the acceptable range
Events:
  Type    Reason             Age    From                       Message
  ----    ------             ----   ----                       -------
  Normal  SuccessfulRescale  7m29s  horizontal-pod-autoscaler  New size: 6; reason: cpu resource utilization (percentage of request) above target
  Normal  SuccessfulRescale  5m44s  horizontal-pod-autoscaler  New size: 12; reason: cpu resource utilization (percentage of request) above target
  Normal  SuccessfulRescale  5m29s  horizontal-pod-autoscaler  New size: 18; reason: cpu resource utilization (percentage of request) above target
  Normal  SuccessfulRescale  4m44s  horizontal-pod-autoscaler  New size: 24; reason: cpu resource utilization (percentage of request) above target
~ 120s
$ kubectl get hpa
NAME   REFERENCE         TARGETS        MINPODS   MAXPODS   REPLICAS   AGE
shop   Deployment/shop   cpu: 41%/50%   3         30        7          9m45s
