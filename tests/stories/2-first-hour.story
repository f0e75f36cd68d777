---
title: The first minutes of somebody who has run many KVM hosts
scenario: atlas-kvm
---
$ systemd-detect-virt
none
$ ls /dev/kvm
/dev/kvm
$ virsh nodeinfo
CPU model:           x86_64
CPU(s):              8
CPU socket(s):       1
Core(s) per socket:  8
Thread(s) per core:  1
NUMA cell(s):        1
Memory size:         33554432 KiB

$ virsh uri
qemu:///system

$ virsh domname 1
web1

$ ls -lh /var/lib/libvirt/images
total 38G
-rw-r--r-- 1 root root 2.0G Feb 25 11:00 batch1.qcow2
-rw-r--r-- 1 root root 2.0G Feb 25 11:00 cache1.qcow2
-rw-r--r-- 1 root root 9.4G Feb 25 11:00 db1.qcow2
-rw-r--r-- 1 root root 3.0G Feb 25 11:00 web1.qcow2
-rw-r--r-- 1 root root  21G Feb 25 11:00 win1.qcow2
$ qemu-img info /var/lib/libvirt/images/web1.qcow2
qemu-img: Could not open '/var/lib/libvirt/images/web1.qcow2': Failed to get shared "write" lock
Is another process using the image [/var/lib/libvirt/images/web1.qcow2]?
web1 runs on it; -U looks all the same
$ qemu-img info -U /var/lib/libvirt/images/web1.qcow2
image: /var/lib/libvirt/images/web1.qcow2
file format: qcow2
virtual size: 40 GiB (42949672960 bytes)
disk size: 3 GiB
cluster_size: 65536
Format specific information:
    compat: 1.1
    compression type: zlib
    lazy refcounts: false
    refcount bits: 16
    corrupt: false
    extended l2: false
$ qemu-img snapshot -l /var/lib/libvirt/images/web1.qcow2
qemu-img snapshot is a real command, not modelled here; the nearest thing: qemu-img create -b makes a thin clone that keeps what it was made from
$ qemu-img frobnicate
qemu-img: Command not found: frobnicate
help qemu-img lists its commands
$ df -h
Filesystem      Size  Used Avail Use% Mounted on
/dev/nvme0n1    1.9T   56G  1.8T   3% /
# a guest's whole memory is mapped, what it has touched is resident
$ ps -o pid,stat,vsz,rss,nlwp -C qemu-system-x86
    PID STAT    VSZ   RSS NLWP
    837 Ssl  5423104 1474560 5
    842 Ssl  9617408 6569984 7
    849 Ssl  9617408 3952640 7
    856 Ssl  9617408 1121280 11
! all busy
~ 5s
$ virsh domstats web1 --cpu-total --vcpu
Domain: 'web1'
  cpu.time=9984000000
  vcpu.current=2
  vcpu.maximum=4
  vcpu.0.state=1
  vcpu.0.time=4992000000
  vcpu.1.state=1
  vcpu.1.time=4992000000

$ virsh domstats db1 --state --balloon
Domain: 'db1'
  state.state=1
  balloon.current=8388608
  balloon.maximum=8388608
  balloon.rss=6571008

$ iostat -xz 1 1
Linux 6.12.48+deb13-amd64 (atlas)       03/02/26        _x86_64_        (8 CPU)

avg-cpu:  %user   %nice %system %iowait  %steal   %idle
         100.00    0.00    0.00    0.00    0.00    0.00

Device             tps     kB/s    rqm/s    await  areq-sz   aqu-sz    %util
nvme0n1          98.00  6272.00     0.00     0.39    64.00     0.00     0.35

$ mpstat -P ALL 1
mpstat: -P ALL is real, not simulated here: which of the CPUs did the work is not kept
mpstat 1 shows all of them together, taskset -p PID where a process may run
$ virsh snapshot-create-as web1 before
virsh snapshot-create-as is a real command, not modelled here; the nearest thing: stepping back in time, which the lab itself can do
$ ping -c 1 web1
PING web1 (10.0.0.11): 56 data bytes
64 bytes from 10.0.0.11: seq=0 ttl=64

--- web1 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
$ ping -c 1 10.0.0.99
PING 10.0.0.99 (10.0.0.99): 56 data bytes

--- 10.0.0.99 ping statistics ---
1 packets transmitted, 0 packets received, 100% packet loss
$ for vm in $(virsh list --name); do virsh domstate $vm; done
running

running

running

running

$ cat /sys/fs/cgroup/machine.slice/*batch1*/cpu.weight
100
$ virsh console batch1
Connected to domain 'batch1'
Escape character is ^] (Ctrl + ])

Alpine Linux 3.22 batch1 ttyS0

batch1 login: root (automatic login)
$ uname -a
Linux batch1 6.12.43-0-virt #1-Alpine SMP PREEMPT_DYNAMIC x86_64 Linux
$ systemd-detect-virt
kvm
$ dmesg | head -1
[    0.000000] Linux version 6.12.43-0-virt (buildozer@build-3-22-x86_64) (gcc (Alpine 14.2.0) 14.2.0, GNU ld (GNU Binutils) 2.44) #1-Alpine SMP PREEMPT_DYNAMIC
$ ping -c 1 10.0.0.10
PING 10.0.0.10 (10.0.0.10): 56 data bytes
64 bytes from 10.0.0.10: seq=0 ttl=64

--- 10.0.0.10 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
