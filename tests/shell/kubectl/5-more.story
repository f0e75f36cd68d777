$ kubectl explain deployment.spec.strategy
GROUP:      apps
KIND:       Deployment
VERSION:    v1

FIELD: strategy <DeploymentStrategy>

DESCRIPTION:
    How old pods give way to new ones.

FIELDS:
  rollingUpdate <RollingUpdateDeployment>
    How big the steps are.

  type  <string>
    enum: Recreate, RollingUpdate
    All at once, or step by step. Default RollingUpdate.

$ kubectl explain pod.spec.dnsPolicy
error: field "dnsPolicy" is real, not simulated here
$ kubectl explain pods.spec.container
error: field "container" does not exist
did you mean containers?
$ kubectl api-resources | head -4
NAME                       SHORTNAMES   APIVERSION               NAMESPACED   KIND
configmaps                 cm           v1                       true         ConfigMap
events                     ev           v1                       true         Event
limitranges                limits       v1                       true         LimitRange
$ kubectl version
Client Version: v1.34.1
Kustomize Version: v5.7.1
Server Version: v1.34.1
$ kubectl cluster-info
Kubernetes control plane is running at https://192.168.10.10:6443
CoreDNS is running at https://192.168.10.10:6443/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy

To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.
$ kubectl config view
apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: DATA+OMITTED
    server: https://192.168.10.10:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: kubernetes-admin
  name: kubernetes-admin@kubernetes
current-context: kubernetes-admin@kubernetes
kind: Config
users:
- name: kubernetes-admin
  user:
    client-certificate-data: DATA+OMITTED
    client-key-data: DATA+OMITTED
$ kubectl config set-context --current --namespace=kube-system
Context "kubernetes-admin@kubernetes" modified.
$ kubectl get pods
No resources found in kube-system namespace.
etcd, the API server, CoreDNS and kube-proxy are parts of their machines here, not pods
$ kubectl config set-context --current --namespace=default
Context "kubernetes-admin@kubernetes" modified.
$ kubectl create ns team
namespace/team created
$ kubectl create cm app --from-literal=GREETING=hello --from-literal=COLOUR=blue -n team
configmap/app created
$ kubectl get cm app -n team -o yaml | grep -v -E 'uid|resourceVersion'
apiVersion: v1
data:
  COLOUR: blue
  GREETING: hello
kind: ConfigMap
metadata:
  creationTimestamp: "2026-03-02T09:00:00Z"
  name: app
  namespace: team
$ kubectl describe cm app -n team
Name:         app
Namespace:    team
Labels:       <none>
Annotations:  <none>

Data
====
COLOUR:
----
blue

GREETING:
----
hello


BinaryData
====

Events:  <none>
$ kubectl create secret generic db --from-literal=password=paper
secret/db created
$ kubectl get secret db -o jsonpath='{.data.password}'
cGFwZXI=
$ kubectl create quota team --hard=requests.cpu=2,pods=10 -n team
resourcequota/team created
$ kubectl describe ns team
Name:         team
Labels:       kubernetes.io/metadata.name=team
Annotations:  <none>
Status:       Active

Resource Quotas
  Name:         team
  Resource      Used  Hard
  --------      ----  ----
  pods          0     10
  requests.cpu  0     2

No LimitRange resource.
$ kubectl create priorityclass important --value=1000
priorityclass.scheduling.k8s.io/important created
$ kubectl get pc
NAME                      VALUE        GLOBAL-DEFAULT   AGE   PREEMPTIONPOLICY
important                 1000         false            0s    PreemptLowerPriority
system-cluster-critical   2000000000   false            0s    PreemptLowerPriority
system-node-critical      2000001000   false            0s    PreemptLowerPriority
$ kubectl create service clusterip shop --tcp=80:8080
service/shop created
$ kubectl describe svc shop
Name:                     shop
Namespace:                default
Labels:                   app=shop
Annotations:              <none>
Selector:                 app=shop
Type:                     ClusterIP
IP Family Policy:         SingleStack
IP Families:              IPv4
IP:                       10.96.134.116
IPs:                      10.96.134.116
Port:                     80-8080  80/TCP
TargetPort:               8080/TCP
Endpoints:
Session Affinity:         None
Internal Traffic Policy:  Cluster
Events:                   <none>
$ kubectl create job once --image=busybox -- sh -c 'echo done'
job.batch/once created
$ kubectl create cronjob nightly --image=busybox --schedule='0 3 * * *' -- date
cronjob.batch/nightly created
$ kubectl get cj
NAME      SCHEDULE    TIMEZONE   SUSPEND   ACTIVE   LAST SCHEDULE   AGE
nightly   0 3 * * *   <none>     False     0        <none>          0s
$ kubectl run c --image=busybox -- sh -c 'sleep 5; exit 1'
pod/c created
$ kubectl run d --image=busybox --dry-run=client -o yaml
apiVersion: v1
kind: Pod
metadata:
  labels:
    run: d
  name: d
