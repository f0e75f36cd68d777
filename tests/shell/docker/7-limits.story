$ docker run -d --name batch --cpus 0.2 burn
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
~ 10s
$ docker exec batch nproc
4
$ docker stats --no-stream
CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS
352ea31d87f9   batch     20.00%    8.195MiB / 8GiB     0.10%     -- / --   -- / --     1
$ docker update --cpus 0.5 batch
batch
~ 3s
$ docker stats --no-stream
CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS
352ea31d87f9   batch     50.00%    8.195MiB / 8GiB     0.10%     -- / --   -- / --     1
$ docker run -d --name leaky --memory 256m --memory-swap 256m leaky
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894
~ 13s
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' leaky
true 137
$ docker update --memory 64m nosuch
Error response from daemon: No such container: nosuch
$ docker update batch
you must provide one or more flags when using this command
docker update --help lists them
$ docker update --memory 512m --memory-swap 512m batch
batch
$ docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}' batch
536870912 500000000
