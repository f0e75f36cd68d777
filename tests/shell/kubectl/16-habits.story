$ k get nodes
bash: k: command not found
alias k=kubectl makes it one
$ alias k=kubectl kn='kubectl -n kube-system'
$ alias
alias k='kubectl'
alias kn='kubectl -n kube-system'
$ k get nodes
NAME   STATUS   ROLES           AGE   VERSION
cp1    Ready    control-plane   0s    v1.34.1
n1     Ready    <none>          0s    v1.34.1
n2     Ready    <none>          0s    v1.34.1
n3     Ready    <none>          0s    v1.34.1
$ kn get pods
No resources found in kube-system namespace.
etcd, the API server, CoreDNS and kube-proxy are parts of their machines here, not pods
$ unalias kn
$ kn get pods
bash: kn: command not found
help lists the commands there are
$ k create secret generic db --from-literal=password=paper
secret/db created
$ k get secret db -o jsonpath='{.data.password}' | base64 -d
paper
$ echo -n paper | base64
cGFwZXI=
$ echo pa?er | base64 -d
base64: invalid input
$ k create role reader --verb=get --resource=pods
kubectl create role is a real command, not modelled here; the nearest thing: everybody may do everything here
$ k create sa ci
kubectl create sa is a real command, not modelled here; the nearest thing: everybody may do everything here
$ k create ingress shop --rule=shop.example/=shop:80
kubectl create ingress is a real command, not modelled here; the nearest thing: kubectl expose makes a Service, and curl SERVICE asks it
$ k set serviceaccount deployment web ci
kubectl set serviceaccount is a real command, not modelled here; the nearest thing: everybody may do everything here
$ k cluster-info dump
kubectl cluster-info dump is a real command, not modelled here; the nearest thing: kubectl get all,events -A shows what there is
$ k apply -f manifests/shop.yaml
deployment.apps/shop created
$ k get deploy shop -o yaml | k replace -f -
deployment.apps/shop replaced
$ k replace -f manifests/shop-2.yaml
deployment.apps/shop replaced
$ k get deploy shop -o jsonpath='{.spec.replicas}{"\n"}'
2
$ k replace -f workloads/db.yaml
Error from server (NotFound): error when replacing "workloads/db.yaml": statefulsets.apps "db" not found
$ k replace
error: must specify --filename, --kustomize, or --raw
$ k run done --image=busybox --restart=Never -- true
pod/done created
$ k run failed --image=busybox --restart=Never -- false
pod/failed created
~ 10s
$ k delete pods --field-selector=status.phase==Failed
pod "failed" deleted from default namespace
$ k get pods
NAME                    READY   STATUS             RESTARTS   AGE
done                    0/1     Completed          0          10s
shop-8659dc4477-ntdnl   0/1     ImagePullBackOff   0          10s
shop-8659dc4477-rrskg   0/1     ImagePullBackOff   0          10s
$ k delete pods --field-selector=status.message=x
Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "status.message=x": field label not supported: status.message
fields that pods can be selected by: metadata.name, metadata.namespace, spec.nodeName, spec.restartPolicy, spec.schedulerName, spec.serviceAccountName, spec.hostNetwork, status.phase, status.podIP, status.nominatedNodeName
$ k rollout history deployment
deployment.apps/shop
REVISION  CHANGE-CAUSE
1         <none>

$ k scale --replicas=1 -f manifests/shop.yaml
deployment.apps/shop scaled
$ k scale --replicas=1
error: one or more resources must be specified as <resource> <name> or <resource>/<name>
$ k scale deploy --replicas=2
error: resource(s) were provided, but no name was specified
