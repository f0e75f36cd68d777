$ docker version
Client: Docker Engine - Community
 Version:           28.5.0
 API version:       1.51
 Go version:        go1.24.7
 Git commit:        887030f
 Built:             Thu Oct  2 14:57:16 2025
 OS/Arch:           linux/amd64
 Context:           default

Server: Docker Engine - Community
 Engine:
  Version:          28.5.0
  API version:      1.51 (minimum version 1.24)
  Go version:       go1.24.7
  Git commit:       cd04830
  Built:            Thu Oct  2 14:54:15 2025
  OS/Arch:          linux/amd64
  Experimental:     false
 containerd:
  Version:          v1.7.28
 runc:
  Version:          1.3.0
 docker-init:
  Version:          0.19.0
# a program that exec starts is one of the container's processes as long as it runs
$ docker run -d --name web nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker exec web ps
    PID TTY          TIME CMD
      1 ?        00:00:00 nginx
      2 ?        00:00:00 nginx
      3 ?        00:00:00 ps
$ docker exec web ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root           2       1  0 09:00 ?        00:00:00 nginx: worker process
root           3       0  0 09:00 ?        00:00:00 ps -ef
# whoever it runs as
$ docker exec web id
uid=0(root) gid=0(root) groups=0(root)
$ docker exec -u nginx web id
uid=101(nginx) gid=101(nginx) groups=101(nginx)
$ docker run --rm -u 1000 alpine id
uid=1000 gid=0(root) groups=0(root)
# inside, not even SIGKILL reaches PID 1; from outside it does
$ docker exec web kill -9 1
$ docker ps --format '{{.Names}} {{.Status}}'
web Up Less than a second
$ docker exec -it web bash
$ kill -9 1
$ echo $HOSTNAME
352ea31d87f9
$ df -h
Filesystem      Size  Used Avail Use% Mounted on
overlay         932G  2.3G  930G   1% /
$ exit
$ kill -9 $(docker inspect -f '{{.State.Pid}}' web)
$ docker ps -a --format '{{.Names}} {{.Status}}'
web Exited (137) Less than a second ago
# mistyped
$ docker run --foo alpine
unknown flag: --foo

Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Run 'docker run --help' for more information
$ docker run -Z alpine
unknown shorthand flag: 'Z' in -Z

Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Run 'docker run --help' for more information
$ docker run --name
flag needs an argument: --name

Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Run 'docker run --help' for more information
$ docker run
docker: 'docker run' requires at least 1 argument

Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Run 'docker run --help' for more information
$ docker exec web
docker: 'docker exec' requires at least 2 arguments

Usage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]

Run 'docker exec --help' for more information
$ docker ps foo
docker: 'docker ps' accepts no arguments

Usage:  docker ps [OPTIONS]

Run 'docker ps --help' for more information
$ docker rename web
docker: 'docker rename' requires 2 arguments

Usage:  docker rename CONTAINER NAME

Run 'docker rename --help' for more information
$ docker container frobnicate
docker: unknown command: docker container frobnicate
docker container lists what there is
$ docker rm -f nobody && echo gone
Error response from daemon: No such container: nobody
gone
# sweeping up
$ docker container prune
WARNING! This will remove all stopped containers.
Are you sure you want to continue? [y/N]
nobody waits for an answer here: docker container prune -f
$ docker container prune -f
Deleted Containers:
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2

