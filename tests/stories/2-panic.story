---
title: A guest's kernel stops, and nobody else's
scenario: atlas-kvm
---
! guest panic
~ 5s
$ virsh list --all
 Id   Name     State
-------------------------
 1    web1     running
 2    db1      running
 3    win1     crashed
 4    batch1   running
 -    cache1   shut off

$ virsh dominfo win1 | grep State
State:          crashed
$ virsh console db1
Connected to domain 'db1'
Escape character is ^] (Ctrl + ])

Ubuntu 24.04.3 LTS db1 ttyS0

db1 login: root (automatic login)
$ uptime
 09:00:05 up 4 days, 13:59,  1 user,  load average: 0.00, 0.00, 0.00
$ exit
$ virsh start win1
error: Domain is already active
~ 30s
$ virsh list
 Id   Name     State
------------------------
 1    web1     running
 2    db1      running
 3    win1     crashed
 4    batch1   running

$ why win1
   0.0 s  VM win1 has crashed: its own kernel stopped, with all that ran on it
   0.0 s  because kernel panic in atlas/win1: this kernel has stopped, with all that ran on it
   0.0 s    because fault "guest panic": the kernel inside win1 stops
   0.0 s      because you broke something: guest panic
