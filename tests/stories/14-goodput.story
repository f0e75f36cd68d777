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
counts 153.1 h, lost again 6.9 h, writing 706 checkpoints 5.9 h, restarting after 65 failures 2.2 h
$ lab train --checkpoint-every 60m
training begins, a checkpoint every 60m; lab train --report tells more
~ 97s
$ lab train --report
goodput 81.4% after 168.0 h: over
counts 136.8 h, lost again 27.9 h, writing 136 checkpoints 1.1 h, restarting after 65 failures 2.2 h
