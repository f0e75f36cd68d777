---
title: The first minutes of somebody who has sat at many servers
scenario: atlas
---
# what somebody types who has sat at many servers
$ df -h
Filesystem      Size  Used Avail Use% Mounted on
/dev/nvme0n1    932G  1.8G  930G   1% /
$ ls -ld /proc/1 /sys/fs/cgroup /dev/nvme0n1
dr-xr-xr-x 2 root root      0 Mar  2 09:00 /proc/1
drwxr-xr-x 5 root root      0 Mar  2 09:00 /sys/fs/cgroup
brw-rw---- 1 root root 259, 0 Mar  2 09:00 /dev/nvme0n1
$ ls /sys/fs/cgroup
cgroup.controllers      cgroup.threads         io.cost.model    memory.stat
cgroup.max.depth        cpu.pressure           io.cost.qos      system.slice
cgroup.max.descendants  cpu.stat               io.pressure      user.slice
cgroup.procs            cpuset.cpus.effective  io.stat
cgroup.stat             cpuset.mems.effective  memory.pressure
cgroup.subtree_control  init.scope             memory.reclaim
$ cat /proc/self/cgroup
0::/user.slice/session-1.scope
$ ps -o pid,ppid,stat,vsz,tty,cls,comm -p 1,2,3,4,325,419
    PID    PPID STAT    VSZ TTY      CLS COMMAND
      1       0 Ss   103804 ?         TS systemd
      2       0 S         0 ?         TS kthreadd
      3       2 I         0 ?         TS rcu_preempt
      4       2 S         0 ?         TS migration/0
    325       1 Ss+   98679 tty1      TS agetty
    419       1 Ss   101304 pts/0     TS bash
$ ps 820
    PID TTY      STAT   TIME COMMAND
    820 ?        Ss     0:00 postgres -D /var/lib/shop
$ cat /proc/cmdline
BOOT_IMAGE=/boot/vmlinuz-6.12.48+deb13-amd64 root=/dev/nvme0n1 ro quiet
! start batch
~ 10s
$ cat /proc/pressure/cpu
some avg10=63.19 avg60=15.32 avg300=3.37 total=10000000
full avg10=0.00 avg60=0.00 avg300=0.00 total=0
$ cat /proc/uptime
10.00 0.00
$ for pid in `pgrep batch | head -2`; do cat /proc/$pid/oom_score_adj; done
0
0
# one's own groups, in three spellings
$ mkdir /sys/fs/cgroup/{web,batch}
$ CG=/sys/fs/cgroup/web; echo 300 > $CG/cpu.weight
$ echo 50 | sudo tee /sys/fs/cgroup/batch/cpu.weight
50
$ grep . /sys/fs/cgroup/{web,batch}/cpu.weight
/sys/fs/cgroup/web/cpu.weight:300
/sys/fs/cgroup/batch/cpu.weight:50
$ echo 0 | tee /sys/fs/cgroup/batch/cpu.weight
0
tee: /sys/fs/cgroup/batch/cpu.weight: Numerical result out of range
cpu.weight runs from 1 to 10000; it divides what is contended
$ ls -l /sys/fs/cgroup/web/cpu.*
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.idle
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.max
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.max.burst
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.pressure
-r--r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.stat
-r--r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.stat.local
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.uclamp.max
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.uclamp.min
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.weight
-rw-r--r-- 1 root root 0 Mar  2 09:00 /sys/fs/cgroup/web/cpu.weight.nice
$ for i in 1 2; do uptime; sleep 1; done
 09:00:10 up 0 min,  1 user,  load average: 5.22, 1.11, 0.38
 09:00:11 up 0 min,  1 user,  load average: 5.22, 1.11, 0.38
$ time sleep 2

real    0m2.000s