Total reclaimed space: 0B
$ docker image prune -af
Deleted Images:
untagged: nginx:latest
untagged: busybox:latest
untagged: alpine:latest
untagged: leaky:latest
untagged: burn:latest
untagged: proxy:1
untagged: web:1
untagged: plugin:1
untagged: postgres:16
deleted: sha256:38edb16ac11aa11c09b2098eabca69a3e39146a7f3a00e312d89147d52983f51
deleted: sha256:d38de60c6e51ca31c0dd3d8724ae39a3c35def6c7cd74285dac7748b1db939d9
deleted: sha256:33e1aac3ccab3216572bfccead31a0920113b83bb0cf244e746d0d2c1326b976
deleted: sha256:dfa415853feefb4480faed050783aed0fe4932b514099db0dab5b1c6423e28b3
deleted: sha256:03c4bad8b2ced8a6ab46aaee6fe610c97c4f2ec53efc9b87eaa3073a71eba433
deleted: sha256:82201d1bfed3319ade4008c8d464e092d378d88b163e40758a9cb5977d36c43a
deleted: sha256:6d8488fc4a192a621aeb6375702e6457dcdd665127d7938283a6d3ea6fcdcece
deleted: sha256:3d34fb4552f42c7a4e676642fe5c3a7541ac814282a90e21841f815da2f8b6f6
deleted: sha256:5638b1c6c98dfd21760ec240343e3297d560059632e9bd9353fc6f96e3c2e3cb
deleted: sha256:33165cedc90ff97d17a0380bdc6d6b49083ddfedbc160bacf3f07f72353782b1
deleted: sha256:f09e030d89a5343e30c226640546127ac5e2477b9b9f57fff0878a0e04945c77
deleted: sha256:5eeee9593ac6eac6d349860b08d1204ffbb307339c91d92058aece515b252661
deleted: sha256:ae38b03a7e1ab75ff3f75943443e4a0aaf99543502d40dcfba9e9244279046ab
deleted: sha256:fc46c38c5f5236b5174708ae52cec073cc62ba86a8fdcaeb8058273a254f2ab1
deleted: sha256:64e8523ae506da0b6d1645c4263f756311249b3c09de54a7793308fc2e52e1ef
deleted: sha256:e384bf2e657d9ef6f2b7d5ebad42c7aa8b4ac3b326d1c9e40ea169e7c0aadb22

Total reclaimed space: 508MB
$ docker volume create data
data
$ docker volume prune -f
Total reclaimed space: 0B
$ docker volume prune -af
Deleted Volumes:
data

Total reclaimed space: 0B
$ docker network create shop
ca37177c88d226d74ace475239a831ad290e6dca93a82bb1e74fb9f9173a1eb3
$ docker network prune -f
Deleted Networks:
shop

$ docker system prune
docker system prune is a real command, not modelled here; the nearest thing: docker container prune, network prune, image prune and volume prune, one after another
# a name that was not here is newer, whatever layers it shares
$ docker pull nginx
Using default tag: latest
latest: Pulling from library/nginx
33165cedc90f: Pull complete
f09e030d89a5: Pull complete
5eeee9593ac6: Pull complete
Digest: sha256:5eeee9593ac6eac6d349860b08d1204ffbb307339c91d92058aece515b252661
Status: Downloaded newer image for nginx:latest
docker.io/library/nginx:latest
~ 20s
$ docker pull nginx
Using default tag: latest
latest: Pulling from library/nginx
33165cedc90f: Already exists
f09e030d89a5: Already exists
5eeee9593ac6: Already exists
Digest: sha256:5eeee9593ac6eac6d349860b08d1204ffbb307339c91d92058aece515b252661
Status: Image is up to date for nginx:latest
docker.io/library/nginx:latest
~ 20s
# a set of CPUs is what nproc sees; a share of their time is not
$ docker run --rm --cpuset-cpus 0,2-3 alpine nproc
Unable to find image 'alpine:latest' locally
latest: Pulling from library/alpine
fc46c38c5f52: Pull complete
Digest: sha256:fc46c38c5f5236b5174708ae52cec073cc62ba86a8fdcaeb8058273a254f2ab1
Status: Downloaded newer image for alpine:latest
3
$ docker run --rm --cpus 1 alpine nproc
4
$ nproc
4
$ docker run -d --name calm alpine sleep 1d
00ad6066844b4bcf0769389001db18033295384a5c4b3848b59a42d3d2a2b4e5
$ docker stats --no-stream --format '{{.Name}}: {{.MemUsage}}'
calm: 1.184MiB / 8GiB
$ docker images -a --format 'table {{.Repository}}\t{{.Size}}'
REPOSITORY   SIZE
nginx        145MB
alpine       8.3MB
# by hand: one's own pid, the process that writes, what is not modelled
$ unshare --pid --fork --mount-proc bash
$ echo $$
1
$ exit
$ mkdir /sys/fs/cgroup/mine; echo 0 > /sys/fs/cgroup/mine/cgroup.procs; cat /proc/self/cgroup
0::/mine
$ ls -d /sys/fs/cgroup/*/
/sys/fs/cgroup/init.scope/  /sys/fs/cgroup/system.slice/
/sys/fs/cgroup/mine/        /sys/fs/cgroup/user.slice/
$ ip netns list
ip netns is real, not modelled here
modelled here: ip addr, ip link, ip route; lsns -t net and nsenter -n show the net namespaces
$ ip route get 172.17.0.2
ip route get is real, not modelled here
ip route shows the ways there are
