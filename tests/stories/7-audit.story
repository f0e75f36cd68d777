---
title: Two open doors among five containers
scenario: audit
---
$ docker inspect -f '{{.Name}} {{.HostConfig.Privileged}}' shop blog proxy ci metrics
/shop false
/blog false
/proxy false
/ci false
/metrics true
$ docker inspect -f '{{.Name}} {{.Mounts}}' shop blog proxy ci metrics
/shop []
/blog []
/proxy [map[Type:volume Name:cache Source:/var/lib/docker/volumes/cache/_data Driver:local Destination:/var/cache/nginx Mode: RW:true]]
/ci [map[Type:bind Source:/var/run/docker.sock Destination:/var/run/docker.sock Mode: RW:true]]
/metrics []
$ docker rm -f ci metrics
ci
metrics
$ docker run -d --name ci ci:rootless
d8e05826c1113f998db9e54f8e87808bd6128bc812587568905d279b9b64a830
$ docker run -d --name metrics -v /proc:/host/proc:ro metrics:1
91888d2714db83e81c22a954e8ed9e523004ffe1783e96701aac49f5baff62d3
~ 1s
$ docker ps
CONTAINER ID   IMAGE         COMMAND                  CREATED        STATUS                  PORTS     NAMES
91888d2714db   metrics:1     "metrics"                1 second ago   Up Less than a second             metrics
d8e05826c111   ci:rootless   "ci-rootless"            1 second ago   Up 1 second                       ci
2fd01626d2fa   nginx         "nginx -g 'daemon of…"   1 second ago   Up 1 second             80/tcp    proxy
50434d05f893   shop:1        "shop"                   1 second ago   Up 1 second                       blog
352ea31d87f9   shop:1        "shop"                   1 second ago   Up 1 second                       shop
$ lab blast ci
ci:
ATTACK      STOPPED BY    REACHED    RADIUS  WHO IS HIT
misconfig   capabilities  container  1       ci
kernelbug   seccomp       container  1       ci
runtimebug  runtime       container  1       ci
deviceflaw  capabilities  container  1       ci
(panic)                              5       shop, blog, proxy, ci, metrics
$ lab blast metrics
metrics:
ATTACK      STOPPED BY    REACHED    RADIUS  WHO IS HIT
misconfig   capabilities  container  1       metrics
kernelbug   seccomp       container  1       metrics
runtimebug  runtime       container  1       metrics
deviceflaw  capabilities  container  1       metrics
(panic)                              5       shop, blog, proxy, ci, metrics
