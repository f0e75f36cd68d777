---
title: The same failures on two days, with many checkpoints and with few
scenario: day
seed: 13
---
$ lab train --checkpoint-every often
lab: "often" is not a time
lab train --checkpoint-every 10m
$ lab train --checkpoint-every 13m
training begins, a checkpoint every 13m; lab train --report tells more
~ 97s
$ lab train --report
goodput 92.7% after 24.0 h: over
counts 22.2 h, lost again 0.7 h, writing 102 checkpoints 0.9 h, restarting after 6 failures 0.2 h
$ lab train --checkpoint-every 60m
training begins, a checkpoint every 60m; lab train --report tells more
~ 97s
$ lab train --report
goodput 80.8% after 24.0 h: over
counts 19.4 h, lost again 4.3 h, writing 19 checkpoints 0.2 h, restarting after 6 failures 0.2 h
