---
title: GPUs that were passed through are of no use to the host
scenario: training
---
~ 10s
$ nvidia-smi -L
NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.
a GPU that was passed through to a VM is the VM's alone
$ virsh migrate --live g1 qemu+ssh://hera/system
error: Requested operation is not valid: cannot migrate a domain with <hostdev mode='subsystem' type='pci'>
a device that was passed through stays in its host
$ virsh console g1
Connected to domain 'g1'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) g1 ttyS0

g1 login: root (automatic login)
$ nvidia-smi -L
GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-0979095e-4b61-7ca8-af2e-9f735a154d41)
GPU 1: NVIDIA H100 80GB HBM3 (UUID: GPU-0f7b5167-7bfe-c75a-5423-a260e1f37101)
GPU 2: NVIDIA H100 80GB HBM3 (UUID: GPU-7d73afcc-6dd5-2d84-be99-ce1556233695)
GPU 3: NVIDIA H100 80GB HBM3 (UUID: GPU-0376c155-ef05-a092-b4e7-afb29b778765)
$ nvidia-smi
nvidia-smi: the big table is not simulated here
nvidia-smi -L, or nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv
