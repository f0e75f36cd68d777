---
title: A worker that wants more memory than its limit
scenario: thumbs
---
~ 150s
$ kubectl get pods
NAME                      READY   STATUS             RESTARTS      AGE
thumbs-54c9996594-rrskg   0/1     CrashLoopBackOff   2 (16s ago)   2m29s
$ kubectl describe pod | grep -A 6 'Last State'
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 02 Mar 2026 09:01:33 +0000
      Finished:     Mon, 02 Mar 2026 09:02:13 +0000
    Ready:          False
    Restart Count:  2
$ kubectl logs deploy/thumbs --previous
thumbs 1.4: 60 MiB at rest, up to 380 MiB while a batch of photos is made small
$ kubectl set resources deployment thumbs --limits=memory=100Mi
The Deployment "thumbs" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "128Mi": must be less than or equal to memory limit of 100Mi
$ kubectl set resources deployment thumbs --limits=memory=512Mi --requests=memory=400Mi
deployment.apps/thumbs resource requirements updated
~ 85s
$ kubectl get pods
NAME                      READY   STATUS    RESTARTS   AGE
thumbs-7bbd4448d4-ntdnl   1/1     Running   0          84s
$ kubectl top pods
NAME                      CPU(cores)   MEMORY(bytes)
thumbs-7bbd4448d4-ntdnl   0m           60Mi
