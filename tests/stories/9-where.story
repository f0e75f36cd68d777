---
title: Filter, then score
scenario: uneven
---
~ 20s
$ kubectl apply -f manifests/report.yaml
pod/report created
~ 3s
$ kubectl get pod report -o wide
NAME     READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
report   1/1     Running   0          3s    10.244.3.4   n3     <none>           <none>
$ why pod/report
  21.9 s  report: Started container report
  21.9 s  because container report/report runs: its first process is pid 901 of the machine
  21.7 s    because container report/report starts
  21.7 s      because report: Created container: report
  21.7 s        because report: Successfully pulled image "report:1" in 1.195s (1.195s including waiting). Image size: 38300000 bytes.
  20.5 s          because report: Pulling image "report:1"
  20.0 s            because container report/POD starts
  20.0 s              because report: Successfully assigned default/report to n3
  20.0 s                because you ran: kubectl apply -f manifests/report.yaml
$ kubectl taint nodes n3 repair=yes:NoSchedule
node/n3 tainted
$ kubectl delete pod report
pod "report" deleted from default namespace
~ 2s
$ kubectl apply -f manifests/report.yaml
pod/report created
~ 3s
$ kubectl get pod report -o wide
NAME     READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
report   1/1     Running   0          3s    10.244.2.4   n2     <none>           <none>
