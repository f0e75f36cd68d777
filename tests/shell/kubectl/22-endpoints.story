$ kubectl create deployment web --image=nginx:1.27 --replicas=5 --port=80
deployment.apps/web created
$ kubectl expose deployment web
service/web exposed
$ kubectl get ep web
Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
NAME   ENDPOINTS   AGE
web    <none>      0s
~ 12s
$ kubectl get ep
Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
NAME   ENDPOINTS                                               AGE
web    10.244.1.2:80,10.244.2.2:80,10.244.3.2:80 + 2 more...   12s
$ kubectl get endpoints web nobody
Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
Error from server (NotFound): endpoints "nobody" not found
NAME   ENDPOINTS                                               AGE
web    10.244.1.2:80,10.244.2.2:80,10.244.3.2:80 + 2 more...   12s
$ kubectl get ep -A --no-headers
Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
default   web   10.244.1.2:80,10.244.2.2:80,10.244.3.2:80 + 2 more...   12s
$ kubectl get ep -n kube-system
Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
No resources found in kube-system namespace.
$ kubectl get ep web -o yaml
error: Endpoints: real kind, not simulated here
the nearest there is: kubectl get endpointslices
