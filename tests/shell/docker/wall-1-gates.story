$ virsh console hermes
Connected to domain 'hermes'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) hermes ttyS0

hermes login: root (automatic login)
$ lab attack misconfig plugin
a thought experiment: nothing is run, nothing changes

GATE                   --PRIVILEGED
configuration      ->  --privileged: all capabilities, all devices, no seccomp, no LSM profile
capabilities       -   asks nothing of this attack
seccomp            -   asks nothing of this attack
LSM                -   asks nothing of this attack
no-new-privileges  ->  its program is root already
read-only          -   asks nothing of this attack
runtime            ->  runc hands out the host's own
user namespace     ->  its root is the host's root: no user namespace
hypervisor         -   asks nothing of this attack

no gate stopped it; reached: host root (iron/hermes)
blast radius 3: shop, blog, plugin
$ docker rm -f plugin
plugin
$ docker run -d --name plugin --user 10001 --cap-drop ALL --cap-add NET_BIND_SERVICE --security-opt no-new-privileges --read-only --tmpfs /tmp plugin:1
2fc574cecbb93383b58402e2ac4a763cdb69c78a8a3448d4567a16f67783ba40
~ 2s
$ curl -s $(docker inspect -f '{{.NetworkSettings.IPAddress}}' plugin):80
plugin
$ lab attack misconfig plugin
a thought experiment: nothing is run, nothing changes

GATE                  A POWER OVER THE KERNEL
configuration      -  asks nothing of this attack
capabilities       X  it holds neither SYS_MODULE nor SYS_ADMIN
seccomp               not reached
LSM                   not reached
no-new-privileges     not reached
read-only             not reached
runtime               not reached
user namespace        not reached
hypervisor            not reached

stopped by capabilities; reached: container (plugin)
blast radius 1: plugin
$ lab attack kernelbug plugin
a thought experiment: nothing is run, nothing changes

GATE                   A RARELY USED CALL
configuration      -   asks nothing of this attack
capabilities       ->  the call takes none
seccomp            X   Docker's default profile refuses the call, one of about 44 of more than 300
LSM                    not reached
no-new-privileges      not reached
read-only              not reached
runtime                not reached
user namespace         not reached
hypervisor             not reached

stopped by seccomp; reached: container (plugin)
blast radius 1: plugin
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

no gate stopped it; reached: host root (iron/hermes)
blast radius 3: shop, blog, plugin
$ docker rm -f plugin
plugin
$ docker run -d --name plugin --runtime io.containerd.kata.v2 plugin:1
85330e8f11b0e04591fadd78f86fd30c636a4650f9e24baa624ee7c28b66743b
~ 2s
$ lab attack runtimebug plugin
a thought experiment: nothing is run, nothing changes

GATE                   THROUGH THE RUNTIME
configuration      -   asks nothing of this attack
capabilities       ->  the runtime has its own, not the container's
seccomp            ->  the profile holds the container's program, not the runtime
LSM                -   asks nothing of this attack
no-new-privileges  -   asks nothing of this attack
read-only          -   asks nothing of this attack
runtime            X   what starts the program is inside the sandbox's own VM
user namespace         not reached
hypervisor             not reached

stopped by runtime; reached: guest kernel (sandbox of plugin)
blast radius 1: plugin
$ lab blast --all
TARGET   ATTACK      STOPPED BY     REACHED       RADIUS  WHO IS HIT
hermes   misconfig   configuration  guest kernel  3       shop, blog, plugin
hermes   kernelbug   hypervisor     guest kernel  3       shop, blog, plugin
hermes   runtimebug  runtime        guest kernel  3       shop, blog, plugin
hermes   deviceflaw  hypervisor     guest kernel  3       shop, blog, plugin
shop     misconfig   capabilities   container     1       shop
shop     kernelbug   seccomp        container     1       shop
shop     runtimebug  none           host root     3       shop, blog, plugin
shop     deviceflaw  capabilities   container     1       shop
blog     misconfig   capabilities   container     1       blog
blog     kernelbug   seccomp        container     1       blog
blog     runtimebug  none           host root     3       shop, blog, plugin
blog     deviceflaw  capabilities   container     1       blog
plugin   misconfig   capabilities   container     1       plugin
plugin   kernelbug   seccomp        container     1       plugin
plugin   runtimebug  runtime        guest kernel  1       plugin
plugin   deviceflaw  capabilities   container     1       plugin
partner  misconfig   configuration  guest kernel  1       ledger
partner  kernelbug   hypervisor     guest kernel  1       ledger
partner  runtimebug  runtime        guest kernel  1       ledger
partner  deviceflaw  none           host root     4       shop, blog, plugin, ledger
hermes   (panic)                                  3       shop, blog, plugin
shop     (panic)                                  3       shop, blog, plugin
blog     (panic)                                  3       shop, blog, plugin
plugin   (panic)                                  1       plugin
partner  (panic)                                  1       ledger
$ lab attack deviceflaw partner
a thought experiment: nothing is run, nothing changes

GATE                   FROM INSIDE THE GUEST
configuration      -   asks nothing of this attack
capabilities       -   asks nothing of this attack
seccomp            -   asks nothing of this attack
LSM                -   asks nothing of this attack
no-new-privileges  -   asks nothing of this attack
read-only          -   asks nothing of this attack
runtime            -   asks nothing of this attack
user namespace     -   asks nothing of this attack
hypervisor         ->  QEMU 2.3.0 emulates a floppy controller, and the flaw is in it

no gate stopped it; reached: host root (iron)
blast radius 4: shop, blog, plugin, ledger
$ lab attack nosuch plugin
lab: there is no attack "nosuch"
there are: misconfig, kernelbug, runtimebug, deviceflaw
$ lab attack misconfig plugn
lab: no container or VM "plugn" runs here
did you mean plugin?
$ lab blast
lab: say whose radius: one container or VM, or --all
lab blast --all
$ lab fault panic from plugin
panic from plugin: the kernel that answers plugin panics
~ 1s
$ docker ps
CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS         PORTS     NAMES
972e115f553e   shop:1    "shop"    5 seconds ago   Up 5 seconds             blog
d89bc2933c17   shop:1    "shop"    5 seconds ago   Up 5 seconds             shop
