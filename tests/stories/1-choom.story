---
title: The database is exempt, the leak kills itself over and over
scenario: atlas
---
! start leak
~ 5s
$ choom -p $(pgrep shop-db)
pid 820's current OOM score: 917
pid 820's current OOM score adjust value: 0
$ choom -n -900 -p $(pgrep shop-db)
pid 820's OOM score adjust value changed from 0 to -900
~ 195s
$ dmesg | grep "Killed process"
[   91.900000] Out of memory: Killed process 823 (report) total-vm:103424kB, anon-rss:2356736kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:4624kB oom_score_adj:0
[  104.000000] Out of memory: Killed process 824 (report) total-vm:103424kB, anon-rss:2666496kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:5228kB oom_score_adj:0
[  117.700000] Out of memory: Killed process 825 (report) total-vm:103424kB, anon-rss:3014656kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:5908kB oom_score_adj:0
[  133.000000] Out of memory: Killed process 826 (report) total-vm:103424kB, anon-rss:3408896kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:6680kB oom_score_adj:0
[  150.300000] Out of memory: Killed process 827 (report) total-vm:103424kB, anon-rss:3849216kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:7540kB oom_score_adj:0
[  169.700000] Out of memory: Killed process 828 (report) total-vm:103424kB, anon-rss:4345856kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:8508kB oom_score_adj:0
[  191.500000] Out of memory: Killed process 829 (report) total-vm:103424kB, anon-rss:4903936kB, file-rss:4096kB, shmem-rss:0kB, UID:1000 pgtables:9600kB oom_score_adj:0
$ pgrep -c shop-db
1
