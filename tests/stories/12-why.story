---
title: Three slow services, and why of each
scenario: slow
---
~ 30s
$ why alpha
   8.6 s  requests to alpha fail: more come than it can answer, and its queue is full
   6.0 s  because alpha-79c499d97f-ht2jc waits for CPU: it gets 0.54 and wants 3.61; cpu.max of its own container holds it back
   1.6 s    because container alpha-79c499d97f-ht2jc/alpha starts
   1.6 s      because alpha-79c499d97f-ht2jc: Created container: alpha
   1.6 s        because alpha-79c499d97f-ht2jc: Successfully pulled image "alpha:1" in 1.13s (1.13s including waiting). Image size: 28300000 bytes.
   0.5 s          because alpha-79c499d97f-ht2jc: Pulling image "alpha:1"
   0.0 s            because container alpha-79c499d97f-ht2jc/POD starts
   0.0 s              because alpha-79c499d97f-ht2jc: Successfully assigned default/alpha-79c499d97f-ht2jc to n3
   0.0 s                because alpha-79c499d97f: Created pod: alpha-79c499d97f-ht2jc
   0.0 s                  because alpha: Scaled up replica set alpha-79c499d97f from 0 to 1
   1.9 s    because alpha-79c499d97f-ht2jc started: 1 process, 4 threads each
   5.0 s  because the load on alpha is now 62 requests/s
$ why beta
  16.3 s  requests to beta fail: more come than it can answer, and its queue is full
   6.0 s  because beta-5f5d8ffc7-rs767 waits for CPU: it gets 2.64 and wants 6.53; its machine is a VM, and the host holds that back
   6.0 s    because n1 is held back: 33% of its time it was ready and the host ran others: n2, and 4 others that used as much
   0.0 s      because VM n2 was switched on: 4 vCPUs and 8.0 GiB promised
   0.0 s        because the world began: slow
   5.0 s  because the load on beta is now 300 requests/s
$ why gamma
   8.2 s  requests to gamma fail: more come than it can answer, and its queue is full
   6.0 s  because gamma-5c5d5d54b9-z98zr waits for CPU: it gets 0.24 and wants 3.91; most of it went to crunch
   1.9 s    because crunch-6488676949-bvmkh started: 1 process, 8 threads each
   1.7 s      because container crunch-6488676949-bvmkh/crunch starts
   1.7 s        because crunch-6488676949-bvmkh: Created container: crunch
   1.7 s          because crunch-6488676949-bvmkh: Successfully pulled image "crunch:1" in 0.4s (1.135s including waiting). Image size: 8300000 bytes.
   0.5 s            because crunch-6488676949-bvmkh: Pulling image "crunch:1"
   0.0 s              because container crunch-6488676949-bvmkh/POD starts
   0.0 s                because crunch-6488676949-bvmkh: Successfully assigned default/crunch-6488676949-bvmkh to n4
   0.0 s                  because crunch-6488676949: Created pod: crunch-6488676949-bvmkh
   0.0 s                    because crunch: Scaled up replica set crunch-6488676949 from 0 to 1
   5.0 s  because the load on gamma is now 28 requests/s
