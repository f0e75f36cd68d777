---
title: What the image tools refuse, and what they do not model
scenario: fleet
---
# from /root the images are not at hand
$ qemu-img info svc.qcow2
qemu-img: Could not open 'svc.qcow2': Could not open 'svc.qcow2': No such file or directory
it lies in /var/lib/libvirt/images: cd /var/lib/libvirt/images
$ cd /var/lib/libvirt/images
$ qemu-img create -f qcow2 -b svc.qcow2 svc02.qcow2
qemu-img: svc02.qcow2: Backing file specified without backing format
Detected format of qcow2: add -F qcow2
$ qemu-img create -f qcow2 empty.qcow2 10G
qemu-img: an empty disk is not modelled here: it would have no system to boot
with -b it reads from another image: qemu-img create -f qcow2 -b svc.qcow2 -F qcow2 svc02.qcow2
$ qemu-img create -f raw -b svc.qcow2 -F qcow2 svc02.raw
qemu-img: format 'raw' is real, not simulated here: the images of this world are qcow2
$ qemu-img convert -O qcow2 sv.qcow2 svc02.qcow2
qemu-img: Could not open 'sv.qcow2': No such file or directory
did you mean svc.qcow2?
$ virt-customize -a svc.qcow2
virt-customize: nothing to do: only --install is modelled here
virt-customize -a svc.qcow2 --install svc
$ virt-customize -a svc.qcow2 --install nginx
virt-customize: error: E: Unable to locate package nginx
packages are modelled here for one service only: svc
$ virt-customize -a svc.qcow2 --run-command reboot
virt-customize: real flag, not simulated here: --run-command
simulated here: --add --install
$ virt-install --name svc02 --disk svc.qcow2
ERROR
An install method must be specified
(--location URL, --cdrom CD/ISO, --pxe, --import, --boot hd|cdrom|...)
only --import is modelled here: the disk has its system already
$ virt-install --import --name svc02 --disk svc.qcow2
ERROR
--os-variant/--osinfo OS name is required, but no value was
set or detected.
--osinfo detect=on lets it find out
$ virt-install --import --name svc02 --osinfo detect=on --disk svc02.qcow2
ERROR    Error: --disk svc02.qcow2: Size must be specified for non existent volume path '/var/lib/libvirt/images/svc02.qcow2'
did you mean svc.qcow2?
$ virt-install --import --name svc02 --osinfo detect=on --memory 99999999 --disk svc.qcow2
ERROR    internal error: qemu unexpectedly closed the monitor: qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory
a single VM larger than all memory and swap of its host can never fit
$ virt-clone --original svc09 --name svc10 --auto-clone
ERROR    Domain not found: no domain with matching name 'svc09'
$ virsh define svc02.xml
virsh define is a real command, not modelled here; the nearest thing: virt-install defines a VM on an image and starts it
$ lab fleet scale eight
lab: say how many VMs there shall be
lab fleet create --services 8 --per-vm 2, lab fleet run --image svc --count 8, lab fleet scale 8, lab fleet image svc golden, lab fleet list
$ lab fleet create --services 96 --per-vm 100
lab: a VM here takes 1 to 32 services
$ lab fleet image svc gold
lab: Could not open 'gold': No such file or directory
ls /var/lib/libvirt/images shows the images
$ lab load svc 99999
lab: 99999 requests per second is not a load for this fleet: give 0 to 5000
# an image that is being written is nobody else's
$ virt-customize -a svc.qcow2 --install svc
[   0.0] Examining the guest ...
[   3.6] Setting a random seed
[   3.7] Installing packages: svc
~ 5s
$ qemu-img create -f qcow2 -b svc.qcow2 -F qcow2 svc02.qcow2
qemu-img: svc02.qcow2: Could not open 'svc.qcow2': Failed to get shared "write" lock
virt-customize still writes to it
$ kill $(pgrep virt-customize)
$ qemu-img info svc.qcow2
image: svc.qcow2
file format: qcow2
virtual size: 10 GiB (10737418240 bytes)
disk size: 4.4 GiB
cluster_size: 65536
Format specific information:
    compat: 1.1
    compression type: zlib
    lazy refcounts: false
    refcount bits: 16
    corrupt: false
    extended l2: false
