---
title: Whose process is it?
scenario: hermes-job
---
~ 3s
$ ps -C python3 -o pid,args
    PID COMMAND
   5175 python3 main.py
   5187 python3 main.py
$ cat /proc/5187/cgroup
0::/system.slice/docker-8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26.scope
$ docker ps --no-trunc
CONTAINER ID                                                       IMAGE         COMMAND                    CREATED         STATUS         PORTS      NAMES
8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26   job:1         "python3 main.py"          3 seconds ago   Up 3 seconds              job
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47   film:1        "python3 main.py"          3 seconds ago   Up 3 seconds              film
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894   postgres:16   "postgres"                 3 seconds ago   Up 3 seconds   5432/tcp   db
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2   nginx         "nginx -g 'daemon off;'"   3 seconds ago   Up 3 seconds   80/tcp     web
$ kill 5187
~ 3s
$ docker ps
CONTAINER ID   IMAGE         COMMAND                  CREATED         STATUS         PORTS      NAMES
8d4287d5874a   job:1         "python3 main.py"        6 seconds ago   Up 2 seconds              job
2fd01626d2fa   film:1        "python3 main.py"        6 seconds ago   Up 6 seconds              film
50434d05f893   postgres:16   "postgres"               6 seconds ago   Up 6 seconds   5432/tcp   db
352ea31d87f9   nginx         "nginx -g 'daemon of…"   6 seconds ago   Up 6 seconds   80/tcp     web
$ docker stop job
job
~ 3s
$ docker ps -a
CONTAINER ID   IMAGE         COMMAND                  CREATED         STATUS                       PORTS      NAMES
8d4287d5874a   job:1         "python3 main.py"        9 seconds ago   Exited (143) 3 seconds ago              job
2fd01626d2fa   film:1        "python3 main.py"        9 seconds ago   Up 9 seconds                            film
50434d05f893   postgres:16   "postgres"               9 seconds ago   Up 9 seconds                 5432/tcp   db
352ea31d87f9   nginx         "nginx -g 'daemon of…"   9 seconds ago   Up 9 seconds                 80/tcp     web
