$ kubectl create deployment web --image=nginx:1.27 --replicas=3
deployment.apps/web created
~ 10s
$ kubectl delete node n1
node "n1" deleted
~ 25s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE   VERSION
cp1    Ready    control-plane   35s   v1.34.1
n2     Ready    <none>          35s   v1.34.1
n3     Ready    <none>          35s   v1.34.1
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
web-644cc9bd69-8f52x   1/1     Running   0          34s   10.244.3.2   n3     <none>           <none>
web-644cc9bd69-ntdnl   1/1     Running   0          34s   10.244.2.2   n2     <none>           <none>
web-644cc9bd69-rrskg   1/1     Running   0          34s   10.244.1.2   n1     <none>           <none>
~ 60s
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
web-644cc9bd69-8f52x   1/1     Running   0          94s   10.244.3.2   n3     <none>           <none>
web-644cc9bd69-ht2jc   1/1     Running   0          34s   10.244.2.3   n2     <none>           <none>
web-644cc9bd69-ntdnl   1/1     Running   0          94s   10.244.2.2   n2     <none>           <none>