spec:
  containers:
  - image: busybox
    name: d
$ kubectl create deployment web --image=nginx:1.27
deployment.apps/web created
$ kubectl autoscale deployment web --cpu=50% --min=1 --max=4
horizontalpodautoscaler.autoscaling/web autoscaled
$ kubectl get hpa
NAME   REFERENCE        TARGETS              MINPODS   MAXPODS   REPLICAS   AGE
web    Deployment/web   cpu: <unknown>/50%   1         4         0          0s
$ kubectl wait --for=condition=Available deployment/web
deployment.apps/web condition met
$ kubectl wait --for=delete pod/nobody
$ kubectl get deploy web -o json | head -5
{
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {
        "annotations": {
$ kubectl label node n1 disk=ssd
node/n1 labeled
$ kubectl get nodes -L disk
NAME   STATUS   ROLES           AGE   VERSION   DISK
cp1    Ready    control-plane   5s    v1.34.1
n1     Ready    <none>          5s    v1.34.1   ssd
n2     Ready    <none>          5s    v1.34.1
n3     Ready    <none>          5s    v1.34.1
$ kubectl get pods --field-selector=status.phase=Running
NAME                   READY   STATUS    RESTARTS   AGE
c                      1/1     Running   0          5s
web-644cc9bd69-8f52x   1/1     Running   0          5s
$ kubectl get pods --sort-by=.metadata.name
NAME                   READY   STATUS      RESTARTS   AGE
c                      1/1     Running     0          5s
once-ntdnl             0/1     Completed   0          5s
web-644cc9bd69-8f52x   1/1     Running     0          5s
$ kubectl port-forward svc/web 80
kubectl port-forward is a real command, not modelled here; the nearest thing: curl SERVICE asks a service from here
$ kubectl top podz
error: unknown command "podz" for "kubectl top"
did you mean kubectl top pods?
$ kubectl rollout
Workloads of the cluster
  kubectl rollout status
                      wait until a rollout is through
  kubectl rollout history
                      the revisions of a Deployment
  kubectl rollout undo
                      go back to the revision before, or to a given one
  kubectl rollout restart
                      make all pods of a workload anew, step by step
  kubectl rollout pause
                      let changes of a Deployment wait
  kubectl rollout resume
                      let the changes of a Deployment begin
help NAME says more; Tab completes; why NAME tells why something happened.
$ kubectl get pods -x
error: unknown shorthand flag: 'x' in -x
See 'kubectl get --help' for usage.
$ kubectl scale deploy web
error: required flag(s) "replicas" not set
$ kubectl logs nobody
Error from server (NotFound): pods "nobody" not found
$ kubectl delete deploy web --dry-run=client
deployment.apps "web" deleted from default namespace (dry run)
$ kubectl delete all --all
pod "c" deleted from default namespace
pod "once-ntdnl" deleted from default namespace
pod "web-644cc9bd69-8f52x" deleted from default namespace
service "kubernetes" deleted from default namespace
service "shop" deleted from default namespace
deployment.apps "web" deleted from default namespace
replicaset.apps "web-644cc9bd69" deleted from default namespace
horizontalpodautoscaler.autoscaling "web" deleted from default namespace
cronjob.batch "nightly" deleted from default namespace
job.batch "once" deleted from default namespace
