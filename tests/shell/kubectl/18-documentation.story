$ kubectl create deployment nginx-deployment --image=nginx:1.14.2 --replicas=3
deployment.apps/nginx-deployment created
~ 15s
$ kubectl set image deployment/nginx-deployment nginx=nginx:1.16.1
deployment.apps/nginx-deployment image updated
$ kubectl rollout status deployment/nginx-deployment
Waiting for deployment spec update to be observed...
Waiting for deployment "nginx-deployment" rollout to finish: 1 out of 3 new replicas have been updated...
Waiting for deployment "nginx-deployment" rollout to finish: 2 out of 3 new replicas have been updated...
Waiting for deployment "nginx-deployment" rollout to finish: 1 old replicas are pending termination...
deployment "nginx-deployment" successfully rolled out
$ kubectl set image deployment/nginx-deployment nginx=nginx:1.161
deployment.apps/nginx-deployment image updated
~ 10s
$ kubectl get rs
NAME                          DESIRED   CURRENT   READY   AGE
nginx-deployment-56f5fdb5c8   1         1         0       9s
nginx-deployment-5c949bb7db   3         3         3       19s
nginx-deployment-6df7cf9695   0         0         0       34s
$ kubectl rollout undo deployment/nginx-deployment
deployment.apps/nginx-deployment rolled back
~ 2s
$ kubectl rollout history deployment/nginx-deployment
deployment.apps/nginx-deployment
REVISION  CHANGE-CAUSE
1         <none>
3         <none>
4         <none>

$ kubectl create deployment web --image=httpd
deployment.apps/web created
$ kubectl expose deployment web --port=80
service/web exposed
$ kubectl run client --image=curlimages/curl --command -- sleep 1h
pod/client created
$ kubectl run cache --image=redis
pod/cache created
~ 15s
$ kubectl exec client -- curl -s http://web
<html><body><h1>It works!</h1></body></html>
$ kubectl get pods
NAME                                READY   STATUS    RESTARTS   AGE
cache                               1/1     Running   0          15s
client                              1/1     Running   0          15s
nginx-deployment-5c949bb7db-ht2jc   1/1     Running   0          36s
nginx-deployment-5c949bb7db-rs767   1/1     Running   0          33s
nginx-deployment-5c949bb7db-z98zr   1/1     Running   0          30s
web-5448654f5f-vdrgg                1/1     Running   0          14s
