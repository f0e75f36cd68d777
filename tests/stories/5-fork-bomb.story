---
title: A fork bomb in a group of 64
scenario:
  title: hermes, a server of four CPUs
  hosts:
    - name: hermes
      cpus: 4
      memory: 8GiB
      apps:
        - { name: web, group: /web, program: { kind: serve, perSecond: 20, work: 10ms } }
        - { name: bomb, group: /guest, memory: 1MiB, autostart: false, program: { kind: fork, every: 300ms } }
  faults:
    - { name: bomb, about: a fork bomb starts in guest, start: [bomb] }
---
$ echo 64 > /sys/fs/cgroup/guest/pids.max
! bomb
~ 10s
$ cat /sys/fs/cgroup/guest/pids.current
64
$ cat /sys/fs/cgroup/guest/pids.events
max 1728
$ dmesg | tail -1
[    2.100700] cgroup: fork rejected by pids controller in /guest
$ why guest
   2.1 s  cgroup guest has as many tasks as pids.max of /guest allows, 64: a fork of bomb is refused
   0.0 s  because pids.max of cgroup guest was set to 64
   0.0 s    because you ran: echo 64 > /sys/fs/cgroup/guest/pids.max
   0.0 s  because bomb started: 1 process
   0.0 s    because fault "bomb": a fork bomb starts in guest
   0.0 s      because you broke something: bomb
$ echo 1 > /sys/fs/cgroup/guest/cgroup.kill
$ cat /sys/fs/cgroup/guest/pids.current
0
