---
title: Not the one that leaks, the one most above its request
scenario: leak
---
~ 30s
$ kubectl get pods -o custom-columns=NAME:.metadata.name,CLASS:.status.qosClass
NAME                         CLASS
cache-7b4c89dcfc-rs767       Guaranteed
report-db-6cc675484d-ht2jc   Burstable
$ kubectl apply -f manifests/scratch.yaml
pod/scratch created
~ 150s
$ kubectl get events --field-selector=reason=Evicted
LAST SEEN   TYPE      REASON    OBJECT                           MESSAGE
10s         Warning   Evicted   pod/report-db-6cc675484d-ht2jc   The node was low on resource: memory. Threshold quantity: 100Mi, available: 43332Ki. Container postgres was using 1949584Ki, request is 256Mi, has larger consumption of memory.
$ kubectl get pods
NAME                         READY   STATUS      RESTARTS   AGE
cache-7b4c89dcfc-rs767       1/1     Running     0          2m59s
report-db-6cc675484d-ht2jc   0/1     Completed   0          2m59s
report-db-6cc675484d-z98zr   0/1     Pending     0          9s
scratch                      1/1     Running     0          2m30s
$ kubectl describe node n1 | grep -E 'MemoryPressure|Taints'
Taints:             node.kubernetes.io/memory-pressure:NoSchedule
  MemoryPressure   True    Mon, 02 Mar 2026 09:02:50 +0000   Mon, 02 Mar 2026 09:02:50 +0000   KubeletHasInsufficientMemory   kubelet has insufficient memory available
$ why $(kubectl get pods -o name | grep report-db | head -1)
2 min 50 s  report-db-6cc675484d-ht2jc: Stopping container postgres
2 min 50 s  because report-db-6cc675484d-ht2jc: The node was low on resource: memory. Threshold quantity: 100Mi, available: 43332Ki. Container postgres was using 1949584Ki, request is 256Mi, has larger consumption of memory.
2 min 50 s    because n1: Attempting to reclaim memory
2 min 50 s      because n1: Node n1 status is now: NodeHasInsufficientMemory
2 min 00 s        because n1 is short of memory: 409 MiB left; scratch took the last of it
  31.2 s          because scratch started: 1 process
  30.9 s            because container scratch/scratch starts
  30.9 s              because scratch: Created container: scratch
  30.9 s                because scratch: Successfully pulled image "scratch:1" in 0.4s (0.4s including waiting). Image size: 8300000 bytes.
  30.5 s                  because scratch: Pulling image "scratch:1"
  30.0 s                    because container scratch/POD starts
  30.0 s                      because scratch: Successfully assigned default/scratch to n1
  30.0 s                        because you ran: kubectl apply -f manifests/scratch.yaml
# a request that covers what is used
$ kubectl set resources deployment report-db --requests=cpu=500m,memory=2Gi --limits=cpu=500m,memory=2Gi
deployment.apps/report-db resource requirements updated
~ 600s
$ kubectl get pods
NAME                         READY   STATUS      RESTARTS   AGE
cache-7b4c89dcfc-rs767       1/1     Running     0          12m
report-db-6976b49fd4-bvmkh   1/1     Running     0          9m59s
report-db-6cc675484d-ht2jc   0/1     Completed   0          12m
scratch                      0/1     Error       0          12m
$ kubectl get events --field-selector=reason=Evicted
LAST SEEN   TYPE      REASON    OBJECT                           MESSAGE
10m         Warning   Evicted   pod/report-db-6cc675484d-ht2jc   The node was low on resource: memory. Threshold quantity: 100Mi, available: 43332Ki. Container postgres was using 1949584Ki, request is 256Mi, has larger consumption of memory.
6m10s       Warning   Evicted   pod/scratch                      The node was low on resource: memory. Threshold quantity: 100Mi, available: 29380Ki. Container scratch was using 3374248Ki, request is 0, has larger consumption of memory.
