---
title: The container runtime's work by hand
scenario: hermes
---
$ sudo unshare --pid --fork --mount-proc --uts --net bash
$ hostname tiny
$ ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 pts/1    00:00:00 bash
$ ip addr
1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
$ hostname
tiny
$ lsns
        NS TYPE   NPROCS   PID USER COMMAND
4026531834 time        1     1 root bash
4026531835 cgroup      1     1 root bash
4026531837 user        1     1 root bash
4026531839 ipc         1     1 root bash
4026532240 uts         1     1 root bash
4026532241 net         1     1 root bash
4026532242 pid         1     1 root bash
4026532243 mnt         1     1 root bash
$ exit
$ hostname
hermes
$ unshare --cgroup bash
$ cat /proc/self/cgroup
0::/
$ exit
