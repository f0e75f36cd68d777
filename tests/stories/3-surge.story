---
title: 100 requests a second become 400, and help takes 21 seconds
scenario: surge
---
~ 5s
$ lab fleet list
SERVICE   VM      STATE     SERVED/S   QUEUE
svc-01    svc01   healthy   33         0
svc-02    svc02   healthy   33         0
svc-03    svc03   healthy   34         0
$ lab fleet image svc golden
new VMs of svc are made from golden from now on
$ lab load svc 400; lab fleet scale 8
svc: 400 requests a second from now on
svc: from 3 to 8 VMs
~ 10s
$ lab fleet list
SERVICE   VM      STATE     SERVED/S   QUEUE
svc-01    svc01   healthy   50         25
svc-02    svc02   healthy   50         25
svc-03    svc03   healthy   50         25
svc-04    svc04   booting   0          0
svc-05    svc05   booting   0          0
svc-06    svc06   booting   0          0
svc-07    svc07   booting   0          0
svc-08    svc08   booting   0          0
~ 20s
$ lab fleet list
SERVICE   VM      STATE     SERVED/S   QUEUE
svc-01    svc01   healthy   50         11
svc-02    svc02   healthy   50         11
svc-03    svc03   healthy   50         11
svc-04    svc04   healthy   50         10
svc-05    svc05   healthy   50         10
svc-06    svc06   healthy   50         10
svc-07    svc07   healthy   50         10
svc-08    svc08   healthy   50         11
$ why svc
  31.0 s  no request to svc is dropped any more; 5156 were
   5.5 s  because requests to svc are dropped: 400 a second come, 3 healthy instances cannot take them all
   5.0 s    because the load on svc is now 400 requests/s
   5.0 s      because you ran: lab load svc 400
$ lab fleet scale 3
svc: from 8 to 3 VMs
$ virsh list --all
 Id   Name    State
-----------------------
 1    svc01   running
 2    svc02   running
 3    svc03   running

$ lab load svc 100
svc: 100 requests a second from now on
~ 5s
$ lab fleet list
SERVICE   VM      STATE     SERVED/S   QUEUE
svc-01    svc01   healthy   33         0
svc-02    svc02   healthy   34         0
svc-03    svc03   healthy   33         0
