$ kubectl run greeter --image=busybox --restart=Never -- echo hello
pod/greeter created
$ kubectl run clock --image=busybox -- sh -c 'i=0; while true; do echo "$i: $(date +%T)"; i=$((i+1)); sleep 5; done'
pod/clock created
$ kubectl run boom --image=busybox --restart=Never -- sh -c 'echo boom; sleep 2; exit 3'
pod/boom created
$ kubectl run count --image=busybox --restart=Never -- sh -c 'for i in 1 2 3; do echo $i of $HOSTNAME; done > /tmp/log; cat /tmp/log; ls /nothing || echo none'
pod/count created
$ kubectl run count2 --image=busybox --restart=Never -- sh -c 'for i in $(seq 3); do echo n$i; if [ $i -eq 2 ]; then break; fi; done; foo; echo $?'
pod/count2 created
$ kubectl run piped --image=busybox --restart=Never -- sh -c 'ps | grep x'
pod/piped created
$ kubectl run burner --image=busybox -- sh -c 'while true; do :; done'
pod/burner created
$ kubectl run forever --image=busybox --command -- tail -f /dev/null
pod/forever created
$ kubectl run server --image=nginx:1.27 --command -- sh -c 'exec nginx -g "daemon off;"'
pod/server created
$ kubectl run nobash --image=busybox --restart=Never -- bash -c 'echo hi'
pod/nobash created
$ kubectl create deployment web --image=nginx:1.27
deployment.apps/web created
$ kubectl apply -f workloads/waits.yaml
pod/waits created
pod/healthy created
~ 14s
$ kubectl get pods
NAME                   READY   STATUS       RESTARTS   AGE
boom                   0/1     Error        0          14s
burner                 1/1     Running      0          14s
clock                  1/1     Running      0          14s
count                  0/1     Completed    0          14s
count2                 0/1     Completed    0          14s
forever                1/1     Running      0          14s
greeter                0/1     Completed    0          14s
healthy                1/1     Running      0          14s
nobash                 0/1     StartError   0          14s
piped                  0/1     Error        0          14s
server                 1/1     Running      0          14s
waits                  0/1     Init:0/1     0          14s
web-644cc9bd69-rrskg   1/1     Running      0          13s
$ kubectl logs greeter
hello
$ kubectl logs clock
0: 09:00:01
1: 09:00:06
2: 09:00:11
$ kubectl logs boom
boom
$ kubectl get pod boom -o jsonpath='{.status.containerStatuses[0].state.terminated.exitCode}'
3
$ kubectl logs count
1 of count
2 of count
3 of count
ls: /nothing: No such file or directory
none
$ kubectl logs count2
n1
n2
sh: foo: not found
127
$ kubectl logs piped
sh: "|" is not modelled in a container's script here
$ kubectl logs forever
$ kubectl logs server
/docker-entrypoint.sh: Configuration complete; ready for start up
$ kubectl logs waits -c wait-for-web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
$ kubectl expose deployment web --port=80
service/web exposed
~ 8s
$ kubectl logs waits -c wait-for-web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

** server can't find web: NXDOMAIN

waiting for web
Server:         10.96.0.10
Address:        10.96.0.10:53

Name:   web.default.svc.cluster.local
Address: 10.96.134.116

$ kubectl get pod waits healthy
NAME      READY   STATUS    RESTARTS   AGE
waits     1/1     Running   0          22s
healthy   1/1     Running   0          22s
~ 40s
$ kubectl get pod healthy
NAME      READY   STATUS    RESTARTS     AGE
healthy   1/1     Running   1 (1s ago)   62s
$ kubectl describe pod healthy | tail -9
  ----     ------     ----               ----               -------
  Normal   Scheduled  61s                default-scheduler  Successfully assigned default/healthy to n2
  Normal   Pulled     60s                kubelet            Successfully pulled image "busybox" in 0.509s (0.509s including waiting). Image size: 4400000 bytes.
  Warning  Unhealthy  31s (x3 over 41s)  kubelet            Liveness probe failed: cat: /tmp/healthy: No such file or directory
  Normal   Killing    31s                kubelet            Container c failed liveness probe, will be restarted
  Normal   Pulling    1s (x2 over 61s)   kubelet            Pulling image "busybox"
  Normal   Created    1s (x2 over 60s)   kubelet            Created container: c
  Normal   Pulled     1s                 kubelet            Successfully pulled image "busybox" in 0.4s (0.4s including waiting). Image size: 4400000 bytes.
  Normal   Started    1s (x2 over 60s)   kubelet            Started container c
$ kubectl top pod burner
NAME     CPU(cores)   MEMORY(bytes)
burner   1000m        1Mi
