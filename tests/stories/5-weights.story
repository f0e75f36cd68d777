---
title: Weights bite only when both want the CPUs
scenario:
  title: hermes, a server of four CPUs
  hosts:
    - name: hermes
      cpus: 4
      memory: 8GiB
      apps:
        - { name: batch, group: /batch, threads: 4, program: busy }
        - { name: web, group: /web, threads: 4, program: busy }
  faults:
    - { name: web rests, about: web goes idle, stop: [web] }
---
$ echo 25 > /sys/fs/cgroup/batch/cpu.weight
$ cat /sys/fs/cgroup/web/cpu.weight /sys/fs/cgroup/batch/cpu.weight /sys/fs/cgroup/batch/cpu.weight.nice
100
25
6
~ 3s
$ top -b -n 1 | tail -n +7 | head -3
    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
    819 web       20   0  118784  20480   4096 R 320.0   0.2   0:09.60 web
    815 batch     20   0  118784  20480   4096 R  80.0   0.2   0:02.40 batch
! web rests
~ 3s
$ top -b -n 1 | tail -n +7 | head -3
    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
    815 batch     20   0  118784  20480   4096 R 400.0   0.2   0:14.40 batch
      1 root      20   0  103804  13300   8900 S   0.0   0.2   0:00.00 systemd
$ echo 60000 > /sys/fs/cgroup/batch/cpu.weight
bash: echo: write error: Numerical result out of range
cpu.weight runs from 1 to 10000; it divides what is contended
