$ kubectl apply -f workloads/keeper.yaml
persistentvolumeclaim/kept created
pod/keeper created
~ 15s
$ kubectl delete pvc kept --wait=false
persistentvolumeclaim "kept" deleted from default namespace
~ 3s
$ kubectl get pvc
NAME   STATUS        VOLUME                                     CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE
kept   Terminating   pvc-e203ec80-c53a-4b7b-b8cf-3747747e3efd   1Gi        RWO            standard       <unset>                 18s
$ kubectl delete pod keeper
pod "keeper" deleted from default namespace
~ 2s
$ kubectl get pvc,pv
No resources found in default namespace.
$ kubectl create ns team
namespace/team created
$ kubectl apply -f workloads/keeper.yaml -n team
persistentvolumeclaim/kept created
pod/keeper created
~ 15s
$ kubectl delete ns team
namespace "team" deleted
$ kubectl get pvc,pv -A
No resources found
