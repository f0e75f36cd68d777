---
title: The same failures in two weeks, with many checkpoints and with few
scenario: week
---
$ lab train --checkpoint-every often
lab: "often" is not a time
lab train --checkpoint-every 10m
$ lab train --checkpoint-every 13m
training begins, a checkpoint every 13m; lab train --report tells more
~ 97s
$ lab train --report
goodput 91.1% after 168.0 h: over
counts 153.09 h, lost again 6.85 h
706 checkpoints 5.89 h, 65 restarts 2.17 h
$ lab train --checkpoint-every 60m
training begins, a checkpoint every 60m; lab train --report tells more
~ 97s
$ lab train --report
goodput 81.4% after 168.0 h: over
counts 136.80 h, lost again 27.90 h
136 checkpoints 1.13 h, 65 restarts 2.17 h
