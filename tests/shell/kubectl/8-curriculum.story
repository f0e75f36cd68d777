$ kubectl create deployment shop --image=nginx:1.27 --replicas=3
deployment.apps/shop created
$ kubectl set resources deployment shop --requests=cpu=300m
deployment.apps/shop resource requirements updated
~ 10s
$ kubectl label node n1 n2 topology.strata/host=atlas
node/n1 labeled
node/n2 labeled
$ kubectl get nodes -L topology.strata/host
NAME   STATUS   ROLES           AGE   VERSION   HOST
cp1    Ready    control-plane   10s   v1.34.1
n1     Ready    <none>          10s   v1.34.1   atlas
n2     Ready    <none>          10s   v1.34.1   atlas
n3     Ready    <none>          10s   v1.34.1
$ kubectl expose deployment shop --port=80
service/shop exposed
$ kubectl set selector service shop app=shpo
service/shop selector updated
~ 2s
$ kubectl get endpointslices -l kubernetes.io/service-name=shop | cut -d' ' -f1,4-
NAME       ADDRESSTYPE   PORTS     ENDPOINTS   AGE
shop-ht2jc IPv4          <unset>   <unset>     1s
$ kubectl set selector service shop app=shop
service/shop selector updated
~ 2s
$ kubectl describe svc shop | grep Endpoints
Endpoints:                10.244.1.2:80,10.244.2.2:80,10.244.3.2:80
$ curl shop
<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
$ kubectl autoscale deployment shop --cpu=50% --min=3 --max=10
horizontalpodautoscaler.autoscaling/shop autoscaled
$ kubectl patch hpa shop --type merge -p '{"spec":{"behavior":{"scaleDown":{"stabilizationWindowSeconds":300}}}}'
horizontalpodautoscaler.autoscaling/shop patched
$ kubectl get hpa shop -o jsonpath='{.spec.behavior}{"\n"}{.spec.metrics}'
{"scaleDown":{"stabilizationWindowSeconds":300}}
[{"resource":{"name":"cpu","target":{"averageUtilization":50,"type":"Utilization"}},"type":"Resource"}]
~ 40s
$ kubectl get hpa
NAME   REFERENCE         TARGETS       MINPODS   MAXPODS   REPLICAS   AGE
shop   Deployment/shop   cpu: 0%/50%   3         10        3          40s
$ kubectl describe hpa shop
Name:                                                  shop
Namespace:                                             default
Labels:                                                <none>
Annotations:                                           <none>
CreationTimestamp:                                     Mon, 02 Mar 2026 09:00:14 +0000
Reference:                                             Deployment/shop
Metrics:                                               ( current / target )
  resource cpu on pods  (as a percentage of request):  0% (0) / 50%
Min replicas:                                          3
Max replicas:                                          10
Behavior:
  Scale Down:
    Stabilization Window: 300 seconds
    Select Policy: Max
    Policies: <default>
Deployment pods:  3 current / 3 desired
Conditions:
  Type            Status  Reason               Message
  ----            ------  ------               -------
  AbleToScale     True    ScaleDownStabilized  recent recommendations were higher than current one, applying the highest recent recommendation
  ScalingActive   True    ValidMetricFound     the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)
  ScalingLimited  False   DesiredWithinRange   the desired count is within the acceptable range
Events:
  Type     Reason                        Age   From                       Message
  ----     ------                        ----  ----                       -------
  Warning  FailedGetResourceMetric       24s   horizontal-pod-autoscaler  failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)
  Warning  FailedComputeMetricsReplicas  24s   horizontal-pod-autoscaler  invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)
$ kubectl rollout restart deployment shop
deployment.apps/shop restarted
$ kubectl rollout status deployment shop
Waiting for deployment spec update to be observed...
Waiting for deployment "shop" rollout to finish: 1 out of 3 new replicas have been updated...
Waiting for deployment "shop" rollout to finish: 2 out of 3 new replicas have been updated...
Waiting for deployment "shop" rollout to finish: 1 old replicas are pending termination...
deployment "shop" successfully rolled out
~ 60s
$ kubectl get events --sort-by=.lastTimestamp | tail -3
57s         Normal    ScalingReplicaSet              deployment/shop                Scaled down replica set shop-55bd8588fd from 1 to 0
39s         Warning   FailedGetResourceMetric        horizontalpodautoscaler/shop   failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API
39s         Warning   FailedComputeMetricsReplicas   horizontalpodautoscaler/shop   invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API
$ kubectl get nodes -o custom-columns=NAME:.metadata.name,CPU:.status.allocatable.cpu,GPU:.status.allocatable.nvidia\\.com/gpu
NAME   CPU     GPU
cp1    3800m   <none>
n1     3800m   <none>
n2     3800m   <none>
n3     3800m   <none>
$ kubectl run c --image=busybox -- sh -c 'sleep 5; exit 1'
pod/c created
~ 30s
$ kubectl get pod c
NAME   READY   STATUS             RESTARTS     AGE
c      0/1     CrashLoopBackOff   2 (1s ago)   30s
$ kubectl logs c --previous
$ kubectl get lease -n kube-node-lease
NAME   HOLDER   AGE
cp1    cp1      2m24s
n1     n1       2m24s
n2     n2       2m24s
n3     n3       2m24s
$ kubectl set env deployment/shop DB_URL=postgres://orders-db/shop
deployment.apps/shop env updated
$ kubectl get deploy shop -o yaml | grep -A2 env
      - env:
        - name: DB_URL
          value: postgres://orders-db/shop
$ kubectl get pods -A
NAMESPACE   NAME                    READY   STATUS             RESTARTS     AGE
default     c                       0/1     CrashLoopBackOff   2 (1s ago)   30s
default     shop-769b758d4c-bvmkh   1/1     Running            0            89s
default     shop-769b758d4c-l8d5n   1/1     Running            0            88s
default     shop-769b758d4c-z98zr   1/1     Running            0            89s
$ kubectl describe node n1 | grep -A8 Allocated
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests   Limits
  --------           --------   ------
  cpu                300m (7%)  0 (0%)
  memory             0 (0%)     0 (0%)
  ephemeral-storage  0 (0%)     0 (0%)
Events:              <none>
