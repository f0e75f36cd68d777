$ kubectl create deployment web --image=nginx:1.27 --replicas=2
deployment.apps/web created
~ 10s
$ kubectl delete deployment web --cascade=orphan
deployment.apps "web" deleted from default namespace
~ 5s
$ kubectl get all | grep -v -e kubernetes
NAME                       READY   STATUS    RESTARTS   AGE
pod/web-644cc9bd69-ntdnl   1/1     Running   0          14s
pod/web-644cc9bd69-rrskg   1/1     Running   0          14s

NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE

NAME                             DESIRED   CURRENT   READY   AGE
replicaset.apps/web-644cc9bd69   2         2         2       14s
$ kubectl delete rs --all
replicaset.apps "web-644cc9bd69" deleted from default namespace
~ 5s
$ kubectl get pods
No resources found in default namespace.
$ kubectl create ns team
namespace/team created
$ kubectl create deployment web --image=nginx:1.27 -n team
deployment.apps/web created
~ 8s
$ kubectl get pods -A | grep team
team        web-644cc9bd69-8f52x   1/1     Running   0          7s
$ kubectl delete ns team
namespace "team" deleted
~ 20s
$ kubectl get ns
NAME              STATUS   AGE
default           Active   48s
kube-node-lease   Active   48s
kube-public       Active   48s
kube-system       Active   48s
