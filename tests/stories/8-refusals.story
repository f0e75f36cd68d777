---
title: What the course's own commands for names and data refuse
scenario: orders
---
$ lab orders many
lab: "many" is not a number of orders, up to 999999
lab orders 1000
$ lab orders 9999999
lab: "9999999" is not a number of orders, up to 999999
lab orders 1000
$ lab churn
lab: there is no image svc:1 here whose program answers on a port
$ lab churn some
lab: say how many containers, and for how many minutes each
lab churn 200 --life 10
$ docker rm -f db
db
$ lab orders 3
web: connection to server at "172.17.0.3", port 5432 failed: Connection refused
$ docker rm -f web
web
$ lab orders
lab: no program that asks a database runs here
docker ps lists what runs
$ lab orders --help
lab orders: count the shop's orders, or place new ones
usage: lab orders [COUNT]
  COUNT               orders to place; none: only count them
example: lab orders 1000
note: lab is this course's own command: no real machine has it. The shop's own
  program asks and writes, wherever its name or address for the database leads
$ lab churn --help
lab churn: let containers come and go, and two callers look for them
usage: lab churn [--life MINUTES] [--image IMAGE] [COUNT]
  COUNT               how many at a time; 200 when not given
  --life MINUTES      minutes that each lives; 10 when not given
  --image IMAGE       what they are made from; svc:1 when not given
example: lab churn 200
note: lab is this course's own command: no real machine has it. Two callers
  try to reach them: one by a list of addresses, written down at the beginning
  and once an hour, one by name
