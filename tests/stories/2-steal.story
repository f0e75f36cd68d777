---
title: Four busy guests, and half of db1's time goes to others
scenario: atlas-kvm
---
$ virsh list --all
 Id   Name     State
-------------------------
 1    web1     running
 2    db1      running
 3    win1     running
 4    batch1   running
 -    cache1   shut off

! all busy
~ 5s
$ virsh console db1
Connected to domain 'db1'
Escape character is ^] (Ctrl + ])

Ubuntu 24.04.3 LTS db1 ttyS0

db1 login: root (automatic login)
$ vmstat 1 5
procs -----------memory---------- ---swap-- -----io---- -system-- -------cpu-------
 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st gu
 4  0      0 1969152      0 131072    0    0  6272     0  598  196 50  0  0  0 50  0
 4  0      0 1969152      0 131072    0    0  6208     0  597  194 50  0  0  0 50  0
 4  0      0 1969152      0 131072    0    0  6272     0  598  196 50  0  0  0 50  0
 4  0      0 1969152      0 131072    0    0  6272     0  598  196 50  0  0  0 50  0
 4  0      0 1969152      0 131072    0    0  6208     0  597  194 50  0  0  0 50  0
$ uname -r
6.8.0-79-generic
$ lscpu | grep -E 'Model name|Hypervisor|^CPU\(s\)'
CPU(s):                   4
  Model name:             AMD EPYC 9354P 32-Core Processor
  Hypervisor vendor:      KVM
$ exit
$ virsh schedinfo db1
Scheduler      : posix
cpu_shares     : 100
vcpu_period    : 100000
vcpu_quota     : -1
emulator_period: 100000
emulator_quota : -1
global_period  : 100000
global_quota   : -1
iothread_period: 100000
iothread_quota : -1

$ virsh schedinfo db1 --live cpu_shares=200
Scheduler      : posix
cpu_shares     : 200
vcpu_period    : 100000
vcpu_quota     : -1
emulator_period: 100000
emulator_quota : -1
global_period  : 100000
global_quota   : -1
iothread_period: 100000
iothread_quota : -1

~ 5s
$ top -b -n 1 | head -12
top - 09:00:14 up 4 days, 22:00,  1 user,  load average: 2.76, 0.59, 0.20
Tasks:  26 total,   4 running,  22 sleeping,   0 stopped,   0 zombie
%Cpu(s):100.0 us,  0.0 sy,  0.0 ni,  0.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem :  32768.0 total,  17825.0 free,  14751.0 used,    192.0 buff/cache
MiB Swap:  16384.0 total,  16384.0 free,      0.0 used.  17966.1 avail Mem

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
    842 libvirt+  20   0 9617408   6.3g  28672 R 320.0  19.6   0:33.99 qemu-system-x86
    837 libvirt+  20   0 5423104   1.4g  28672 R 160.0   4.4   0:25.98 qemu-system-x86
    849 libvirt+  20   0 9617408   3.8g  28672 R 160.0  11.8   0:26.01 qemu-system-x86
    856 libvirt+  20   0 9617408   1.1g  28672 R 160.0   3.3   0:26.00 qemu-system-x86
      1 root      20   0  103804  13300   8900 S   0.0   0.0   0:00.00 systemd
$ why db1
   9.0 s  VM db1 weighs cpu_shares 200
   9.0 s  because you ran: virsh schedinfo db1 --live cpu_shares=200
