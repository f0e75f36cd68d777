---
title: A version that never gets ready, and the way back
scenario: shop-ready
---
~ 25s
$ kubectl set image deployment/shop shop=shop:3
deployment.apps/shop image updated
~ 30s
$ kubectl get pods
NAME                    READY   STATUS    RESTARTS   AGE
shop-679d5d99fd-8f52x   1/1     Running   0          54s
shop-679d5d99fd-ntdnl   1/1     Running   0          54s
shop-679d5d99fd-rs767   1/1     Running   0          54s
shop-699986479b-bvmkh   0/1     Running   0          29s
shop-699986479b-l8d5n   0/1     Running   0          29s
$ kubectl rollout status deployment/shop || echo "exit status $?"
Waiting for deployment "shop" rollout to finish: 2 out of 4 new replicas have been updated...
error: deployment "shop" exceeded its progress deadline
exit status 1
~ 610s
$ kubectl describe deployment shop
Name:                   shop
Namespace:              default
CreationTimestamp:      Mon, 02 Mar 2026 09:00:00 +0000
Labels:                 <none>
Annotations:            deployment.kubernetes.io/revision: 2
Selector:               app=shop
Replicas:               4 desired | 2 updated | 5 total | 3 available | 2 unavailable
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
      cpu:  300m
    Requests:
      cpu:         200m
      memory:      128Mi
    Readiness:     http-get http://:8080/ delay=0s timeout=1s period=2s #success=1 #failure=3
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
  Progressing    False   ProgressDeadlineExceeded
OldReplicaSets:  shop-679d5d99fd (3/3 replicas created)
NewReplicaSet:   shop-699986479b (2/2 replicas created)
Events:
  Type    Reason             Age   From                   Message
  ----    ------             ----  ----                   -------
  Normal  ScalingReplicaSet  11m   deployment-controller  Scaled up replica set shop-679d5d99fd from 0 to 4
  Normal  ScalingReplicaSet  10m   deployment-controller  Scaled up replica set shop-699986479b from 0 to 1
  Normal  ScalingReplicaSet  10m   deployment-controller  Scaled down replica set shop-679d5d99fd from 4 to 3
  Normal  ScalingReplicaSet  10m   deployment-controller  Scaled up replica set shop-699986479b from 1 to 2
$ kubectl rollout undo deployment/shop
deployment.apps/shop rolled back
~ 20s
$ kubectl rollout status deployment/shop
deployment "shop" successfully rolled out
$ kubectl rollout history deployment/shop
deployment.apps/shop
REVISION  CHANGE-CAUSE
2         <none>
3         <none>

