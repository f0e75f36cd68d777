$ kubectl create deployment web --image=nginx:1.27 --dry-run=client -o yaml > web.yaml
$ ls
manifests  web.yaml  workloads
$ cat web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: web
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - image: nginx:1.27
        name: nginx
$ kubectl apply -f web.yaml
deployment.apps/web created
$ kubectl create configmap notes --from-literal=a=b --dry-run=client -o yaml | kubectl apply -f -
configmap/notes created
$ echo 'GREETING=hello' > settings
$ echo 'COLOUR=blue' >> settings
$ kubectl create configmap settings --from-env-file=settings
configmap/settings created
$ kubectl get cm settings -o jsonpath='{.data}'
{"COLOUR":"blue","GREETING":"hello"}
$ echo 'kind: Pod' > broken.yaml
$ kubectl apply -f broken.yaml
error: unable to decode "broken.yaml": Object 'apiVersion' is missing in '{"kind":"Pod"}'
$ echo x > manifests
bash: manifests: Is a directory
$ echo x > settings/y
bash: settings/y: Not a directory
$ rm settings
$ rm settings
rm: cannot remove 'settings': No such file or directory
$ ls
broken.yaml  manifests  web.yaml  workloads
$ vi manifests
"manifests" is a directory
$ kubectl get ingress
error: Ingress: real kind, not simulated here
the nearest there is: kubectl get services
$ kubectl get ep
Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
No resources found in default namespace.
$ echo 'apiVersion: networking.k8s.io/v1' > ing.yaml
$ echo 'kind: Ingress' >> ing.yaml
$ kubectl apply -f ing.yaml
error: ing.yaml: Ingress: real kind, not simulated here
