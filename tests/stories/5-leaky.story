---
title: Memory over budget dies, with six gigabytes free
scenario:
  title: hermes, a server of four CPUs
  hosts:
    - name: hermes
      cpus: 4
      memory: 8GiB
      apps:
        - { name: leaky, group: /leaky, memory: 64MiB, autostart: false, program: { kind: leak, bytesPerSecond: 16MiB/s } }
  faults:
    - { name: leak, about: leaky starts, start: [leaky] }
---
$ echo 256M > /sys/fs/cgroup/leaky/memory.max
! leak
~ 11s
$ cat /sys/fs/cgroup/leaky/memory.current /sys/fs/cgroup/leaky/memory.max
252522496
268435456
~ 1s
$ cat /sys/fs/cgroup/leaky/memory.events
low 0
high 0
max 2
oom 1
oom_kill 1
oom_group_kill 0
$ free -m
               total        used        free      shared  buff/cache   available
Mem:            8192        1024        7040           0         128        7142
Swap:              0           0           0
$ dmesg | grep -i oom
[   12.000000] leaky invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0
[   12.000000] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/leaky,task_memcg=/leaky,task=leaky,pid=815,uid=1000
[   12.000000] Memory cgroup out of memory: Killed process 815 (leaky) total-vm:180224kB, anon-rss:261444kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:532kB oom_score_adj:0
$ why leaky
  12.0 s  out of memory in cgroup leaky, which may hold 256 MiB: the kernel killed leaky (pid 815), which held 259 MiB: killing it frees the most
   0.0 s  because memory.max of cgroup leaky was set to 256M
   0.0 s    because you ran: echo 256M > /sys/fs/cgroup/leaky/memory.max
   0.0 s  because leaky started: 1 process
   0.0 s    because fault "leak": leaky starts
   0.0 s      because you broke something: leak
