---
title: A name follows its container, where somebody answers names
scenario: orders-volume
---
~ 1s
$ docker rm -f web
web
$ docker run -d --name web -p 8080:80 web:1
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47
$ docker exec web ping -c 1 db
ping: bad address 'db'
names of containers are answered on networks of your own, not on the default bridge
$ lab orders
web: could not translate host name "db" to address: Name or service not known
$ docker network create appnet
9b0583d642f23d05058bcf46e305aeda1d511f18f41762c1218374a2e853aaa8
$ docker network connect appnet web
$ docker rm -f db
db
$ docker run -d --name other --network appnet web:1
77b054e2bb88dd3487c8bbe94d47197a2545b1335da3a6a0abca46fbcf3b35b8
$ docker run -d --name db --network appnet -v dbdata:/var/lib/postgresql/data shopdb:1
00ad6066844b4bcf0769389001db18033295384a5c4b3848b59a42d3d2a2b4e5
~ 3s
$ docker exec web getent hosts db
172.18.0.4      db
$ lab orders
web asked db, and db answered: 1000 orders
# and again: another address, the same name
$ docker rm -f db other
db
other
$ docker run -d --name db --network appnet -v dbdata:/var/lib/postgresql/data shopdb:1
d0ed3394677fd2c50e662d71d9e773e83115ed0b73a2b321277187e4359b810b
~ 3s
$ docker exec web getent hosts db
172.18.0.3      db
$ lab orders
web asked db, and db answered: 1000 orders
