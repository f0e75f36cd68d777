---
title: A device that is not there has no flaws
scenario: old-device
---
$ lab attack deviceflaw partner
a thought experiment: nothing is run, nothing changes

GATE                   FROM INSIDE THE GUEST
configuration      -   asks nothing of this attack
capabilities       -   asks nothing of this attack
seccomp            -   asks nothing of this attack
LSM                -   asks nothing of this attack
no-new-privileges  -   asks nothing of this attack
read-only          -   asks nothing of this attack
runtime            -   asks nothing of this attack
user namespace     -   asks nothing of this attack
hypervisor         ->  QEMU 2.3.0 emulates a floppy controller, and the flaw is in it

no gate stopped it; reached: host root (iron)
blast radius 3: shop, blog, ledger
$ lab attack deviceflaw hermes
a thought experiment: nothing is run, nothing changes

GATE                  FROM INSIDE THE GUEST
configuration      -  asks nothing of this attack
capabilities       -  asks nothing of this attack
seccomp            -  asks nothing of this attack
LSM                -  asks nothing of this attack
no-new-privileges  -  asks nothing of this attack
read-only          -  asks nothing of this attack
runtime            -  asks nothing of this attack
user namespace     -  asks nothing of this attack
hypervisor         X  its VM has no floppy controller, only virtio devices

stopped by hypervisor; reached: guest kernel (iron/hermes)
blast radius 2: shop, blog
