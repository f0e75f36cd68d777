---
title: Three GPUs, two jobs, and a worker that is lost after an hour
scenario: night
---
~ 60s
$ kubectl apply -f manifests/jobs.yaml
job.batch/reco-train created
job.batch/trial created
~ 60s
$ kubectl get pods
NAME                         READY   STATUS    RESTARTS   AGE
reco-serve-5678668df-ntdnl   1/1     Running   0          119s
reco-train-ht2jc             1/1     Running   0          59s
reco-train-l8d5n             0/1     Pending   0          59s
reco-train-z98zr             1/1     Running   0          59s
trial-bvmkh                  0/1     Pending   0          59s
trial-rs767                  1/1     Running   0          59s
trial-vdrgg                  0/1     Pending   0          59s
$ kubectl delete job reco-train trial
job.batch "reco-train" deleted from default namespace
job.batch "trial" deleted from default namespace
$ kubectl apply -f manifests/queue.yaml
resourceflavor.kueue.x-k8s.io/h100 created
clusterqueue.kueue.x-k8s.io/gpus created
localqueue.kueue.x-k8s.io/gpu created
$ kubectl apply -f manifests/jobs-saved.yaml
job.batch/reco-train created
job.batch/trial created
~ 4200s
$ kubectl get jobs
NAME         STATUS      COMPLETIONS   DURATION   AGE
reco-train   Running     0/3           69m        70m
trial        Suspended   0/3                      70m
! a GPU fails
~ 60s
$ kubectl get pods
NAME                         READY   STATUS    RESTARTS   AGE
reco-serve-5678668df-ntdnl   1/1     Running   0          73m
reco-train-2krqm             0/1     Error     0          70m
reco-train-ls5qm             1/1     Running   0          70m
reco-train-r9h88             1/1     Running   0          50s
reco-train-w2zk7             1/1     Running   0          70m
$ why job/reco-train
72 min 10 s  reco-train: all 3 workers are there, training begins
72 min 10 s  because reco-train-r9h88: Started container worker
72 min 10 s    because container reco-train-r9h88/worker runs: its first process is pid 1028 of the machine
72 min 10 s      because container reco-train-r9h88/worker starts
72 min 10 s        because reco-train-r9h88: Created container: worker
72 min 10 s          because reco-train-r9h88: Container image "reco-train:1" already present on machine
72 min 10 s            because container reco-train-r9h88/POD starts
72 min 10 s              because reco-train-r9h88: Successfully assigned default/reco-train-r9h88 to g1
72 min 10 s                because reco-train: Created pod: reco-train-r9h88
72 min 00 s                  because container reco-train-2krqm/worker ended with exit code 139
72 min 00 s                    because the program of container reco-train-2krqm/worker crashes
72 min 00 s                      because fault "a GPU fails": a GPU of reco-train stops answering, and its worker ends
72 min 00 s                        because you broke something: a GPU fails
~ 8400s
$ kubectl get jobs
NAME         STATUS     COMPLETIONS   DURATION   AGE
reco-train   Complete   3/3           127m       3h31m
trial        Complete   3/3           60m        3h31m
