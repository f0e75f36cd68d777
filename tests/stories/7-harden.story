---
title: As little as it needs
scenario: thin-wall
---
$ docker inspect plugin
bash: docker: command not found
Docker runs in a VM: virsh console hermes goes in
$ virsh console hermes
Connected to domain 'hermes'
Escape character is ^] (Ctrl + ])

Ubuntu 24.04.3 LTS hermes ttyS0

hermes login: root (automatic login)
$ docker inspect -f '{{.HostConfig.Privileged}}' plugin
true
$ docker rm -f plugin
plugin
$ docker run -d --name plugin --user 10001 --cap-drop ALL --security-opt no-new-privileges --read-only plugin:1
2fc574cecbb93383b58402e2ac4a763cdb69c78a8a3448d4567a16f67783ba40
~ 1s
$ docker logs plugin
plugin: cannot write to /tmp: Read-only file system
$ docker rm -f plugin
plugin
$ docker run -d --name plugin --user 10001 --cap-drop ALL --cap-add NET_BIND_SERVICE --security-opt no-new-privileges --read-only --tmpfs /tmp plugin:1
85330e8f11b0e04591fadd78f86fd30c636a4650f9e24baa624ee7c28b66743b
~ 1s
$ docker exec plugin wget -qO- localhost
plugin
$ grep Cap /proc/$(docker inspect -f '{{.State.Pid}}' plugin)/status
CapInh: 0000000000000000
CapPrm: 0000000000000000
CapEff: 0000000000000000
CapBnd: 0000000000000400
CapAmb: 0000000000000000
$ grep Cap /proc/$(docker inspect -f '{{.State.Pid}}' shop)/status
CapInh: 0000000000000000
CapPrm: 00000000a80425fb
CapEff: 00000000a80425fb
CapBnd: 00000000a80425fb
CapAmb: 0000000000000000
$ grep NoNewPrivs /proc/$(docker inspect -f '{{.State.Pid}}' plugin)/status
NoNewPrivs:     1
$ lab blast plugin
plugin:
ATTACK      STOPPED BY    REACHED    RADIUS  WHO IS HIT
misconfig   capabilities  container  1       plugin
kernelbug   seccomp       container  1       plugin
runtimebug  none          host root  3       shop, blog, plugin
deviceflaw  capabilities  container  1       plugin
(panic)                              3       shop, blog, plugin
