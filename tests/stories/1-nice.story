---
title: The crowd goes last
scenario: atlas
---
! start batch
~ 10s
$ renice -n 19 -p $(pgrep batch) | head -3
823 (process ID) old priority 0, new priority 19
824 (process ID) old priority 0, new priority 19
825 (process ID) old priority 0, new priority 19
~ 15s
$ top -b -n 1 | head -10
top - 09:00:25 up 0 min,  1 user,  load average: 11.59, 2.72, 0.93
Tasks:  55 total,  34 running,  21 sleeping,   0 stopped,   0 zombie
%Cpu(s): 23.8 us,  0.0 sy, 76.2 ni,  0.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem :  32768.0 total,  17728.0 free,  14848.0 used,    192.0 buff/cache
MiB Swap:      0.0 total,      0.0 free,      0.0 used.  17869.1 avail Mem

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
    822 shop      20   0  262144 135168   4096 R  95.2   0.4   0:17.06 shop
    821 shop      20   0  262144 135168   4096 R  95.1   0.4   0:17.09 shop
    826 batch     39  19  118784  20480   4096 R  21.3   0.1   0:05.20 batch
# up means less
$ renice -n 20 -p $(pgrep shop-db)
820 (process ID) old priority 0, new priority 19
$ ps -o pid,ni,comm -C shop-db
    PID  NI COMMAND
    820  19 shop-db
