$ kubectl get pods
No resources found in default namespace.
$ kubectl run c --image=busybox -- sh -c 'sleep 2; exit 1' && kubectl get pods -w
pod/c created
NAME   READY   STATUS    RESTARTS   AGE
c      0/1     Pending   0          0s
c      0/1     ContainerCreating   0          0s
c      1/1     Running             0          1s
c      0/1     Error               0          4s
c      1/1     Running             1 (1s ago)   4s
c      0/1     CrashLoopBackOff    1 (0s ago)   7s
c      1/1     Running             2 (10s ago)   17s
c      0/1     CrashLoopBackOff    2 (0s ago)    20s
~ 25s
$ kubectl delete pod c --wait=false && kubectl get pods -w
pod "c" deleted from default namespace
NAME   READY   STATUS        RESTARTS     AGE
c      0/1     Terminating   2 (5s ago)   25s
~ 10s
$ kubectl create deployment web --image=nginx:1.27 --replicas=2 && kubectl get deploy -w
deployment.apps/web created
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
web    0/2     0            0           0s
web    0/2     2            0           0s
web    2/2     2            2           5s
~ 8s
$ kubectl get rs -w -o name
replicaset.apps/web-644cc9bd69
~ 1s
$ kubectl events -w --types=Warning
LAST SEEN           TYPE      REASON    OBJECT   MESSAGE
24s (x2 over 37s)   Warning   BackOff   Pod/c    Back-off restarting failed container c in pod c_default(e203ec80-c53a-4b7b-b8cf-3747747e3efd)
~ 5s
