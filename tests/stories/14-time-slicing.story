---
title: Seven models take turns on one GPU, and a greedy one takes its memory
scenario: sharing
---
~ 80s
$ kubectl describe node g1 | grep -A5 Allocatable
Allocatable:
  cpu:                15800m
  ephemeral-storage:  180Gi
  memory:             95Gi
  nvidia.com/gpu:     7
  pods:               110
! the guest gets greedy
~ 14s
$ kubectl get pods
NAME                      READY   STATUS             RESTARTS     AGE
guest-7554b45865-bvmkh    1/1     Running            0            93s
models-7d64dfdb77-8f52x   1/1     Running            1 (5s ago)   93s
models-7d64dfdb77-ht2jc   0/1     CrashLoopBackOff   1 (0s ago)   93s
models-7d64dfdb77-ntdnl   0/1     CrashLoopBackOff   1 (3s ago)   93s
models-7d64dfdb77-rrskg   1/1     Running            0            93s
models-7d64dfdb77-rs767   0/1     CrashLoopBackOff   1 (2s ago)   93s
models-7d64dfdb77-z98zr   0/1     Error              0            93s
$ kubectl logs -p deployment/models | tail -1
Found 6 pods, using pod/models-7d64dfdb77-8f52x
torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.65 GiB of which 1.85 GiB is free.
$ why models-7d64dfdb77-ht2jc
  94.0 s  models-7d64dfdb77-ht2jc: Back-off restarting failed container model in pod models-7d64dfdb77-ht2jc_default(6ffdb681-5eb7-475a-938c-fb656bde181e)
  93.3 s  because container models-7d64dfdb77-ht2jc/model ended with exit code 1
  93.3 s    because models-7d64dfdb77-ht2jc asks its GPU for 6.0 GiB, and 4.3 GiB is left: guest-7554b45865-bvmkh holds 57.4 GiB; it ends
  80.0 s      because the program of container guest-7554b45865-bvmkh/guest takes every turn on its GPU, and all memory that it can get
  80.0 s        because fault "the guest gets greedy": it takes all turns and all memory it can get
  80.0 s          because you broke something: the guest gets greedy
$ virsh console g1
Connected to domain 'g1'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) g1 ttyS0

g1 login: root (automatic login)
$ nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv
pid, process_name, used_gpu_memory [MiB]
997, model, 6144 MiB
1006, guest, 61598 MiB
1010, model, 6144 MiB
$ nvidia-smi --query-gpu=name,memory.used,memory.total,utilization.gpu --format=csv
name, memory.used [MiB], memory.total [MiB], utilization.gpu [%]
NVIDIA H100 80GB HBM3, 73886 MiB, 81559 MiB, 96 %
$ nvidia-smi --query-gpu=name,fan.speed --format=csv
Field "fan.speed" is not a valid field to query.
fields here: index, name, uuid, memory.total, memory.used, utilization.gpu, mig.mode.current
