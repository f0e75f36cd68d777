---
title: A fifth of a CPU is 20 ms in every 100
scenario:
  title: hermes, a server of four CPUs
  hosts:
    - name: hermes
      cpus: 4
      memory: 8GiB
      apps:
        - { name: batch, group: /batch, program: busy }
---
$ cat /sys/fs/cgroup/batch/cpu.max
max 100000
$ echo "20000 100000" > /sys/fs/cgroup/batch/cpu.max
~ 10s
$ cat /sys/fs/cgroup/batch/cpu.stat
usage_usec 2004000
user_usec 2004000
system_usec 0
nice_usec 0
nr_periods 100
nr_throttled 100
throttled_usec 7996000
nr_bursts 0
burst_usec 0
$ cat /sys/fs/cgroup/batch/cpu.pressure
some avg10=50.53 avg60=12.25 avg300=2.70 total=7996000
full avg10=50.53 avg60=12.25 avg300=2.70 total=7996000
$ echo 500 > /sys/fs/cgroup/batch/cpu.max
bash: echo: write error: Invalid argument
at least 1000 µs per period, and a period from 1000 to 1000000 µs
$ echo max > /sys/fs/cgroup/batch/cpu.max
~ 2s
$ cat /sys/fs/cgroup/batch/cpu.max
max 100000
$ ps -C batch -o %cpu,comm
%CPU COMMAND
33.4 batch
$ why batch
  11.0 s  batch gets the CPU it wants again
   0.2 s  because batch waits for CPU: it gets 0.26 and wants 1.00; cpu.max of cgroup batch holds it back
   0.0 s    because cpu.max of cgroup batch was set to 20000 100000
   0.0 s      because you ran: echo "20000 100000" > /sys/fs/cgroup/batch/cpu.max
   0.0 s    because batch started: 1 process
   0.0 s      because the world began: story
