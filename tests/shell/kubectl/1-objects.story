$ kubectl get cm
NAME   DATA   AGE
motd   1      0s
$ kubectl get pods
No resources found in default namespace.
$ kubectl get pdos
error: the server doesn't have a resource type "pdos"
did you mean pods?
$ kubectl get
You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
$ kubectl get ns
NAME              STATUS   AGE
default           Active   0s
kube-node-lease   Active   0s
kube-public       Active   0s
kube-system       Active   0s
$ ls manifests
shop-2.yaml  shop.yaml  wrong.yaml
$ cat manifests/shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels: { app: shop }
spec:
  replicas: 3
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      containers:
        - name: shop
          image: shop:1
          resources:
            limits: { cpu: 0.5, memory: 1024Mi }
$ kubectl create -f manifests/shop.yaml
deployment.apps/shop created
$ kubectl get deploy
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
shop   0/3     0            0           0s
$ kubectl get deploy -o wide
NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES   SELECTOR
shop   0/3     0            0           0s    shop         shop:1   app=shop
$ kubectl get deploy shop -o yaml | grep -v -E 'uid|resourceVersion'
apiVersion: apps/v1
kind: Deployment
metadata:
  creationTimestamp: "2026-03-02T09:00:00Z"
  generation: 1
  labels:
    app: shop
  name: shop
  namespace: default
spec:
  progressDeadlineSeconds: 600
  replicas: 3
  revisionHistoryLimit: 10
  selector:
    matchLabels:
      app: shop
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 25%
    type: RollingUpdate
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
      - image: shop:1
        imagePullPolicy: IfNotPresent
        name: shop
        resources:
          limits:
            cpu: 500m
            memory: 1Gi
      restartPolicy: Always
      schedulerName: default-scheduler
      terminationGracePeriodSeconds: 30
status: {}
$ kubectl create -f manifests/shop.yaml
Error from server (AlreadyExists): error when creating "manifests/shop.yaml": deployments.apps "shop" already exists
$ kubectl create -f manifests/wrong.yaml
Error from server (BadRequest): error when creating "manifests/wrong.yaml": Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string
$ kubectl create deployment blog --image=blog:2 --replicas=2
deployment.apps/blog created
$ kubectl get all
NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
service/kubernetes   ClusterIP   10.96.0.1    <none>        443/TCP   0s

NAME                   READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/blog   0/2     0            0           0s
deployment.apps/shop   0/3     0            0           0s
$ kubectl scale deploy shop --replicas=5
deployment.apps/shop scaled
$ kubectl scale deploy/blog --replicas=-1
error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0
$ kubectl get deploy shop blog shoop
Error from server (NotFound): deployments.apps "shoop" not found
did you mean shop?
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
shop   0/5     0            0           0s
blog   0/2     0            0           0s
$ kubectl delete deploy blog
deployment.apps "blog" deleted from default namespace
$ kubectl -n kube-system get deploy
No resources found in kube-system namespace.
$ kubectl get deploy -A -o jsonpath='{.items[*].metadata.name}'
shop
$ kubectl get deploy -o custom-columns=NAME:.metadata.name,WANT:.spec.replicas,IMAGE:.spec.template.spec.containers[0].image
NAME   WANT   IMAGE
shop   5      shop:1
$ kubectl get --sort
error: unknown flag: --sort
See 'kubectl get --help' for usage.
$ kubectl gett pods
error: unknown command "gett" for "kubectl"
did you mean kubectl get?
