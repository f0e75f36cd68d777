---
title: Two containers, one network
scenario: hermes
---
$ docker run -d --name web nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker run -d --name sidecar busybox sleep 1d
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894
$ docker exec sidecar wget -qO- localhost
wget: can't connect to remote host (127.0.0.1): Connection refused
$ docker rm -f sidecar
sidecar
$ docker run -d --name sidecar --network container:web busybox sleep 1d
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47
$ docker exec sidecar wget -qO- localhost
<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
$ docker exec sidecar ps
PID   USER     TIME  COMMAND
    1 root      0:00 sleep 1d
    2 root      0:00 ps
$ docker exec web ps -ef
UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 ?        00:00:00 nginx: master process nginx -g daemon off;
root           2       1  0 09:00 ?        00:00:00 nginx: worker process
root           3       0  0 09:00 ?        00:00:00 ps -ef
