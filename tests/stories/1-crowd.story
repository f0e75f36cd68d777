---
title: 32 workers arrive, and everybody who wants to run gets the same
scenario: atlas
---
# two of 34 workers are the shop's: 2 × 8/34 = 0.47 CPUs
$ top -b -n 1 | head -10
top - 09:00:00 up 0 min,  1 user,  load average: 0.00, 0.00, 0.00
Tasks:  23 total,   0 running,  23 sleeping,   0 stopped,   0 zombie
%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem :  32768.0 total,  18240.0 free,  14336.0 used,    192.0 buff/cache
MiB Swap:      0.0 total,      0.0 free,      0.0 used.  18381.1 avail Mem

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
      1 root      20   0  103804  13300   8900 S   0.0   0.0   0:00.00 systemd
      2 root      20   0       0      0      0 S   0.0   0.0   0:00.00 kthreadd
      3 root      20   0       0      0      0 I   0.0   0.0   0:00.00 rcu_preempt
! start batch
~ 10s
$ top -b -n 1 | grep -E "COMMAND|shop"
    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
    822 shop      20   0  262144 135168   4096 R  23.6   0.4   0:02.34 shop
    821 shop      20   0  262144 135168   4096 R  23.2   0.4   0:02.34 shop
    820 postgres  20   0   15.1g  12.0g   4096 S   0.0  37.5   0:00.00 shop-db
$ uptime
 09:00:10 up 0 min,  1 user,  load average: 5.22, 1.11, 0.38
$ why shop
   1.5 s  clients of shop give up waiting: 9 a second
   0.2 s  because shop waits for CPU: it gets 0.40 and wants 1.75; most of it went to batch
   0.0 s    because batch started: 32 processes
   0.0 s      because fault "start batch": 32 batch workers start, each wants a whole CPU
   0.0 s        because you broke something: start batch
