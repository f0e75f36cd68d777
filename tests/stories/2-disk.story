---
title: A greedy writer, and its cap
scenario: atlas-kvm
---
$ virsh domblkinfo db1 vda --human
Capacity:       40.000 GiB
Allocation:     9.300 GiB
Physical:       9.300 GiB

$ virsh domblkstat db1 vda
vda rd_req 0
vda rd_bytes 0
vda wr_req 0
vda wr_bytes 0

! greedy writer
~ 5s
$ virsh domblkstat batch1 vda
vda rd_req 0
vda rd_bytes 0
vda wr_req 2010
vda wr_bytes 9045000000

$ virsh blkdeviotune batch1 vda
total_bytes_sec: 0
read_bytes_sec : 0
write_bytes_sec: 0
total_iops_sec : 0
read_iops_sec  : 0
write_iops_sec : 0

$ virsh blkdeviotune batch1 vda --total-bytes-sec 209715200 --live

~ 25s
$ virsh blkdeviotune batch1 vda | head -1
total_bytes_sec: 209715200
$ virsh domblkstat db1 vda
vda rd_req 2930
vda rd_bytes 192020480
vda wr_req 0
vda wr_bytes 0

$ why db1
   0.0 s  VM db1 was switched on: 4 vCPUs and 8.0 GiB promised
   0.0 s  because the world began: atlas-kvm
