---
title: An address is somebody else's by now, and nobody is told
scenario: orders-volume
---
~ 1s
$ lab orders
web asked 172.17.0.3, and db answered: 1000 orders
$ docker rm -f db
db
$ docker run -d --name test shopdb:1
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47
$ docker run -d --name db -v dbdata:/var/lib/postgresql/data shopdb:1
8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26
~ 3s
$ lab orders
web asked 172.17.0.3, and test answered: 0 orders
$ lab orders 5
5 orders written: web asked 172.17.0.3, and test took them
$ docker exec test psql -U postgres -c 'select count(*) from orders'
 count
-------
     5
(1 row)

# one host port, one owner
$ docker port web
80/tcp -> 0.0.0.0:8080
$ docker run -d --name web2 -p 8080:80 web:1
docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint web2 (4ff83cc90bc58b589c73d92d0647c5cd04196ec1e9a5d576c4c6c8d1e6f836c9): Bind for 0.0.0.0:8080 failed: port is already allocated

Run 'docker run --help' for more information
4ff83cc90bc58b589c73d92d0647c5cd04196ec1e9a5d576c4c6c8d1e6f836c9
