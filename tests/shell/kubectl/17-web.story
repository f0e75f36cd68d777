$ kubectl create deployment web --image=nginx:1.27 --port=80
deployment.apps/web created
$ kubectl expose deployment web
service/web exposed
$ kubectl apply -f workloads/nginx-probes.yaml
pod/lost created
pod/mounted created
$ kubectl create configmap page --from-literal=index.html='<h1>from a ConfigMap</h1>'
configmap/page created
~ 30s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS     AGE
lost                   1/1     Running   1 (9s ago)   30s
mounted                1/1     Running   0            30s
web-69c68cb8f4-ntdnl   1/1     Running   0            29s
$ kubectl describe pod lost | grep Unhealthy
  Warning  Unhealthy  4s (x4 over 19s)  kubelet            Liveness probe failed: HTTP probe failed with statuscode: 404
$ curl http://web/nothing
<html>
<head><title>404 Not Found</title></head>
<body>
<center><h1>404 Not Found</h1></center>
<hr><center>nginx</center>
</body>
</html>
$ curl -I http://web/nothing
HTTP/1.1 404 Not Found
$ curl -f http://web/nothing
curl: (22) The requested URL returned error: 404
$ curl -s -o /dev/null -w '%{http_code}\n' http://web
200
$ curl -s -o /dev/null -w '%{http_code}\n' http://web/nothing
404
$ curl -m 2 http://web:81
curl: (28) Connection timed out after 2001 milliseconds
$ curl -sS nobody
curl: (6) Could not resolve host: nobody
kubectl get services lists the names there are; those of another namespace end in .NAMESPACE
$ kubectl exec lost -- wget -qO- http://web/nothing
wget: server returned error: HTTP/1.1 404 Not Found
command terminated with exit code 1
$ kubectl exec lost -- wget -T 2 -qO- http://web:81
wget: download timed out
command terminated with exit code 1
$ kubectl get pod mounted -o wide
NAME      READY   STATUS    RESTARTS   AGE   IP           NODE   NOMINATED NODE   READINESS GATES
mounted   1/1     Running   0          30s   10.244.2.2   n2     <none>           <none>
$ kubectl exec mounted -- curl -s localhost
<h1>from a ConfigMap</h1>
$ kubectl exec mounted -- curl -s localhost/50x.html
<html>
<head><title>404 Not Found</title></head>
<body>
<center><h1>404 Not Found</h1></center>
<hr><center>nginx</center>
</body>
</html>
$ kubectl run look --image=busybox --restart=Never -- sh -c 'wget -qO- http://web/none || echo gone'
pod/look created
~ 4s
$ kubectl logs look
wget: server returned error: HTTP/1.1 404 Not Found
gone
