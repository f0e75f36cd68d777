---
title: A volume is lost with the disk it is on
scenario: orders-volume
---
~ 1s
$ docker volume ls
DRIVER    VOLUME NAME
local     dbdata
! lose the host
$ docker volume ls
hermes does not answer: the machine is down
$ lab orders
lab: no program that asks a database runs here
docker ps lists what runs
~ 31s
$ docker volume ls
DRIVER    VOLUME NAME
$ docker ps -a
CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES
$ docker run -d --name db -v dbdata:/var/lib/postgresql/data shopdb:1
Unable to find image 'shopdb:1' locally
1: Pulling from library/shopdb
33165cedc90f: Pull complete
9046183ea6a5: Pull complete
Digest: sha256:9046183ea6a5acb7fe544342f3d98bfc3732faaf5793594d60ffe87ce50149a8
Status: Downloaded newer image for shopdb:1
8aa828ea914f78c9a651d8152ff6d708cddf55941ea52b64e9daa9f5684b90c9
$ docker exec db psql -U postgres -c 'select count(*) from orders'
 count
-------
     0
(1 row)

$ why hermes
  31.0 s  a new machine takes the place of hermes: its disk is empty
   1.0 s  because the disk of hermes died, and all that was on it is lost: 2 containers, 3 images, 1 volume
   1.0 s    because fault "lose the host": the disk of hermes dies and a new machine takes its place
   1.0 s      because you broke something: lose the host
