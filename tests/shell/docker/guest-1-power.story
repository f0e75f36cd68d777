$ docker ps
bash: docker: command not found
Docker runs in a VM: virsh console web1 goes in
$ virsh console web1
Connected to domain 'web1'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) web1 ttyS0

web1 login: root (automatic login)
$ docker ps
CONTAINER ID   IMAGE     COMMAND                  CREATED                  STATUS                  PORTS                  NAMES
ff6c4e904781   nginx     "nginx -g 'daemon of…"   Less than a second ago   Up Less than a second   80/tcp                 once
3e9dc83785ee   nginx     "nginx -g 'daemon of…"   Less than a second ago   Up Less than a second   0.0.0.0:8080->80/tcp   web
$ docker exec web hostname
3e9dc83785ee
$ docker run -d --name batch --cpus 0.2 busybox sh -c 'while :; do :; done'
bf55faf5f342354b00eef424c7dc7a7ad377ef542483e4d6b94a08a5961527dd
$ docker exec batch cat /sys/fs/cgroup/cpu.max
20000 100000
$ exit
$ virsh destroy web1
Domain 'web1' destroyed

$ virsh start web1
Domain 'web1' started

~ 60s
$ virsh console web1
Connected to domain 'web1'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) web1 ttyS0

web1 login: root (automatic login)
$ docker ps -a
CONTAINER ID   IMAGE     COMMAND                  CREATED              STATUS                            PORTS                  NAMES
bf55faf5f342   busybox   "sh -c 'while :; do …"   About a minute ago   Exited (255) About a minute ago                          batch
ff6c4e904781   nginx     "nginx -g 'daemon of…"   About a minute ago   Exited (255) About a minute ago                          once
3e9dc83785ee   nginx     "nginx -g 'daemon of…"   About a minute ago   Up 39 seconds                     0.0.0.0:8080->80/tcp   web
$ ip addr
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: enp1s0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 1000
    link/ether 52:54:00:00:01:0a brd ff:ff:ff:ff:ff:ff
    inet 10.0.0.11/24 brd 10.0.0.255 scope global enp1s0
       valid_lft forever preferred_lft forever
3: docker0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
    link/ether 02:42:ac:11:00:01 brd ff:ff:ff:ff:ff:ff
    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0
       valid_lft forever preferred_lft forever
11: veth6a7a9c0@if10: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master docker0 state UP group default
    link/ether 3a:42:ac:11:00:02 brd ff:ff:ff:ff:ff:ff link-netnsid 0
$ docker ps
CONTAINER ID   IMAGE     COMMAND                  CREATED              STATUS          PORTS                  NAMES
3e9dc83785ee   nginx     "nginx -g 'daemon of…"   About a minute ago   Up 39 seconds   0.0.0.0:8080->80/tcp   web
$ kill $(pgrep dockerd)
$ docker ps
Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
dockerd or containerd has ended; nobody starts it again before the machine does
$ docker run nginx
Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
dockerd or containerd has ended; nobody starts it again before the machine does
