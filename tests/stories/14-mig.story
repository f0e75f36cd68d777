---
title: A GPU in seven pieces, which is only divided while nobody uses it
scenario: sharing
---
~ 80s
$ kubectl label node g1 nvidia.com/mig.config=seven
node/g1 labeled
~ 1s
$ kubectl get nodes -L nvidia.com/mig.config.state
NAME   STATUS   ROLES           AGE   VERSION   MIG.CONFIG.STATE
cp1    Ready    control-plane   81s   v1.34.1
g1     Ready    <none>          81s   v1.34.1   failed
$ kubectl label node g1 nvidia.com/mig.config=all-1g.10gb --overwrite
node/g1 labeled
~ 12s
$ kubectl get nodes -L nvidia.com/mig.config.state
NAME   STATUS   ROLES           AGE   VERSION   MIG.CONFIG.STATE
cp1    Ready    control-plane   93s   v1.34.1
g1     Ready    <none>          93s   v1.34.1   failed
$ kubectl apply -f manifests/mig-7x.yaml
node/g1 configured
deployment.apps/models configured
deployment.apps/guest configured
~ 2s
$ kubectl get nodes -L nvidia.com/mig.config.state
NAME   STATUS   ROLES           AGE   VERSION   MIG.CONFIG.STATE
cp1    Ready    control-plane   95s   v1.34.1
g1     Ready    <none>          95s   v1.34.1   pending
$ kubectl get pods
NAME                      READY   STATUS    RESTARTS   AGE
guest-6979686c9f-mlgxw    0/1     Pending   0          1s
models-75dd6d69cf-2krqm   0/1     Pending   0          1s
models-75dd6d69cf-l8d5n   0/1     Pending   0          1s
models-75dd6d69cf-ls5qm   0/1     Pending   0          1s
models-75dd6d69cf-r9h88   0/1     Pending   0          1s
models-75dd6d69cf-vdrgg   0/1     Pending   0          1s
models-75dd6d69cf-w2zk7   0/1     Pending   0          1s
$ kubectl describe pod guest | grep Insufficient
  Warning  FailedScheduling  1s    default-scheduler  0/2 nodes are available: 1 Insufficient nvidia.com/mig-1g.10gb, 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.
~ 20s
$ kubectl get nodes -L nvidia.com/mig.config.state
NAME   STATUS   ROLES           AGE    VERSION   MIG.CONFIG.STATE
cp1    Ready    control-plane   115s   v1.34.1
g1     Ready    <none>          115s   v1.34.1   success
$ kubectl describe node g1 | grep -A6 Allocatable
Allocatable:
  cpu:                     15800m
  ephemeral-storage:       180Gi
  memory:                  95Gi
  nvidia.com/gpu:          0
  nvidia.com/mig-1g.10gb:  7
  pods:                    110
$ kubectl get pods
NAME                      READY   STATUS    RESTARTS   AGE
guest-6979686c9f-mlgxw    1/1     Running   0          21s
models-75dd6d69cf-2krqm   1/1     Running   0          21s
models-75dd6d69cf-l8d5n   1/1     Running   0          21s
models-75dd6d69cf-ls5qm   1/1     Running   0          21s
models-75dd6d69cf-r9h88   1/1     Running   0          21s
models-75dd6d69cf-vdrgg   1/1     Running   0          21s
models-75dd6d69cf-w2zk7   1/1     Running   0          21s
! the guest gets greedy
~ 20s
$ kubectl get pods
NAME                      READY   STATUS    RESTARTS   AGE
guest-6979686c9f-mlgxw    1/1     Running   0          41s
models-75dd6d69cf-2krqm   1/1     Running   0          41s
models-75dd6d69cf-l8d5n   1/1     Running   0          41s
models-75dd6d69cf-ls5qm   1/1     Running   0          41s
models-75dd6d69cf-r9h88   1/1     Running   0          41s
models-75dd6d69cf-vdrgg   1/1     Running   0          41s
models-75dd6d69cf-w2zk7   1/1     Running   0          41s
$ virsh console g1
Connected to domain 'g1'
Escape character is ^] (Ctrl + ])

Debian GNU/Linux 13 (trixie) g1 ttyS0

g1 login: root (automatic login)
$ nvidia-smi -L
GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-0979095e-4b61-7ca8-af2e-9f735a154d41)
  MIG 1g.10gb     Device  0: (UUID: MIG-c22d7ffa-44e0-bcc4-c7a1-711372464371)
  MIG 1g.10gb     Device  1: (UUID: MIG-3736e957-93be-a0f6-64df-bfb09f9b80f1)
  MIG 1g.10gb     Device  2: (UUID: MIG-4ccb7998-feda-b5cc-33ec-acd96d59aae5)
  MIG 1g.10gb     Device  3: (UUID: MIG-4f596705-b0b0-6932-712e-efb6215f5f2d)
  MIG 1g.10gb     Device  4: (UUID: MIG-ea13ad66-14cc-b464-b4ec-1cf7faaa13b9)
  MIG 1g.10gb     Device  5: (UUID: MIG-7d399473-5f69-7e2e-9472-541c773ac7a1)
  MIG 1g.10gb     Device  6: (UUID: MIG-1a9ea204-0472-36dc-cfdc-784d9d839705)
$ nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv
pid, process_name, used_gpu_memory [MiB]
1147, model, 8192 MiB
1148, model, 8192 MiB
1149, model, 8192 MiB
1150, model, 8192 MiB
1151, model, 6144 MiB
1152, model, 8192 MiB
1153, guest, 9984 MiB
