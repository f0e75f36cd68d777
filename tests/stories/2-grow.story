---
title: Growing a guest while it runs, up to its maximum
scenario: atlas-kvm
---
$ virsh vcpucount web1
maximum      config         4
maximum      live           4
current      config         2
current      live           2

$ virsh setvcpus web1 4 --live

$ virsh vcpucount web1
maximum      config         4
maximum      live           4
current      config         2
current      live           4

$ virsh setvcpus web1 6 --live
error: invalid argument: requested vcpus is greater than max allowable vcpus for the live domain: 6 > 4
$ virsh console web1
Connected to domain 'web1'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) web1 ttyS0

web1 login: root (automatic login)
$ nproc
4
$ exit
