# Addresses are reused; names are answered on networks of one's own.
$ docker run -d --name db postgres:16
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker run -d --name web -e DB_HOST=172.17.0.2 shop:1
Unable to find image 'shop:1' locally
1: Pulling from library/shop
33165cedc90f: Already exists
4edbf4ca185b: Pull complete
4f27947b574f: Pull complete
Digest: sha256:4f27947b574fe85f135874fbfefa5f5377bb02f943b41e56b1bb140afa84e76d
Status: Downloaded newer image for shop:1
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894
~ 3s
$ docker rm -f db
db
$ docker run -d --name other nginx
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47
$ docker run -d --name db postgres:16
8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26
$ docker inspect -f '{{.Name}} {{.NetworkSettings.IPAddress}}' other db
/other 172.17.0.2
/db 172.17.0.4
$ docker exec web ping db
ping: bad address 'db'
names of containers are answered on networks of your own, not on the default bridge
$ docker exec web getent hosts db
$ docker network create appnet
eeb42fe91dfec18a249f4489c3232ea54d267580d2179ad88c9069ba2af2475c
$ docker network create appnet
Error response from daemon: network with name appnet already exists
$ docker network connect appnet web
$ docker network connect appnet db
$ docker exec web getent hosts db
172.18.0.3      db
$ docker exec web ip -br addr
lo               UNKNOWN        127.0.0.1/8
eth0@if7         UP             172.17.0.3/16
eth1@if14        UP             172.18.0.2/16
$ docker exec web cat /etc/resolv.conf
nameserver 127.0.0.11
options ndots:0
$ docker network inspect appnet -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}'
web 172.18.0.2/16 db 172.18.0.3/16
$ docker network rm appnet
Error response from daemon: error while removing network: network appnet has active endpoints (name:"web" id:"50434d05f893")
$ docker network disconnect appnet db
$ docker exec web getent hosts db
$ docker network ls
NETWORK ID     NAME      DRIVER    SCOPE
eeb42fe91dfe   appnet    bridge    local
1caef1627df6   bridge    bridge    local
527f23bc6089   host      host      local
d474b46e9d25   none      null      local
# One port, one owner; a proxy answers for two.
$ docker run -d --name front -p 8080:80 web:1
00ad6066844b4bcf0769389001db18033295384a5c4b3848b59a42d3d2a2b4e5
$ docker run -d --name second -p 8080:80 web:1
docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint second (d0ed3394677fd2c50e662d71d9e773e83115ed0b73a2b321277187e4359b810b): Bind for 0.0.0.0:8080 failed: port is already allocated

Run 'docker run --help' for more information
d0ed3394677fd2c50e662d71d9e773e83115ed0b73a2b321277187e4359b810b
$ echo $?
125
$ docker ps -a --format '{{.Names}}: {{.Status}} {{.Ports}}'
second: Created
front: Up Less than a second 0.0.0.0:8080->80/tcp
db: Up 1 second 5432/tcp
other: Up 1 second 80/tcp
web: Up 2 seconds
$ curl localhost:8080
hello
$ docker port front
80/tcp -> 0.0.0.0:8080
$ docker rm -f front second
front
second
$ curl localhost:8080
curl: (7) Failed to connect to localhost port 8080 after 0 ms: Could not connect to server
$ docker run -d --name web1 --network appnet web:1
76c35b8038ba6c68060e123897780444ae89b2e705f27cd81c3e7bad9b44504c
$ docker run -d --name web2 --network appnet web:1
cbda9e8912f40f79481fe29da5dda7f2f32eac2f1d26c1138e3024601a95a78f
$ docker run -d --name proxy --network appnet -p 8080:80 -e UPSTREAMS=web1,web2 proxy:1
f8add0021b2dba8f1e0779014d4e3bb3f9d8c5883f79ba6dae9111bccc81e562
~ 12s
$ curl localhost:8080
hello
# What there is to say about networks.
$ docker network --help
Images, networks and volumes of containers
  docker network ls   the networks of containers
  docker network create
                      make a network: containers on it find each other by name
  docker network connect
                      put a container on one more network, at once
  docker network disconnect
                      take a container off a network
  docker network inspect
                      subnet, gateway and containers of a network
  docker network rm   remove networks that nobody is on
  docker network prune
                      remove networks that nobody is on
help NAME says more; Tab completes; why NAME tells why something happened.
