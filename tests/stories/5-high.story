---
title: memory.high slows, and kills nobody
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
$ echo 192M > /sys/fs/cgroup/leaky/memory.high
! leak
~ 8s
$ cat /sys/fs/cgroup/leaky/memory.current
202043392
~ 30s
$ cat /sys/fs/cgroup/leaky/memory.current
225861632
$ grep high /sys/fs/cgroup/leaky/memory.events
high 103
$ cat /sys/fs/cgroup/leaky/memory.pressure
some avg10=94.90 avg60=39.08 avg300=9.72 total=29800000
full avg10=94.90 avg60=39.08 avg300=9.72 total=29800000
$ ps -C leaky -o stat,rss,comm
STAT   RSS COMMAND
Ss   224048 leaky
