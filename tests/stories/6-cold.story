---
title: A cold host moves what it lacks, three layers at a time
scenario: hermes-cold
---
$ time docker run -d --name shop shop
Unable to find image 'shop:latest' locally
latest: Pulling from library/shop
33165cedc90f: Pull complete
4edbf4ca185b: Pull complete
e1a2c4618a2a: Pull complete
Digest: sha256:e1a2c4618a2a73c40e4e099ee70224f65a56360996a23c919cda6e11ad191f9d
Status: Downloaded newer image for shop:latest
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2

real    0m4.770s
~ 12s
$ why shop
   9.7 s  container shop can take requests, 9.8 s after it was asked for
   4.7 s  because container shop runs: its first process is pid 856 of the machine
   4.2 s    because container shop starts
   4.2 s      because you ran: docker run --name shop shop
$ time docker run -d --name blog blog
Unable to find image 'blog:latest' locally
latest: Pulling from library/blog
33165cedc90f: Already exists
4edbf4ca185b: Already exists
30d975cc53c1: Pull complete
Digest: sha256:30d975cc53c103ee6d496a18224a6fc2725d987fbcc45266b6f86a9cbc11ee43
Status: Downloaded newer image for blog:latest
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894

real    0m0.895s
$ docker images
REPOSITORY   TAG       IMAGE ID       CREATED   SIZE
shop         latest    1ed67216ab6c   N/A       155MB
blog         latest    cf9f4f30357f   N/A       155MB
$ docker system df
TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE
Images          2         2         165MB     0B (0%)
Containers      2         2         0B        0B
Local Volumes   0         0         0B        0B
Build Cache     0         0         0B        0B
$ docker history blog
IMAGE          CREATED   CREATED BY                                   SIZE      COMMENT
cf9f4f30357f   N/A       CMD ["blog"]                                 0B
<missing>      N/A       COPY blog /app                               10MB
<missing>      N/A       RUN install runtime                          70MB
<missing>      N/A       # debian.sh --arch 'amd64' out/ 'bookworm'   75MB
