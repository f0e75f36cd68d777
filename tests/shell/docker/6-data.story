# The writable layer outlives a restart; only a volume outlives the container.
$ docker run -d --name box busybox sleep 1d
352ea31d87f91884509c3b102c89a959269c70323c9ca5142bfe861c3f52ffd2
$ docker exec box sh -c 'echo kept > /note'
$ docker restart box
box
$ docker exec box cat /note
kept
$ docker rm -f box
box
$ docker run -d --name box -v notes:/notes busybox sleep 1d
50434d05f893ce3d1974ca68014e23bc64c4dc682c3a43a2e21fe6f122f9b894
$ docker exec box cat /note
cat: /note: No such file or directory
$ docker exec box sh -c 'echo kept > /notes/note'
$ docker rm -f box
box
$ docker run -d --name box -v notes:/notes:ro busybox sleep 1d
2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47
$ docker exec box cat /notes/note
kept
$ docker exec box sh -c 'echo more > /notes/note'
sh: can't create /notes/note: Read-only file system
$ docker volume rm notes
Error response from daemon: remove notes: volume is in use - [2fd01626d2fa77ab6ce79752fa0e8a3c4f308dca6a54badca97dd570f0195b47]
$ docker volume inspect notes
[
    {
        "CreatedAt": "2026-03-02T09:00:00.630000000Z",
        "Driver": "local",
        "Labels": null,
        "Mountpoint": "/var/lib/docker/volumes/notes/_data",
        "Name": "notes",
        "Options": null,
        "Scope": "local"
    }
]
$ docker rm -f box
box
$ docker volume rm notes
notes
$ docker volume ls
DRIVER    VOLUME NAME
# An anonymous volume that the image brings stays behind, unless one asks.
$ docker run -d --name db postgres:16
8d4287d5874af3b9a2fd95f5eba9aca4c9ed28b85bef401d57b7517334ac0b26
$ docker volume ls | wc -l
2
$ docker rm -f db
db
$ docker volume ls | wc -l
2
$ docker run -d --name db postgres:16
4ff83cc90bc58b589c73d92d0647c5cd04196ec1e9a5d576c4c6c8d1e6f836c9
$ docker rm -f -v db
db
$ docker volume ls | wc -l
2
# A hardened container writes nowhere but where it may.
$ docker run -d --name plugin --user 10001 --cap-drop ALL --cap-add NET_BIND_SERVICE --security-opt no-new-privileges --read-only plugin:1
d8e05826c1113f998db9e54f8e87808bd6128bc812587568905d279b9b64a830
~ 1s
$ docker logs plugin
plugin: cannot write to /tmp: Read-only file system
$ docker rm plugin
plugin
$ docker run -d --name plugin --user 10001 --cap-drop ALL --cap-add NET_BIND_SERVICE --security-opt no-new-privileges --read-only --tmpfs /tmp plugin:1
91888d2714db83e81c22a954e8ed9e523004ffe1783e96701aac49f5baff62d3
$ docker exec plugin wget -qO- localhost
plugin
$ docker exec plugin touch /etc/x
sh: can't create /etc/x: Read-only file system
$ docker inspect -f '{{.HostConfig.CapDrop}} {{.HostConfig.CapAdd}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Privileged}} {{.Config.User}}' plugin
[ALL] [NET_BIND_SERVICE] true false 10001
