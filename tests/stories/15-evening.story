---
title: A tenant that gets no more than its part, and a host that is patched while ledger goes on
scenario: evening
---
~ 14s
! a tenant gets greedy
~ 10s
$ virsh schedinfo t1 | grep cpu_shares
cpu_shares     : 400
$ virsh schedinfo t1 --live cpu_shares=100 | grep cpu_shares
cpu_shares     : 100
$ virsh -c qemu+ssh://borea/system list
 Id   Name     State
------------------------
 1    n3       running
 2    ledger   running
 3    erp      running

$ ssh borea uname -r
6.12.48+deb13-amd64
$ virsh -c qemu+ssh://borea/system migrate --live --verbose ledger qemu+ssh://cira/system
Migration: [100.00 %]

$ kubectl drain n3 --ignore-daemonsets
node/n3 cordoned
evicting pod default/shop-7c6d77f99d-8f52x
evicting pod default/shop-7c6d77f99d-l8d5n
error when evicting pods/"shop-7c6d77f99d-l8d5n" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
pod/shop-7c6d77f99d-8f52x evicted
evicting pod default/shop-7c6d77f99d-l8d5n
error when evicting pods/"shop-7c6d77f99d-l8d5n" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
evicting pod default/shop-7c6d77f99d-l8d5n
pod/shop-7c6d77f99d-l8d5n evicted
node/n3 drained
$ ssh borea
Welcome to Debian GNU/Linux 13 (trixie) (GNU/Linux 6.12.48+deb13-amd64 x86_64)
$ reboot
~ 20s
$ hostname
Connection to borea closed by remote host; you are back on atlas
~ 40s
$ ssh borea uname -r
6.12.63+deb13-amd64
$ virsh -c qemu+ssh://borea/system list --all
 Id   Name   State
-----------------------
 -    erp    shut off
 -    n3     shut off

$ virsh -c qemu+ssh://borea/system start n3
Domain 'n3' started

~ 40s
$ kubectl uncordon n3
node/n3 uncordoned
~ 5s
$ kubectl get nodes
NAME   STATUS   ROLES           AGE     VERSION
cp1    Ready    control-plane   2m27s   v1.34.1
n1     Ready    <none>          2m27s   v1.34.1
n2     Ready    <none>          2m27s   v1.34.1
n3     Ready    <none>          2m27s   v1.34.1
n4     Ready    <none>          2m27s   v1.34.1
$ virsh -c qemu+ssh://cira/system list
 Id   Name     State
------------------------
 1    n4       running
 2    ledger   running

$ lab blast ledger
ledger:
ATTACK      STOPPED BY     REACHED       RADIUS  WHO IS HIT
misconfig   configuration  guest kernel  1       ledger
kernelbug   hypervisor     guest kernel  1       ledger
runtimebug  runtime        guest kernel  1       ledger
deviceflaw  hypervisor     guest kernel  1       ledger
(panic)                                  1       ledger
