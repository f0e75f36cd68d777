# A process with a view: PID 1 inside, another pid outside, one kernel for both.
$ docker run -d --name web nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker exec web ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root           2       1  0 09:00 ?        00:00:00 nginx: worker process
root           3       0  0 09:00 ?        00:00:00 ps -ef
$ ps -ef | grep nginx
root         853     838  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root         854     853  0 09:00 ?        00:00:00 nginx: worker process
$ docker exec web hostname
352ea31d87f9
$ docker exec web uname -r
6.8.0-86-generic
$ uname -r
6.8.0-86-generic
$ docker exec web cat /etc/os-release
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
ID=debian
$ docker exec web nproc
4
$ docker exec web free -m
               total        used        free      shared  buff/cache   available
Mem:            8192        1110        6954           0         128        7056
Swap:              0           0           0
$ docker exec web ip addr
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
4: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
    link/ether 02:42:ac:11:00:02 brd ff:ff:ff:ff:ff:ff link-netnsid 0
    inet 172.17.0.2/16 brd 172.17.255.255 scope global eth0
       valid_lft forever preferred_lft forever
$ docker exec web cat /proc/1/cgroup
0::/
$ cat /proc/$(docker inspect -f '{{.State.Pid}}' web)/cgroup
0::/system.slice/docker-352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2.scope
$ docker ps --no-trunc
CONTAINER ID                                                       IMAGE     COMMAND                    CREATED                  STATUS                  PORTS     NAMES
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2   nginx     "nginx -g 'daemon off;'"   Less than a second ago   Up Less than a second   80/tcp    web
$ lsns
        NS TYPE   NPROCS   PID USER COMMAND
4026531832 mnt        23     1 root /sbin/init
4026531833 net        23     1 root /sbin/init
4026531834 time       25     1 root /sbin/init
4026531835 cgroup     23     1 root /sbin/init
4026531836 pid        23     1 root /sbin/init
4026531837 user       25     1 root /sbin/init
4026531838 uts        23     1 root /sbin/init
4026531839 ipc        23     1 root /sbin/init
4026532240 mnt         2   853 root nginx: master process nginx -g daemon off;
4026532241 uts         2   853 root nginx: master process nginx -g daemon off;
4026532242 ipc         2   853 root nginx: master process nginx -g daemon off;
4026532243 pid         2   853 root nginx: master process nginx -g daemon off;
4026532244 cgroup      2   853 root nginx: master process nginx -g daemon off;
4026532245 net         2   853 root nginx: master process nginx -g daemon off;
$ readlink /proc/$(docker inspect -f '{{.State.Pid}}' web)/ns/* /proc/1/ns/net
cgroup:[4026532244]
ipc:[4026532242]
mnt:[4026532240]
net:[4026532245]
pid:[4026532243]
pid:[4026532243]
time:[4026531834]
time:[4026531834]
user:[4026531837]
uts:[4026532241]
net:[4026531833]
$ docker top web
UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD
root                853                 838                 0                   09:00               ?                   00:00:00            nginx: master process nginx -g daemon off;
root                854                 853                 0                   09:00               ?                   00:00:00            nginx: worker process
# PID 1 gone, container gone.
$ kill $(docker inspect -f '{{.State.Pid}}' web)
$ docker ps -a
CONTAINER ID   IMAGE     COMMAND                  CREATED                  STATUS                              PORTS     NAMES
352ea31d87f9   nginx     "nginx -g 'daemon of…"   Less than a second ago   Exited (0) Less than a second ago             web
$ docker exec web ps
Error response from daemon: container 352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2 is not running
$ echo $?
1
