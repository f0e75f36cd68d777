---
title: Thirty containers by hand, and a reboot that nobody looks after
scenario: by-hand
---
$ docker run -d --name shop10 shop:1
84c86d2bb806be3abf6fb86935a50ef6b38c26498af153e9bdd01cc3bcc69a81
$ ssh n2 docker run -d --name shop20 shop:1
73884051f2d38125ae83cdaf826a43ed9feb4db1b19c1c483cdb3eee3bc17071
$ ssh n3 docker run -d --name shop30 shop:1
aec13bd93448012359b79c02334a0cd49f51e8601185e532f14073b8e9ab8841
$ ssh n2 docker ps -q | wc -l
10
! reboot n2
~ 5s
$ ssh n2 docker ps
ssh: connect to host n2 port 22: No route to host
~ 40s
$ ssh n2 uptime
 09:00:46 up 0 min,  1 user,  load average: 0.00, 0.00, 0.00
$ ssh n2 docker ps -q | wc -l
0
$ ssh n2 docker ps -a --format '{{.Names}} {{.Status}}'
shop20 Exited (255) 45 seconds ago
shop19 Exited (255) 45 seconds ago
shop18 Exited (255) 45 seconds ago
shop17 Exited (255) 45 seconds ago
shop16 Exited (255) 45 seconds ago
shop15 Exited (255) 45 seconds ago
shop14 Exited (255) 45 seconds ago
shop13 Exited (255) 45 seconds ago
shop12 Exited (255) 45 seconds ago
shop11 Exited (255) 45 seconds ago
$ ssh n2 docker start shop11
shop11
$ ssh n2 docker ps --format '{{.Names}} {{.Status}}'
shop11 Up Less than a second
