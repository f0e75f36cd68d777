---
title: A panic takes the kernel and all on it
scenario: thin-wall
---
$ virsh console hermes
Connected to domain 'hermes'
Escape character is ^] (Ctrl + ])

Ubuntu 24.04.3 LTS hermes ttyS0

hermes login: root (automatic login)
$ docker ps
CONTAINER ID   IMAGE      COMMAND    CREATED                  STATUS                  PORTS     NAMES
d02b46ed5e00   plugin:1   "plugin"   Less than a second ago   Up Less than a second             plugin
972e115f553e   shop:1     "shop"     Less than a second ago   Up Less than a second             blog
d89bc2933c17   shop:1     "shop"     Less than a second ago   Up Less than a second             shop
! panic from plugin
~ 1s
$ docker ps
no answer: the kernel of hermes has panicked; Ctrl-] or exit goes back to the host
$ exit
$ virsh list --all
 Id   Name      State
-------------------------
 1    hermes    crashed
 2    partner   running

$ why hermes
   0.0 s  VM hermes has crashed: its own kernel stopped, with all that ran on it
   0.0 s  because kernel panic in iron/hermes: this kernel has stopped, with all that ran on it
   0.0 s    because fault "panic from plugin": the kernel that answers plugin panics
   0.0 s      because you broke something: panic from plugin
