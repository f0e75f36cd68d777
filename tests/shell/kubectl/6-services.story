$ kubectl create deployment web --image=nginx:1.27 --replicas=2
deployment.apps/web created
$ curl web
curl: (6) Could not resolve host: web
kubectl get services lists the names there are; those of another namespace end in .NAMESPACE
$ lab load 40
lab: there is no service yet that requests could be sent to
kubectl expose deployment NAME --port=80 makes one
$ kubectl expose deployment web --port=80
service/web exposed
$ curl web
curl: (28) Failed to connect to web port 80 after 134000 ms: Could not connect to server
~ 15s
$ curl -I web
HTTP/1.1 200 OK
$ getent hosts web
10.96.134.116   web
$ kubectl exec deploy/web -- cat /etc/resolv.conf
search default.svc.cluster.local svc.cluster.local cluster.local
nameserver 10.96.0.10
options ndots:5
$ kubectl exec deploy/web -- getent hosts web.default
10.96.134.116   web.default
$ kubectl exec deploy/web -- curl -I web
HTTP/1.1 200 OK
$ kubectl exec deploy/web -- curl wbe
curl: (6) Could not resolve host: wbe
command terminated with exit code 6
kubectl get services lists the names there are; those of another namespace end in .NAMESPACE
$ lab load 40
web: 40 requests a second from now on
~ 10s
$ kubectl get endpointslices
NAME        ADDRESSTYPE   PORTS   ENDPOINTS               AGE
web-ht2jc   IPv4          80      10.244.1.2,10.244.2.2   24s
$ kubectl set selector service web app=wbe
service/web selector updated
~ 3s
$ curl web
curl: (7) Failed to connect to web port 80 after 1 ms: Could not connect to server
$ why service/web
  25.2 s  requests to web fail: nobody listens where they are sent
  25.0 s  because you ran: kubectl set selector service web app=wbe
$ kubectl set selector service web app=web
service/web selector updated
~ 3s
$ curl -I web
HTTP/1.1 200 OK
$ kubectl scale deployment web --replicas=0
deployment.apps/web scaled
~ 5s
$ kubectl get endpointslices
NAME        ADDRESSTYPE   PORTS     ENDPOINTS   AGE
web-bvmkh   IPv4          <unset>   <unset>     4s
$ curl web
curl: (7) Failed to connect to web port 80 after 1 ms: Could not connect to server
$ lab load wbe 10
lab: there is no app "wbe" here
did you mean web?
$ lab load ten
lab: "ten" is not a number of requests per second
lab load shop 60
