---
title: One service in five ways, each really started
scenario: race
---
$ lab race
process, microVM, container, two VMs: all start now, on the same host
~ 1s
$ ps -C firecracker,qemu-system-x86_64 -o user,comm
USER     COMMAND
firecra+ firecracker
$ docker ps
CONTAINER ID   IMAGE     COMMAND   CREATED        STATUS                  PORTS     NAMES
c2f847998c53   svc       "svc"     1 second ago   Up Less than a second             container
~ 5s
$ lab fleet list
SERVICE     VM          STATE     SERVED/S   QUEUE
process                 healthy   0          0
microvm     microvm     healthy   0          0
container               healthy   0          0
golden-vm   golden-vm   booting   0          0
stock-vm    stock-vm    off       0          0
$ why container
   5.5 s  container is healthy: it gets requests from now on
   5.5 s  because container container can take requests, 5.6 s after it was asked for
   0.5 s    because container container runs: its first process is pid 884 of the machine
   0.0 s      because container container starts
   0.0 s        because you ran: lab race
~ 114s
$ lab fleet list
SERVICE     VM          STATE     SERVED/S   QUEUE
process                 healthy   0          0
microvm     microvm     healthy   0          0
container               healthy   0          0
golden-vm   golden-vm   healthy   0          0
stock-vm    stock-vm    checked   0          0
$ lab race
lab: they have started already: the race is on, or over
$ virsh list --all
 Id   Name        State
---------------------------
 1    microvm     running
 2    golden-vm   running
 3    stock-vm    running

