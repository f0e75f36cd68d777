# what the runtime of a node has, and what the kubelet wrote into cgroups
$ kubectl run web --image=nginx:1.27
pod/web created
~ 12s
$ ssh n1
Welcome to Debian GNU/Linux 13 (trixie) (GNU/Linux 6.12.48+deb13-amd64 x86_64)
$ crictl pods
POD ID              CREATED             STATE               NAME                NAMESPACE           ATTEMPT             RUNTIME
c221bac279a50       11 seconds ago      Ready               web                 default             0                   (default)
$ crictl ps
CONTAINER           IMAGE               CREATED             STATE               NAME                ATTEMPT             POD ID              POD                 NAMESPACE
b5e3dc61eb942       nginx:1.27          7 seconds ago       Running             web                 0                   c221bac279a50       web                 default
$ crictl images
IMAGE                     TAG                 IMAGE ID            SIZE
docker.io/library/nginx   1.27                38edb16ac11aa       145MB
registry.k8s.io/pause     3.10                20bf4b7302397       737kB
$ crictl ps -q | xargs crictl logs
/docker-entrypoint.sh: Configuration complete; ready for start up
$ crictl logs 0
E0302 remote_runtime.go: "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \"0\": not found"
crictl ps -a lists the containers
$ docker ps
docker: command not found
the containers of this node are containerd's: crictl ps lists them
$ cat /sys/fs/cgroup/kubepods.slice/memory.max
7621050368
$ ls /sys/fs/cgroup/kubepods.slice | grep slice
kubepods-besteffort.slice
kubepods-burstable.slice
$ ps -ef | grep pause
65535        863     848  0 09:00 ?        00:00:00 /pause
$ exit
$ ps -ef | grep kube
root         841       1  0 09:00 ?        00:00:00 /usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf
root         867       1  0 09:00 ?        00:00:00 kube-apiserver --etcd-servers=https://127.0.0.1:2379 --secure-port=6443
root         879       1  0 09:00 ?        00:00:00 kube-controller-manager --leader-elect=true --use-service-account-credentials=true
root         891       1  0 09:00 ?        00:00:00 kube-scheduler --leader-elect=true
root         903       1  0 09:00 ?        00:00:00 /usr/local/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf
$ crictl ps
CONTAINER           IMAGE               CREATED             STATE               NAME                ATTEMPT             POD ID              POD                 NAMESPACE
$ kubectl exec web -- cat /etc/os-release
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
ID=debian
$ kubectl exec -it web -- sh
$ ls /usr/share/nginx/html
index.html
$ exit
$ kubectl delete pod web
pod "web" deleted from default namespace
