$ time docker run -d --name web nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2

real    0m0.570s
$ time docker run --rm alpine true

real    0m0.570s
$ time docker run --rm hello-world
Unable to find image 'hello-world:latest' locally
latest: Pulling from library/hello-world
e34d4462ea23: Pull complete
Digest: sha256:e34d4462ea2383656b2a9d68685ce2ec87ab7b2b6b993c200ead4b7ca73f22c0
Status: Downloaded newer image for hello-world:latest

Hello from Docker!
This message shows that your installation appears to be working correctly.


real    0m0.770s
$ time uname -r
6.8.0-86-generic

real    0m0.000s
$ time docker stop web
web

real    0m0.010s
$ docker container ls -a
CONTAINER ID   IMAGE     COMMAND                  CREATED        STATUS                              PORTS     NAMES
352ea31d87f9   nginx     "nginx -g 'daemon of…"   1 second ago   Exited (0) Less than a second ago             web
$ docker image ls
REPOSITORY    TAG       IMAGE ID       CREATED   SIZE
nginx         latest    38edb16ac11a   N/A       145MB
busybox       latest    d38de60c6e51   N/A       4.4MB
alpine        latest    33e1aac3ccab   N/A       8.3MB
leaky         latest    dfa415853fee   N/A       75MB
burn          latest    03c4bad8b2ce   N/A       8.3MB
proxy         1         82201d1bfed3   N/A       8.3MB
web           1         6d8488fc4a19   N/A       8.3MB
plugin        1         3d34fb4552f4   N/A       8.3MB
postgres      16        5638b1c6c98d   N/A       425MB
hello-world   latest    e3c67f168f16   N/A       10kB
$ docker cp a b
docker cp is a real command, not modelled here; the nearest thing: docker exec NAME sh -c 'echo … > FILE' writes a file
$ docker foo
docker: unknown command: docker foo
help docker lists its commands
$ docker compose up
docker compose is a real command, not modelled here; the nearest thing: docker run starts containers one by one, docker network create gives them names
$ docker run -d --name plugin --cap-drop ALL --cap-add NET_BIND_SERVICE --security-opt no-new-privileges nginx
8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26
$ grep Cap /proc/$(docker inspect -f '{{.State.Pid}}' plugin)/status
CapInh: 0000000000000000
CapPrm: 0000000000000400
CapEff: 0000000000000400
CapBnd: 0000000000000400
CapAmb: 0000000000000000
$ docker exec plugin grep NSpid /proc/1/status
NSpid:  1
$ docker run --cap-add NOSUCH nginx
docker: Error response from daemon: invalid CapAdd or CapDrop: unknown capability: "NOSUCH"
$ why web
   1.9 s  container web ended with exit code 0
   1.9 s  because a process of web was killed by a signal (pid 853, exit status 0)
   1.9 s    because container web was asked to stop
   1.9 s      because you ran: docker stop web
$ cat /sys/fs/cgroup/system.slice/docker-$(docker inspect -f '{{.Id}}' plugin).scope/cpu.max
max 100000
$ docker exec plugin cat /sys/fs/cgroup/cpu.max
max 100000
$ docker run -it --rm alpine sh
$ hostname
4ff83cc90bc5
$ ps
PID   USER     TIME  COMMAND
    1 root      0:00 sh
$ exit
$ docker ps -q
8d4287d5874a
