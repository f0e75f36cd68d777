$ kubectl create deployment web --image=nginx:1.27 --port=80
deployment.apps/web created
$ kubectl expose deployment web
service/web exposed
$ kubectl run tmp --image=busybox --rm -- sh
error: --rm should only be used for attached containers
$ kubectl run tmp --image=busybox -t -- sh
error: -i/--stdin is required for containers with -t/--tty=true
$ kubectl run tmp --image=busybox -it --dry-run=client -- sh
error: --dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)
~ 10s
$ kubectl run tmp --image=busybox --rm -i --restart=Never -- wget -qO- http://web
<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
pod "tmp" deleted from default namespace
$ kubectl run tmp --image=busybox --rm -it --restart=Never -- nslookup web
Server:         10.96.0.10
Address:        10.96.0.10:53

Name:   web.default.svc.cluster.local
Address: 10.96.134.116

pod "tmp" deleted from default namespace
$ kubectl run tmp --image=busybox --rm -i --restart=Never -- sh -c 'echo starting; sleep 2; exit 3'
All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
starting
pod default/tmp terminated (Error)
pod "tmp" deleted from default namespace
$ echo $?
3
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
web-69c68cb8f4-ntdnl   1/1     Running   0          16s
$ kubectl run -it --rm debug --image=busybox -- sh
All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
$ hostname
debug
$ nslookup web
Server:         10.96.0.10
Address:        10.96.0.10:53

Name:   web.default.svc.cluster.local
Address: 10.96.134.116

$ nslookup nobody
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find nobody: NXDOMAIN

$ nc -zv web 80
web (10.96.134.116:80) open
$ nc -zv web 81
nc: web (10.96.134.116:81): Connection timed out
$ wget -qO- web | head -4
<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
$ exit
Session ended, resume using 'kubectl attach debug -c debug -i -t' command when the pod is running
pod "debug" deleted from default namespace
$ kubectl get pods
NAME                   READY   STATUS        RESTARTS   AGE
debug                  1/1     Terminating   0          1s
web-69c68cb8f4-ntdnl   1/1     Running       0          18s
~ 35s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
web-69c68cb8f4-ntdnl   1/1     Running   0          53s
$ kubectl run stays --image=busybox -it -- sh
All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
$ exit
Session ended, resume using 'kubectl attach stays -c stays -i -t' command when the pod is running
~ 20s
$ kubectl get pods
NAME                   READY   STATUS    RESTARTS      AGE
stays                  1/1     Running   1 (20s ago)   21s
web-69c68cb8f4-ntdnl   1/1     Running   0             74s
$ kubectl run front --image=nginx:1.27 --port=80 --expose
service/front created
pod/front created
$ kubectl get service front
NAME    TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)   AGE
front   ClusterIP   10.96.158.9   <none>        80/TCP    0s
