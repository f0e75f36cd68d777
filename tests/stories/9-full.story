---
title: Full on paper, idle in fact
scenario: three-nodes
---
~ 15s
$ cat manifests/shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 10
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      containers:
        - name: shop
          image: shop:1
          resources:
            requests: { cpu: 1 }
$ kubectl apply -f manifests/shop.yaml
deployment.apps/shop created
~ 40s
$ kubectl get deployment shop
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
shop   9/10    10           9           40s
$ kubectl describe pods | grep FailedScheduling
  Warning  FailedScheduling  39s   default-scheduler  0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient cpu. preemption: 0/4 nodes are available: 1 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.
$ kubectl top nodes
NAME   CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)
cp1    0m           0%       1508Mi          21%
n1     460m         12%      1375Mi          19%
n2     460m         12%      1375Mi          19%
n3     460m         12%      1375Mi          19%
$ kubectl describe node n1 | grep -A5 Resource
  Resource           Requests     Limits
  --------           --------     ------
  cpu                3100m (81%)  0 (0%)
  memory             100Mi (1%)   0 (0%)
  ephemeral-storage  0 (0%)       0 (0%)
Events:              <none>
$ kubectl set resources deployment shop --limits=cpu=300m
The Deployment "shop" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 300m
$ kubectl set resources deployment shop --requests=cpu=300m
deployment.apps/shop resource requirements updated
~ 30s
$ kubectl rollout status deployment shop
deployment "shop" successfully rolled out
$ kubectl get deployment shop
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
shop   10/10   10           10          70s
$ kubectl get pods --field-selector=spec.nodeName=n1
NAME                    READY   STATUS    RESTARTS   AGE
shop-74bc75cbc9-g846l   1/1     Running   0          29s
shop-74bc75cbc9-l8kxc   1/1     Running   0          29s
shop-74bc75cbc9-s796h   1/1     Running   0          29s
$ kubectl describe node n1 | grep -A5 Resource
  Resource           Requests    Limits
  --------           --------    ------
  cpu                1 (26%)     0 (0%)
  memory             100Mi (1%)  0 (0%)
  ephemeral-storage  0 (0%)      0 (0%)
Events:              <none>
