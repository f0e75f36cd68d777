---
title: 51 VMs fill the host, the next one makes it swap
scenario: fleet
---
$ lab fleet image svc golden
new VMs of svc are made from golden from now on
$ lab fleet create --services 51
51 services in 51 new VMs, each a thin clone of golden.qcow2
~ 60s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        31Gi        30Mi          0B       192Mi       171Mi
Swap:          8.0Gi          0B       8.0Gi
$ virsh dommemstat svc01
actual 1048576
unused 559104
available 1048576
usable 566272
last_update 1772442060
disk_caches 16384
rss 641024

$ lab fleet create --services 1
1 service in 1 new VM, a thin clone of golden.qcow2
~ 30s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        31Gi        33Mi          0B          0B        11Mi
Swap:          8.0Gi       409Mi       7.6Gi
$ why atlas
  84.7 s  atlas swaps no more; 410 MiB are still on disk
  72.5 s  because atlas swaps: 134 MiB/s go to or come from disk
  51.3 s    because atlas is short of memory: 1579 MiB left; qemu-system-x86 took the last of it
  51.3 s      because svc-48 started: 1 process
  45.6 s        because VM svc48 is up after 43.6 s
   2.0 s          because VM svc48 was switched on: 2 vCPUs and 1.0 GiB promised
   0.0 s            because VM svc48 is to be made from golden.qcow2, cloned thin
   0.0 s              because fleet svc goes from 0 to 51 services
   0.0 s                because you ran: lab fleet create --services 51 --per-vm 1
