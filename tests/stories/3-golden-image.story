---
title: A VM from the stock image, and one from a golden image
scenario: fleet
---
$ lab fleet create --services 1
1 service in 1 new VM, a whole copy of stock.qcow2
~ 30s
$ virsh console svc01
Connected to domain 'svc01'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) svc01 ttyS0

svc01 login: root (automatic login)
$ ps -C apt-get -o pid,user,args
    PID USER     COMMAND
    826 root     apt-get install -y svc
$ exit
~ 95s
$ why svc01
2 min 00 s  VM svc01 answers its first request after 120.0 s
  25.9 s  because VM svc01 is up after 19.9 s
   6.0 s    because VM svc01 was switched on: 2 vCPUs and 1.0 GiB promised
   0.0 s      because VM svc01 is to be made from stock.qcow2, copied whole
   0.0 s        because fleet svc goes from 0 to 1 service
   0.0 s          because you ran: lab fleet create --services 1 --per-vm 1
$ cd /var/lib/libvirt/images
$ virt-customize -a svc.qcow2 --install svc
[   0.0] Examining the guest ...
[   3.6] Setting a random seed
[   3.7] Installing packages: svc
[  88.7] Finishing off
$ qemu-img create -f qcow2 -b svc.qcow2 -F qcow2 svc02.qcow2
Formatting 'svc02.qcow2', fmt=qcow2 cluster_size=65536 extended_l2=off compression_type=zlib size=10737418240 backing_file=svc.qcow2 backing_fmt=qcow2 lazy_refcounts=off refcount_bits=16
$ qemu-img info svc02.qcow2
image: svc02.qcow2
file format: qcow2
virtual size: 10 GiB (10737418240 bytes)
disk size: 192 KiB
cluster_size: 65536
backing file: svc.qcow2 (actual path: /var/lib/libvirt/images/svc.qcow2)
backing file format: qcow2
Format specific information:
    compat: 1.1
    compression type: zlib
    lazy refcounts: false
    refcount bits: 16
    corrupt: false
    extended l2: false
$ virt-install --import --name svc02 --memory 1024 --osinfo detect=on --disk svc02.qcow2

Starting install...
Creating domain...
Domain creation completed.
~ 30s
$ why svc02
3 min 56 s  VM svc02 answers its first request after 20.9 s
3 min 51 s  because VM svc02 is up after 14.4 s
3 min 36 s    because VM svc02 was switched on: 2 vCPUs and 1.0 GiB promised
3 min 35 s      because VM svc02 was defined: disk svc02.qcow2, 1.0 GiB, 2 vCPUs
3 min 35 s        because you ran: virt-install --import --name svc02 --memory 1024 --osinfo detect=on --disk svc02.qcow2
# what has clones is not touched again
$ virt-customize -a svc.qcow2 --install svc
virt-customize: error: svc.qcow2 is the backing file of svc02.qcow2: changing it would break that clone
the real tool would let you; bake first, then clone
$ rm svc.qcow2
rm: svc02.qcow2 reads from svc.qcow2: without its backing file it could not be read
the real rm would let you
$ ls
golden.qcow2  stock.qcow2  svc.qcow2  svc01.qcow2  svc02.qcow2
