---
title: Ten images share two layers, a container writes on top
scenario: hermes-images
---
$ docker system df
TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE
Images          10        0         245MB     245MB (100%)
Containers      0         0         0B        0B
Local Volumes   0         0         0B        0B
Build Cache     0         0         0B        0B
$ docker run -d --name shop shop
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker run -d --name shop2 shop
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894
$ docker exec shop dd if=/dev/zero of=/data bs=1MB count=200
200+0 records in
200+0 records out
$ docker diff shop
A /data
$ docker diff shop2
$ docker ps -s --format '{{.Names}} {{.Size}}'
shop2 0B (virtual 155MB)
shop 200MB (virtual 355MB)
$ docker stats --no-stream shop
CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS
352ea31d87f9   shop      0.00%     64.3MiB / 8GiB      0.78%     -- / --   -- / --     1
$ docker rm -f shop shop2
shop
shop2
$ docker system df
TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE
Images          10        0         245MB     245MB (100%)
Containers      0         0         0B        0B
Local Volumes   0         0         0B        0B
Build Cache     0         0         0B        0B
