---
title: Where 51 VMs fill the host, 225 containers do, and the next one is one too many
scenario: race
---
$ lab fleet run --image svc --count 225
svc: from 0 to 225 containers of svc, each a docker run
~ 60s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        31Gi        33Mi          0B        92Mi        75Mi
Swap:             0B          0B          0B
$ docker ps -q | wc -l
225
$ lab fleet run --image svc --count 226
svc: from 225 to 226 containers of svc, each a docker run
~ 8s
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi        31Gi       126Mi          0B          0B       103Mi
Swap:             0B          0B          0B
$ docker ps -a --filter status=exited --format '{{.Names}} {{.Status}}'
svc-01 Exited (137) 7 seconds ago
$ lab fleet run --image svc --count 0
svc: from 226 to 0 containers of svc, each a docker run
$ free -h
               total        used        free      shared  buff/cache   available
Mem:            32Gi       2.0Gi        30Gi          0B          0B        29Gi
Swap:             0B          0B          0B
$ lab fleet run --image nosuch --count 3
lab: Error response from daemon: No such image: nosuch:latest
docker pull nosuch brings it
$ lab fleet run --image svc --count 999
lab: 999 is not a number of containers for this world: give 0 to 300
$ lab fleet run --count 3
lab: say which image, and how many containers there shall be: lab fleet run --image svc --count 8
lab fleet create --services 8 --per-vm 2, lab fleet run --image svc --count 8, lab fleet scale 8, lab fleet image svc golden, lab fleet list
$ lab fleet scale 3 --image svc
lab: --image and --count belong to lab fleet run, not to scale
lab fleet create --services 8 --per-vm 2, lab fleet run --image svc --count 8, lab fleet scale 8, lab fleet image svc golden, lab fleet list
