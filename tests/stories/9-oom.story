---
title: A leak that is too fast for the kubelet
scenario: leak
---
~ 30s
$ kubectl apply -f manifests/scratch-fast.yaml
pod/scratch created
~ 30s
$ kubectl get pods
NAME                         READY   STATUS    RESTARTS     AGE
cache-7b4c89dcfc-rs767       1/1     Running   0            59s
report-db-6cc675484d-ht2jc   1/1     Running   1 (5s ago)   59s
scratch                      1/1     Running   1 (4s ago)   30s
$ ssh n1 dmesg | grep Killed
[   54.103000] Out of memory: Killed process 910 (postgres) total-vm:2530304kB, anon-rss:1945600kB, file-rss:4096kB, shmem-rss:0kB, UID:0 pgtables:3820kB oom_score_adj:969
[   55.260000] Out of memory: Killed process 932 (scratch) total-vm:425984kB, anon-rss:1490944kB, file-rss:4096kB, shmem-rss:0kB, UID:0 pgtables:2932kB oom_score_adj:1000
$ kubectl describe pod scratch | grep -A5 'Last State'
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 02 Mar 2026 09:00:31 +0000
      Finished:     Mon, 02 Mar 2026 09:00:55 +0000
    Ready:          True
$ kubectl get events --field-selector=reason=Evicted
No resources found in default namespace.
