---
title: One process, two lists, one kernel
scenario: hermes
---
$ docker run -d --name web nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ ps -ef | grep nginx
root        4242    4227  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root        4243    4242  0 09:00 ?        00:00:00 nginx: worker process
$ docker exec web ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root           2       1  0 09:00 ?        00:00:00 nginx: worker process
root           3       0  0 09:00 ?        00:00:00 ps -ef
$ grep NSpid /proc/4242/status
NSpid:  4242    1
$ docker exec web cat /etc/os-release
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
ID=debian
$ docker exec web uname -r
6.8.0-86-generic
$ uname -r
6.8.0-86-generic
$ lsns -p 4242
        NS TYPE   NPROCS   PID USER COMMAND
4026531834 time       25     1 root /sbin/init
4026531837 user       25     1 root /sbin/init
4026532240 mnt         2  4242 root nginx: master process nginx -g daemon off;
4026532241 uts         2  4242 root nginx: master process nginx -g daemon off;
4026532242 ipc         2  4242 root nginx: master process nginx -g daemon off;
4026532243 pid         2  4242 root nginx: master process nginx -g daemon off;
4026532244 cgroup      2  4242 root nginx: master process nginx -g daemon off;
4026532245 net         2  4242 root nginx: master process nginx -g daemon off;
$ docker exec web free -m
               total        used        free      shared  buff/cache   available
Mem:            8192        1110        6954           0         128        7056
Swap:              0           0           0
$ free -m
               total        used        free      shared  buff/cache   available
Mem:            8192        1110        6954           0         128        7056
Swap:              0           0           0
$ kill 4242
~ 1s
$ docker ps -a
CONTAINER ID   IMAGE     COMMAND                  CREATED        STATUS                    PORTS     NAMES
352ea31d87f9   nginx     "nginx -g 'daemon of…"   1 second ago   Exited (0) 1 second ago             web
$ why web
   0.5 s  container web ended with exit code 0
   0.5 s  because a process of web was killed by a signal (pid 4242, exit status 0)
   0.5 s    because web got SIGTERM (pid 4242)
   0.5 s      because you ran: kill -TERM 4242
