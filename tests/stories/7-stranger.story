---
title: A stranger's code gets a kernel of its own
scenario: stranger
---
$ virsh console hermes
Connected to domain 'hermes'
Escape character is ^] (Ctrl + ])

Ubuntu 24.04.3 LTS hermes ttyS0

hermes login: root (automatic login)
$ lab blast plugin
plugin:
ATTACK      STOPPED BY    REACHED    RADIUS  WHO IS HIT
misconfig   capabilities  container  1       plugin
kernelbug   seccomp       container  1       plugin
runtimebug  none          host root  3       shop, blog, plugin
deviceflaw  capabilities  container  1       plugin
(panic)                              3       shop, blog, plugin
$ docker rm -f plugin
plugin
$ docker run -d --name plugin --runtime runsc plugin:1
2fc574cecbb93383b58402e2ac4a763cdb69c78a8a3448d4567a16f67783ba40
~ 1s
$ docker exec plugin uname -r
4.4.0
$ lab blast plugin
plugin:
ATTACK      STOPPED BY    REACHED    RADIUS  WHO IS HIT
misconfig   capabilities  container  1       plugin
kernelbug   seccomp       container  1       plugin
runtimebug  runtime       container  1       plugin
deviceflaw  capabilities  container  1       plugin
(panic)                              1       plugin
$ docker rm -f plugin
plugin
$ exit
$ virsh console spare
Connected to domain 'spare'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) spare ttyS0

spare login: root (automatic login)
$ docker run -d --name plugin plugin:1
bd53f7c49e601f958d1d11013ad523feada5f3f4d5b943ca84973eb1a7cca075
~ 1s
$ lab attack runtimebug plugin
a thought experiment: nothing is run, nothing changes

GATE                   THROUGH THE RUNTIME
configuration      -   asks nothing of this attack
capabilities       ->  the runtime has its own, not the container's
seccomp            ->  the profile holds the container's program, not the runtime
LSM                -   asks nothing of this attack
no-new-privileges  -   asks nothing of this attack
read-only          -   asks nothing of this attack
runtime            ->  runc 1.1.11 is not patched
user namespace     ->  its root is the host's root: no user namespace
hypervisor         -   asks nothing of this attack

no gate stopped it; reached: host root (iron/spare)
blast radius 1: plugin
