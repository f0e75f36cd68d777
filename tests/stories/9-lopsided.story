---
title: A pod is placed once
scenario: three-nodes
---
~ 15s
$ kubectl cordon n3
node/n3 cordoned
$ kubectl get nodes
NAME   STATUS                     ROLES           AGE   VERSION
cp1    Ready                      control-plane   15s   v1.34.1
n1     Ready                      <none>          15s   v1.34.1
n2     Ready                      <none>          15s   v1.34.1
n3     Ready,SchedulingDisabled   <none>          15s   v1.34.1
$ kubectl apply -f manifests/blog.yaml
deployment.apps/blog created
~ 10s
$ kubectl get pods -o wide
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
blog-85866fffb-bvmkh   1/1     Running   0          9s    10.244.1.4   n1     <none>           <none>
blog-85866fffb-ht2jc   1/1     Running   0          9s    10.244.1.3   n1     <none>           <none>
blog-85866fffb-l8d5n   1/1     Running   0          9s    10.244.1.5   n1     <none>           <none>
blog-85866fffb-rs767   1/1     Running   0          9s    10.244.2.3   n2     <none>           <none>
blog-85866fffb-vdrgg   1/1     Running   0          9s    10.244.2.5   n2     <none>           <none>
blog-85866fffb-z98zr   1/1     Running   0          9s    10.244.2.4   n2     <none>           <none>
$ kubectl uncordon n3
node/n3 uncordoned
~ 60s
$ kubectl get pods --field-selector=spec.nodeName=n3
No resources found in default namespace.
# more, and fewer again: the youngest go
$ kubectl scale deployment blog --replicas=9
deployment.apps/blog scaled
~ 8s
$ kubectl get pods --field-selector=spec.nodeName=n3
NAME                   READY   STATUS    RESTARTS   AGE
blog-85866fffb-2krqm   1/1     Running   0          7s
blog-85866fffb-ls5qm   1/1     Running   0          7s
blog-85866fffb-w2zk7   1/1     Running   0          7s
$ kubectl scale deployment blog --replicas=6
deployment.apps/blog scaled
~ 8s
$ kubectl get pods --field-selector=spec.nodeName=n3
No resources found in default namespace.
# made anew
$ kubectl rollout restart deployment blog
deployment.apps/blog restarted
~ 20s
$ kubectl get pods -o wide
NAME                    READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
blog-558ff6c496-64fbj   1/1     Running   0          19s   10.244.1.7   n1     <none>           <none>
blog-558ff6c496-l8kxc   1/1     Running   0          19s   10.244.2.7   n2     <none>           <none>
blog-558ff6c496-mlgxw   1/1     Running   0          19s   10.244.1.6   n1     <none>           <none>
blog-558ff6c496-r9h88   1/1     Running   0          19s   10.244.3.6   n3     <none>           <none>
blog-558ff6c496-s796h   1/1     Running   0          19s   10.244.2.6   n2     <none>           <none>
blog-558ff6c496-wnght   1/1     Running   0          19s   10.244.3.7   n3     <none>           <none>
