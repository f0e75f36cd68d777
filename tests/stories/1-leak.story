---
title: The biggest process dies, not the one that leaks
scenario: atlas
---
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        14Gi        17Gi          0B       192Mi        17Gi
Swap:             0B          0B          0B
! start leak
~ 90s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        31Gi       208Mi          0B       192Mi       349Mi
Swap:             0B          0B          0B
$ ps -eo pid,rss,oom,comm --sort=-rss | head -4
    PID   RSS  OOM COMMAND
    820 12587008 917 shop-db
    823 2312192 713 report
    824 2312192 713 report
~ 4s
$ dmesg | grep -i oom
[   91.900000] report invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0
[   91.900000] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/user.slice/session-1.scope,task=shop-db,pid=820,uid=1000
[   91.900000] Out of memory: Killed process 820 (shop-db) total-vm:15826944kB, anon-rss:12582912kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:24596kB oom_score_adj:0
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        20Gi        11Gi          0B          0B        11Gi
Swap:             0B          0B          0B
$ why shop-db
  91.9 s  out of memory: the kernel killed shop-db (pid 820), which held 12.0 GiB: killing it frees the most
  83.6 s  because atlas is short of memory: 1637 MiB left; report took the last of it
   0.0 s    because report started: 8 processes
   0.0 s      because fault "start leak": 8 report workers start, each leaks 25 MiB every second
   0.0 s        because you broke something: start leak
