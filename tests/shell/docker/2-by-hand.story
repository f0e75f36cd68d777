# The container runtime's work, by hand.
$ unshare --uts bash
$ hostname tiny
$ ps -ef | wc -l
24
$ exit
$ hostname
hermes
$ unshare --pid --fork --uts --net bash
$ ps -ef | wc -l
24
$ exit
$ unshare --pid --fork --mount-proc --uts --net bash
$ hostname tiny
$ hostname
tiny
$ ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 pts/1    00:00:00 bash
$ ip addr
1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
$ ping -c 1 10.0.0.10
ping: sendto: Network is unreachable
$ lsns
        NS TYPE   NPROCS   PID USER COMMAND
4026531834 time        1     1 root bash
4026531835 cgroup      1     1 root bash
4026531837 user        1     1 root bash
4026531839 ipc         1     1 root bash
4026532244 uts         1     1 root bash
4026532245 net         1     1 root bash
4026532246 pid         1     1 root bash
4026532247 mnt         1     1 root bash
$ exit
$ lsns | wc -l
9
$ unshare --pid bash
unshare --pid without --fork leaves the shell outside: its first child would be PID 1, and after that bash can only say fork: Cannot allocate memory
add --fork; that broken shell is not modelled here
$ unshare --pid --fork ls
unshare starts a shell here and nothing else
give bash as the program, and type the rest inside
$ hostname other
hostname: the machine's own name is part of the scenario and stays as it is
in a uts namespace of its own a shell can have any name: unshare --uts bash
# Two containers, one network.
$ docker run -d --name web nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker run -d --name sidecar --network container:web busybox sleep 1d
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894
$ docker exec sidecar wget -qO- localhost
<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
$ docker exec sidecar ps
PID   USER     TIME  COMMAND
    1 root      0:00 sleep 1d
    2 root      0:00 ps
$ nsenter -t $(docker inspect -f '{{.State.Pid}}' sidecar) -n ip -br addr
lo               UNKNOWN        127.0.0.1/8
eth0@if5         UP             172.17.0.2/16
$ nsenter -t $(docker inspect -f '{{.State.Pid}}' web) -p -m ps -e
    PID TTY          TIME CMD
      1 ?        00:00:00 nginx
      2 ?        00:00:00 nginx
$ docker exec -it web bash
$ ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root           2       1  0 09:00 ?        00:00:00 nginx: worker process
root           3       0  0 09:00 pts/1    00:00:00 bash
$ echo hello > /tmp/note
$ cat /tmp/note
hello
$ virsh list
bash: virsh: command not found
virsh is not in this container's image: exit goes back to the machine
$ kill 1
the shell has ended; you are back on hermes
$ docker ps -a
CONTAINER ID   IMAGE     COMMAND                  CREATED                  STATUS                              PORTS     NAMES
50434d05f893   busybox   "sleep 1d"               Less than a second ago   Up Less than a second                         sidecar
352ea31d87f9   nginx     "nginx -g 'daemon of…"   1 second ago             Exited (0) Less than a second ago             web
$ docker diff web
C /tmp
A /tmp/note
