# Exit codes.
$ docker run --rm busybox true
$ echo $?
0
$ docker run --rm busybox false
$ echo $?
1
$ docker run --rm busybox sh -c 'exit 3'
$ echo $?
3
$ docker run --rm alpine cat /etc/os-release
PRETTY_NAME="Alpine Linux 3.22"
NAME="Alpine Linux"
VERSION_ID="3.22"
ID=alpine
$ docker run --rm busybox cat /nowhere
cat: /nowhere: No such file or directory
$ echo $?
1
$ docker run busybox nosuch
docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuch": executable file not found in $PATH

Run 'docker run --help' for more information
$ echo $?
127
$ docker run busybox /etc
docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc": is a directory: permission denied

Run 'docker run --help' for more information
$ echo $?
126
$ docker run --network nope busybox true
docker: Error response from daemon: network nope not found
docker network ls lists the networks
$ echo $?
125
$ docker run --rm hello-world
Unable to find image 'hello-world:latest' locally
latest: Pulling from library/hello-world
e34d4462ea23: Pull complete
Digest: sha256:e34d4462ea2383656b2a9d68685ce2ec87ab7b2b6b993c200ead4b7ca73f22c0
Status: Downloaded newer image for hello-world:latest

Hello from Docker!
This message shows that your installation appears to be working correctly.

# No handler for SIGTERM: ten seconds, then SIGKILL.
$ docker run -d --name slow busybox sleep 1d
b6d877774211ee855c17584719c7cceaa835cca7b65918cacc6338883682c88c
$ docker stop slow
slow
$ docker ps -a --format '{{.Names}}: {{.Status}}'
slow: Exited (137) Less than a second ago
zealous_tesla: Created
eager_swartz: Created
$ docker run -d --name term plugin:1
c8e045a7ec9490d748f11aa1afba1cb7a731dfe1a8ec16a951da8238d2fb47b4
$ docker stop term
term
$ docker inspect -f '{{.State.ExitCode}}' slow term
137
143
$ docker start slow
slow
$ docker kill slow
slow
$ docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}}' slow
137 false
$ docker run -d --name slow busybox true
docker: Error response from daemon: Conflict. The container name "/slow" is already in use by container "b6d877774211ee855c17584719c7cceaa835cca7b65918cacc6338883682c88c". You have to remove (or rename) that container to be able to reuse that name.
$ docker rm slow term
slow
term
# Restart policies back off.
$ docker run -d --name crash --restart on-failure:3 busybox sh -c 'exit 1'
5512b02c71e6e4620b531c1053446953e6b8e8c99ef62dadca4387be3b7804d1
~ 1s
$ docker ps -a --format '{{.Names}}: {{.Status}}'
crash: Restarting (1) Less than a second ago
zealous_tesla: Created
eager_swartz: Created
~ 10s
$ docker ps -a --format '{{.Names}}: {{.Status}}'
crash: Exited (1) 8 seconds ago
zealous_tesla: Created
eager_swartz: Created
$ docker inspect -f '{{.RestartCount}} {{.State.ExitCode}}' crash
3 1
$ docker run -d --name job busybox sleep 3
cff31d815fb5ab884013c096ca39b22b6fb4fcbce71b86596b65fbb19e5d526d
$ docker wait job
0
$ docker pause job
Error response from daemon: container cff31d815fb5ab884013c096ca39b22b6fb4fcbce71b86596b65fbb19e5d526d is not running
$ docker restart job
job
$ docker pause job
job
$ docker ps
CONTAINER ID   IMAGE     COMMAND     CREATED         STATUS                           PORTS     NAMES
cff31d815fb5   busybox   "sleep 3"   4 seconds ago   Up Less than a second (Paused)             job
$ docker exec job ps
Error response from daemon: container job is paused, unpause the container before exec
$ docker unpause job
job
$ docker rm job
Error response from daemon: cannot remove container "/job": container is running: stop the container before removing or force remove
$ docker rename job work
$ docker rm -f work nosuch
Error response from daemon: No such container: nosuch
work
$ docker stop nosuch
Error response from daemon: No such container: nosuch
$ docker run --rm --restart always busybox true
docker: conflicting options: cannot specify both --restart and --rm
$ docker run -m 1m busybox true
docker: Error response from daemon: Minimum memory limit allowed is 6MB
$ docker run --cpus 9 busybox true
docker: Error response from daemon: range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available
$ docker run --health-cmd x busybox
docker run: real flag, not simulated here: --health-cmd
simulated here: --detach --name --rm --interactive --tty --env --publish --volume --mount --tmpfs --network --net --network-alias --hostname --restart --cpus --cpu-shares --cpuset-cpus --memory --memory-swap --pids-limit --user --cap-drop --cap-add --security-opt --read-only --privileged --runtime --entrypoint
$ docker run -p 80 busybox
invalid argument "80" for "-p, --publish" flag: invalid containerPort: a port goes from 1 to 65535, as HOST:INSIDE
docker run --help lists the flags
