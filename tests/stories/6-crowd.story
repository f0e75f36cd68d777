---
title: CPU ends before memory does
scenario: busy
---
$ lab fleet run --image svc --count 125
svc: from 0 to 125 containers of svc, each a docker run
~ 70s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        18Gi        13Gi          0B       192Mi        13Gi
Swap:             0B          0B          0B
$ lab fleet list | head -4
SERVICE   VM   STATE     SERVED/S   QUEUE
svc-01         healthy   1          0
svc-02         healthy   1          0
svc-03         healthy   1          0
$ docker stats --no-stream svc-01
CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS
c2f847998c53   svc-01    5.00%     128.4MiB / 32GiB    0.39%     -- / --   -- / --     1
