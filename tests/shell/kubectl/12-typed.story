$ kubectl get deploy nobody -o yaml
Error from server (NotFound): deployments.apps "nobody" not found
$ kubectl delete ns default
Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted
$ kubectl delete ns kube-system --force
Error from server (Forbidden): namespaces "kube-system" is forbidden: this namespace may not be deleted
$ kubectl run web --image=nginx:1.27
pod/web created
$ kubectl run web --image=nginx:1.27
Error from server (AlreadyExists): pods "web" already exists
$ kubectl create deployment shop --image=nginx:1.27
deployment.apps/shop created
$ kubectl create deployment store --image=nginx:1.27
deployment.apps/store created
~ 40s
$ kubectl exec web ls
error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead
See 'kubectl exec -h' for help and examples
$ kubectl exec web -- grep web /etc/hosts
10.244.1.2      web
# Kubernetes-managed hosts file.
# Kubernetes-managed hosts file.
# Kubernetes-managed hosts file.
$ kubectl exec web -- env
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
HOSTNAME=web
HOME=/root
$ kubectl get pods --field-selector=status.phase=Running,spec.nodeName!=n1
NAME                     READY   STATUS    RESTARTS   AGE
shop-648d854c97-rrskg    1/1     Running   0          39s
store-6dbbc54954-ntdnl   1/1     Running   0          39s
$ kubectl get pods --field-selector status.podName=web
Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "status.podName=web": field label not supported: status.podName
fields that pods can be selected by: metadata.name, metadata.namespace, spec.nodeName, spec.restartPolicy, spec.schedulerName, spec.serviceAccountName, spec.hostNetwork, status.phase, status.podIP, status.nominatedNodeName
$ kubectl get deploy --field-selector spec.replicas=1
Error from server (BadRequest): Unable to find "apps/v1, Resource=deployments" that match label selector "", field selector "spec.replicas=1": field label not supported: spec.replicas
fields that deployments can be selected by: metadata.name, metadata.namespace
$ kubectl get pods -l a=b=c
Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "a=b=c", field selector "": found '=', expected: ',' or 'end of string'
$ kubectl get pods -l 'run=a b'
Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "run=a b", field selector "": found 'b', expected: ',' or 'end of string'
$ kubectl get pods -n kube-system
No resources found in kube-system namespace.
etcd, the API server, CoreDNS and kube-proxy are parts of their machines here, not pods
$ kubectl get pods --request-timeout=1s
kubectl get: real flag, not simulated here: --request-timeout
simulated here: --output --selector --all-namespaces --show-labels --label-columns --no-headers --sort-by --field-selector --watch --watch-only --ignore-not-found --namespace
$ kubectl label pod web 'tier=front end'
error: invalid label value: "tier=front end": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
$ kubectl label pod web tier-
label "tier" not found.
pod/web not labeled
$ kubectl label pod web run-
pod/web unlabeled
$ kubectl label pod web a=b=c
error: invalid label spec: a=b=c
$ kubectl top pods --containers
POD                      NAME    CPU(cores)   MEMORY(bytes)
shop-648d854c97-rrskg    nginx   0m           12Mi
store-6dbbc54954-ntdnl   nginx   0m           12Mi
web                      web     0m           12Mi
$ kubectl top pods --containers --sum --no-headers
shop-648d854c97-rrskg    nginx   0m         12Mi
store-6dbbc54954-ntdnl   nginx   0m         12Mi
web                      web     0m         12Mi
                                 ________   ________
                                 0m         38Mi
$ kubectl rollout restart deployment
deployment.apps/shop restarted
deployment.apps/store restarted
$ kubectl rollout status deployment
Waiting for deployment spec update to be observed...
Waiting for deployment "shop" rollout to finish: 1 old replicas are pending termination...
deployment "shop" successfully rolled out
deployment "store" successfully rolled out
$ kubectl rollout status deployment/shop deployment/store
deployment "shop" successfully rolled out
deployment "store" successfully rolled out
$ kubectl delete pod web --force
Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
pod "web" force deleted from default namespace
$ kubectl delete pod -l app=shop --grace-period=0
pod "shop-687f4f9b7-8f52x" deleted from default namespace
$ kubectl delete pod -l app=shop --force --grace-period=5
error: --force and --grace-period greater than 0 cannot be specified together
$ kubectl delete pod -l app=shop --now --grace-period=5
error: --now and --grace-period cannot be specified together
$ kubectl auth can-i create deployments
yes
$ kubectl auth can-i fly pods
Warning: verb 'fly' is not a known verb

yes
$ kubectl auth can-i get nodes
Warning: resource 'nodes' is not namespace scoped

yes
$ kubectl auth whoami
ATTRIBUTE   VALUE
Username    kubernetes-admin
Groups      [kubeadm:cluster-admins system:authenticated]
$ kubectl api-versions
apps/v1
autoscaling/v2
batch/v1
coordination.k8s.io/v1
discovery.k8s.io/v1
networking.k8s.io/v1
policy/v1
scheduling.k8s.io/v1
v1
$ kubectl version -o yaml
clientVersion:
  compiler: gc
  gitTreeState: clean
  gitVersion: v1.34.1
  major: "1"
  minor: "34"
  platform: linux/amd64
kustomizeVersion: v5.7.1
serverVersion:
  compiler: gc
  gitTreeState: clean
  gitVersion: v1.34.1
  major: "1"
  minor: "34"
  platform: linux/amd64
$ kubectl version --client -o json
{
  "clientVersion": {
    "compiler": "gc",
    "gitTreeState": "clean",
    "gitVersion": "v1.34.1",
    "major": "1",
    "minor": "34",
    "platform": "linux/amd64"
  },
  "kustomizeVersion": "v5.7.1"
}
$ kubectl api-resources -o wide --api-group=apps
NAME                  SHORTNAMES   APIVERSION   NAMESPACED   KIND                 VERBS                                                        CATEGORIES
controllerrevisions                apps/v1      true         ControllerRevision   create,delete,deletecollection,get,list,patch,update,watch
daemonsets            ds           apps/v1      true         DaemonSet            create,delete,deletecollection,get,list,patch,update,watch   all
deployments           deploy       apps/v1      true         Deployment           create,delete,deletecollection,get,list,patch,update,watch   all
replicasets           rs           apps/v1      true         ReplicaSet           create,delete,deletecollection,get,list,patch,update,watch   all
statefulsets          sts          apps/v1      true         StatefulSet          create,delete,deletecollection,get,list,patch,update,watch   all
$ kubectl apply manifests/shop.yaml
error: unexpected args: [manifests/shop.yaml]
files stand behind -f: kubectl apply -f manifests/shop.yaml
