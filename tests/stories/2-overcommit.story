---
title: 36 GiB promised on 32, until everybody wants them
scenario: atlas-kvm
---
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        14Gi        17Gi          0B       192Mi        17Gi
Swap:           16Gi          0B        16Gi
$ virsh start cache1
Domain 'cache1' started

~ 40s
$ virsh list
 Id   Name     State
------------------------
 1    web1     running
 2    db1      running
 3    win1     running
 4    batch1   running
 5    cache1   running

$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        15Gi        16Gi          0B       192Mi        16Gi
Swap:           16Gi          0B        16Gi
! all touch memory
~ 60s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        31Gi        22Mi          0B          0B          0B
Swap:           16Gi       6.5Gi       9.5Gi
# the guests' own free says all is well
$ virsh console batch1
Connected to domain 'batch1'
Escape character is ^] (Ctrl + ])

Alpine Linux 3.22 batch1 ttyS0

batch1 login: root (automatic login)
$ free -h
               total        used        free      shared  buff/cache   available
Mem:           8.0Gi       820Mi        16Mi          0B       7.2Gi       7.2Gi
Swap:          2.0Gi          0B       2.0Gi
$ exit
$ virsh setmem win1 4G --live

$ virsh setmem batch1 4G --live

~ 60s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        30Gi       1.5Gi          0B          0B       1.5Gi
Swap:           16Gi          0B        16Gi
$ virsh dommemstat batch1
actual 4194304
unused 11585
available 4194304
usable 3328557
last_update 1772442160
disk_caches 3343039
rss 4345856

$ why atlas
 118.7 s  atlas swaps no more
  51.5 s  because atlas swaps: 12.1 MiB/s go to or come from disk
  50.0 s    because atlas is short of memory: 1611 MiB left; qemu-system-x86 took the last of it
  40.0 s      because batch-touch started: 1 process
  40.0 s        because fault "all touch memory": every guest reads files until its memory is full of them
  40.0 s          because you broke something: all touch memory
