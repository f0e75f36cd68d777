---
title: Eight GPUs, two jobs, and a queue that lets in one after the other
scenario: training
---
~ 10s
$ kubectl apply -f manifests/half.yaml
The Pod "half" is invalid:
* spec.containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer
* spec.containers[0].resources.requests[nvidia.com/gpu]: Invalid value: "500m": must be an integer
$ kubectl apply -f manifests/job-a.yaml -f manifests/job-b.yaml
job.batch/job-a created
job.batch/job-b created
~ 60s
$ kubectl get jobs
NAME    STATUS    COMPLETIONS   DURATION   AGE
job-a   Running   0/8           59s        60s
job-b   Running   0/8           59s        60s
$ kubectl get pods -o wide | grep -c g1
4
$ kubectl get pods -o wide | grep -c g2
4
$ kubectl label job job-a kueue.x-k8s.io/queue-name=gpu
The Job "job-a" is invalid: metadata.labels[kueue.x-k8s.io/queue-name]: Invalid value: "gpu": field is immutable
$ kubectl delete job job-a job-b
job.batch "job-a" deleted from default namespace
job.batch "job-b" deleted from default namespace
$ kubectl apply -f manifests/queue.yaml
resourceflavor.kueue.x-k8s.io/h100 created
clusterqueue.kueue.x-k8s.io/gpus created
localqueue.kueue.x-k8s.io/gpu created
$ kubectl apply -f manifests/jobs-queued.yaml
job.batch/job-a created
job.batch/job-b created
~ 60s
$ kubectl get jobs
NAME    STATUS      COMPLETIONS   DURATION   AGE
job-a   Running     0/8           59s        60s
job-b   Suspended   0/8                      60s
$ kubectl get localqueue
NAME   CLUSTERQUEUE   PENDING WORKLOADS   ADMITTED WORKLOADS
gpu    gpus           1                   1
$ kubectl api-resources | grep kueue
clusterqueues              cq                  kueue.x-k8s.io/v1beta1   false        ClusterQueue
localqueues                queue,queues,lq     kueue.x-k8s.io/v1beta1   true         LocalQueue
resourceflavors            flavor,flavors,rf   kueue.x-k8s.io/v1beta1   false        ResourceFlavor
~ 280s
$ kubectl get jobs
NAME    STATUS     COMPLETIONS   DURATION   AGE
job-a   Complete   8/8           2m         5m40s
job-b   Complete   8/8           2m         5m40s
$ kubectl describe job job-b | grep kueue
Labels:           kueue.x-k8s.io/queue-name=gpu
  Normal  Started           3m39s  batch/job-kueue-controller  Admitted by clusterQueue gpus
