# Layers are moved once and kept once.
$ docker pull shop:1
1: Pulling from library/shop
33165cedc90f: Already exists
4edbf4ca185b: Pull complete
4f27947b574f: Pull complete
Digest: sha256:4f27947b574fe85f135874fbfefa5f5377bb02f943b41e56b1bb140afa84e76d
Status: Downloaded newer image for shop:1
docker.io/library/shop:1
$ docker pull blog:1
1: Pulling from library/blog
33165cedc90f: Already exists
4edbf4ca185b: Already exists
cfba8ab5012d: Pull complete
Digest: sha256:cfba8ab5012d3b115da613f8778a9e5ae8d4ec67bc5ffbb8c8ec148983d27cc9
Status: Downloaded newer image for blog:1
docker.io/library/blog:1
$ docker pull blog:1
1: Pulling from library/blog
33165cedc90f: Already exists
4edbf4ca185b: Already exists
cfba8ab5012d: Already exists
Digest: sha256:cfba8ab5012d3b115da613f8778a9e5ae8d4ec67bc5ffbb8c8ec148983d27cc9
Status: Image is up to date for blog:1
docker.io/library/blog:1
$ docker pull nosuch
Error response from daemon: pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
$ docker images
REPOSITORY   TAG       IMAGE ID       CREATED   SIZE
nginx        latest    38edb16ac11a   N/A       145MB
busybox      latest    d38de60c6e51   N/A       4.4MB
alpine       latest    33e1aac3ccab   N/A       8.3MB
leaky        latest    dfa415853fee   N/A       75MB
burn         latest    03c4bad8b2ce   N/A       8.3MB
proxy        1         82201d1bfed3   N/A       8.3MB
web          1         6d8488fc4a19   N/A       8.3MB
plugin       1         3d34fb4552f4   N/A       8.3MB
postgres     16        5638b1c6c98d   N/A       425MB
shop         1         94d8d55865af   N/A       155MB
blog         1         69b471e60270   N/A       155MB
$ docker history shop:1
IMAGE          CREATED   CREATED BY                                   SIZE      COMMENT
94d8d55865af   N/A       CMD ["shop"]                                 0B
<missing>      N/A       COPY app /app                                10MB
<missing>      N/A       RUN install runtime                          70MB
<missing>      N/A       # debian.sh --arch 'amd64' out/ 'bookworm'   75MB
$ docker run -d --name web -p 8080:80 nginx
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker system df
TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE
Images          11        1         598MB     453MB (75%)
Containers      1         1         0B        0B
Local Volumes   0         0         0B        0B
Build Cache     0         0         0B        0B
$ docker exec web dd if=/dev/zero of=/data bs=1M count=200
200+0 records in
200+0 records out
$ docker exec web sh -c 'echo changed > /usr/share/nginx/html/index.html'
$ docker exec web rm /etc/nginx/nginx.conf
$ docker diff web
A /data
C /etc
C /etc/nginx
D /etc/nginx/nginx.conf
C /usr
C /usr/share
C /usr/share/nginx
C /usr/share/nginx/html
C /usr/share/nginx/html/index.html
$ docker ps -s --format '{{.Names}} {{.Size}}'
web 210MB (virtual 355MB)
$ docker exec web cat /usr/share/nginx/html/index.html
changed
$ docker system df -v
Images space usage:

REPOSITORY   TAG       IMAGE ID       CREATED   SIZE      SHARED SIZE   UNIQUE SIZE   CONTAINERS
nginx        latest    38edb16ac11a   N/A       145MB     75MB          70.1MB        1
busybox      latest    d38de60c6e51   N/A       4.4MB     0B            4.4MB         0
alpine       latest    33e1aac3ccab   N/A       8.3MB     8.3MB         0B            0
leaky        latest    dfa415853fee   N/A       75MB      75MB          0B            0
burn         latest    03c4bad8b2ce   N/A       8.3MB     8.3MB         0B            0
proxy        1         82201d1bfed3   N/A       8.3MB     8.3MB         0B            0
web          1         6d8488fc4a19   N/A       8.3MB     8.3MB         0B            0
plugin       1         3d34fb4552f4   N/A       8.3MB     8.3MB         0B            0
postgres     16        5638b1c6c98d   N/A       425MB     75MB          350MB         0
shop         1         94d8d55865af   N/A       155MB     145MB         10MB          0
blog         1         69b471e60270   N/A       155MB     145MB         10MB          0

Containers space usage:

CONTAINER ID   IMAGE     COMMAND                  LOCAL VOLUMES   SIZE      STATUS                  NAMES
352ea31d87f9   nginx     "nginx -g 'daemon of…"   0               210MB     Up Less than a second   web

Local Volumes space usage:

VOLUME NAME   LINKS     SIZE

Build cache usage: 0B
$ docker build -t shop:slim -f Dockerfile.slim .
[+] Building
 => CACHED [1/2] ADD alpine-minirootfs-3.22.1-x86_64.tar.gz / # buildkit
 => [2/2] COPY --from=shop:1 /app /app
 => exporting to image
 => => writing image sha256:8fa6e9e2184f9ca1b8e70ca604e70a3b2b7bee449a449a84e9a059950cf77aef
 => => naming to docker.io/library/shop:slim
$ docker history shop:slim
IMAGE          CREATED   CREATED BY                                      SIZE      COMMENT
8fa6e9e2184f   N/A       CMD ["shop"]                                    0B
<missing>      N/A       COPY --from=shop:1 /app /app                    10MB
<missing>      N/A       ADD alpine-minirootfs-3.22.1-x86_64.tar.gz /…   8.3MB
$ docker build -t x -f Nowhere .
ERROR: failed to build: failed to solve: failed to read dockerfile: open Nowhere: no such file or directory
$ docker tag shop:slim shop:small
$ docker rmi shop:small
Untagged: shop:small
$ docker rmi nginx
Error response from daemon: conflict: unable to remove repository reference "nginx" (cannot force) - container 352ea31d87f9 is using its referenced image 38edb16ac11a
$ docker rmi shop:1
Untagged: shop:1
Deleted: sha256:94d8d55865af1795e1ee4d721986de91f8bb9fc17c0b6e6c8b538e4fed786d3e
Deleted: sha256:4f27947b574fe85f135874fbfefa5f5377bb02f943b41e56b1bb140afa84e76d
$ docker images shop
REPOSITORY   TAG       IMAGE ID       CREATED   SIZE
shop         slim      8fa6e9e2184f   N/A       18.3MB
