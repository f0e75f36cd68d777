---
title: A cgroup is a folder of dials and counters
scenario:
  title: hermes, a server of four CPUs
  hosts:
    - name: hermes
      cpus: 4
      memory: 8GiB
      apps:
        - { name: batch, group: /batch, program: busy }
---
$ mkdir /sys/fs/cgroup/demo
$ cd /sys/fs/cgroup/demo
$ ls | head -5
cgroup.controllers
cgroup.events
cgroup.freeze
cgroup.kill
cgroup.max.depth
$ cat cgroup.procs
$ echo $$ > cgroup.procs
$ cat cgroup.procs
440
$ cat /proc/$(cat cgroup.procs)/cgroup
0::/demo
$ mkdir inner
$ ls inner | grep memory.max
$ echo +memory > cgroup.subtree_control
bash: echo: write error: Device or resource busy
processes live in this group: move them into a child first
$ echo $$ > inner/cgroup.procs
$ echo +memory > cgroup.subtree_control
$ ls inner | grep memory.max
memory.max
$ echo $$ > cgroup.procs
bash: echo: write error: Device or resource busy
this group divides resources among its children: processes go into one of those
$ rmdir inner
rmdir: failed to remove 'inner': Device or resource busy
processes are left in it: cgroup.procs lists them
$ mkdir inner
mkdir: cannot create directory ‘inner’: File exists
$ echo 300 > inner/cgroup.max.depth
$ echo many > inner/cgroup.max.depth
bash: echo: write error: Invalid argument
a whole number, or max
$ echo 4 > inner/memory.oom.group
bash: echo: write error: Invalid argument
0 or 1
$ cat inner/cgroup.events
populated 1
frozen 0
$ echo 1 > inner/cgroup.freeze
$ cat inner/cgroup.events
populated 1
frozen 1
$ echo 7 > inner/cgroup.procs
bash: echo: write error: Invalid argument
a thread of the kernel stays where it is
$ echo 99999 > inner/cgroup.procs
bash: echo: write error: No such process
$ echo 5 > inner/no.such.file
bash: inner/no.such.file: Permission denied
this group has no such file: its parent's cgroup.subtree_control decides which controllers it has
$ echo "259:0 rbps=1048576" > io.max
$ cat io.max
259:0 rbps=1048576 wbps=max riops=max wiops=max
$ echo "8:0 rbps=1048576" > io.max
bash: echo: write error: No such device
lsblk shows the numbers of the disks
