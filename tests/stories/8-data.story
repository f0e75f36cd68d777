---
title: A restart keeps the orders, a removal takes them, a volume outlives both
scenario: orders
---
~ 1s
$ lab orders
web asked 172.17.0.3, and db answered: 1000 orders
$ docker restart db
db
~ 4s
$ lab orders
web asked 172.17.0.3, and db answered: 1000 orders
$ docker rm -f db
db
$ lab orders
web: connection to server at "172.17.0.3", port 5432 failed: Connection refused
$ docker run -d --name db shopdb:1
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47
$ lab orders
web: connection to server at "172.17.0.3", port 5432 failed: Connection refused
~ 3s
$ lab orders
web asked 172.17.0.3, and db answered: 0 orders
# with a volume at the path of the data
$ docker rm -f db
db
$ docker run -d --name db -v dbdata:/var/lib/postgresql/data shopdb:1
8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26
~ 3s
$ lab orders 1000
1000 orders written: web asked 172.17.0.3, and db took them
$ docker rm -f db
db
$ docker run -d --name db -v dbdata:/var/lib/postgresql/data shopdb:1
4ff83cc90bc58b589c73d92d0647c5cd04196ec1e9a5d576c4c6c8d1e6f836c9
~ 3s
$ lab orders
web asked 172.17.0.3, and db answered: 1000 orders
$ docker exec db psql -U postgres -c 'select count(*) from orders'
 count
-------
  1000
(1 row)

$ why db
  14.1 s  container db can take requests, 2.6 s after it was asked for
  12.1 s  because container db runs: its first process is pid 930 of the machine
  11.5 s    because container db starts
  11.5 s      because you ran: docker run --name db shopdb:1
