$ kubectl create job once --image=busybox -- sleep 2
job.batch/once created
~ 15s
$ kubectl get jobs,pods
NAME             STATUS     COMPLETIONS   DURATION   AGE
job.batch/once   Complete   1/1           4s         15s

NAME             READY   STATUS      RESTARTS   AGE
pod/once-rrskg   0/1     Completed   0          14s
$ kubectl create cronjob tick --image=busybox --schedule="*/1 * * * *" -- sleep 1
cronjob.batch/tick created
~ 60s
$ kubectl get cronjobs,jobs
NAME                 SCHEDULE      TIMEZONE   SUSPEND   ACTIVE   LAST SCHEDULE   AGE
cronjob.batch/tick   */1 * * * *   <none>     False     0        15s             60s

NAME                      STATUS     COMPLETIONS   DURATION   AGE
job.batch/once            Complete   1/1           4s         75s
job.batch/tick-29540701   Complete   1/1           2s         14s
$ kubectl apply -f workloads/agent.yaml
daemonset.apps/agent created
~ 20s
$ kubectl get daemonsets
NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
agent   3         3         3       3            3           <none>          20s
$ kubectl set image daemonset/agent agent=redis:7
daemonset.apps/agent image updated
$ kubectl rollout status daemonset/agent
Waiting for daemon set spec update to be observed...
Waiting for daemon set "agent" rollout to finish: 1 out of 3 new pods have been updated...
Waiting for daemon set "agent" rollout to finish: 2 out of 3 new pods have been updated...
Waiting for daemon set "agent" rollout to finish: 2 of 3 updated pods are available...
daemon set "agent" successfully rolled out
$ kubectl get controllerrevisions
NAME              CONTROLLER             REVISION   AGE
agent-7f98f498c   daemonset.apps/agent   2          7s
agent-fc5976797   daemonset.apps/agent   1          27s
$ kubectl apply -f workloads/db.yaml
statefulset.apps/db created
~ 60s
$ kubectl get statefulsets,pods,pvc -l app=db
NAME       READY   STATUS    RESTARTS   AGE
pod/db-0   1/1     Running   0          59s
pod/db-1   1/1     Running   0          47s

NAME                              STATUS   VOLUME                                     CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE
persistentvolumeclaim/data-db-0   Bound    pvc-e28838cc-24ab-43e5-9980-28eaeb0c8854   1Gi        RWO            standard       <unset>                 59s
persistentvolumeclaim/data-db-1   Bound    pvc-89c0901a-8c7f-45ac-ae23-f8fc2145f5e6   1Gi        RWO            standard       <unset>                 47s
$ kubectl delete pod db-0
pod "db-0" deleted from default namespace
~ 20s
$ kubectl get pods -l app=db
NAME   READY   STATUS    RESTARTS   AGE
db-0   1/1     Running   0          19s
db-1   1/1     Running   0          67s
$ kubectl scale statefulset db --replicas=1
statefulset.apps/db scaled
~ 20s
$ kubectl get pods,pvc -l app=db
NAME       READY   STATUS    RESTARTS   AGE
pod/db-0   1/1     Running   0          39s

NAME                              STATUS   VOLUME                                     CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE
persistentvolumeclaim/data-db-0   Bound    pvc-e28838cc-24ab-43e5-9980-28eaeb0c8854   1Gi        RWO            standard       <unset>                 99s
persistentvolumeclaim/data-db-1   Bound    pvc-89c0901a-8c7f-45ac-ae23-f8fc2145f5e6   1Gi        RWO            standard       <unset>                 87s
$ kubectl create namespace team
namespace/team created
$ kubectl create deployment web --image=nginx:1.27 -n team
deployment.apps/web created
~ 10s
$ kubectl delete namespace team
namespace "team" deleted
~ 10s
$ kubectl get namespaces
NAME              STATUS   AGE
default           Active   3m42s
kube-node-lease   Active   3m42s
kube-public       Active   3m42s
kube-system       Active   3m42s
