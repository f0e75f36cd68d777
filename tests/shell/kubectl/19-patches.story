$ kubectl create deployment web --image=nginx:1.27
deployment.apps/web created
$ kubectl patch deploy web -p '{"spec":{"replicaz":4}}'
Warning: unknown field "spec.replicaz"
deployment.apps/web patched (no change)
$ kubectl patch deploy web -p '{"spec":{"replicas":"four"}}'
The request is invalid: patch: Invalid value: "map[spec:map[replicas:four]]": unrecognized type: int32
$ kubectl patch deploy web --type merge -p '{"spec":{"replicas":"four"}}'
The request is invalid: patch: Invalid value: "{\"spec\":{\"replicas\":\"four\"}}": json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32
$ kubectl patch deploy web -p '{"spec":{"replicas":2}}'
deployment.apps/web patched
$ kubectl patch deploy web -p '{"spec":{"replicas":2}}'
deployment.apps/web patched (no change)
$ kubectl patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","resources":{"requests":{"cpu":"100m"}}}]}}}}'
deployment.apps/web patched
$ kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0]}{"\n"}'
{"image":"nginx:1.27","imagePullPolicy":"IfNotPresent","name":"nginx","resources":{"requests":{"cpu":"100m"}}}
$ kubectl logs deploy/web --tail=all
error: invalid argument "all" for "--tail" flag: strconv.ParseInt: parsing "all": invalid syntax
$ kubectl logs deploy/web --since=yesterday
error: invalid argument "yesterday" for "--since" flag: time: invalid duration "yesterday"
$ kubectl run x --image=nginx:1.27
pod/x created
~ 10s
$ kubectl set image pod/x x=nginx:1.28
pod/x image updated
~ 10s
$ kubectl get pods x
NAME   READY   STATUS    RESTARTS     AGE
x      1/1     Running   1 (9s ago)   20s
$ kubectl get pod x -o jsonpath='{.status.containerStatuses[0].image}{"\n"}'
nginx:1.28
$ kubectl events --for pod/x
LAST SEEN          TYPE     REASON      OBJECT   MESSAGE
19s                Normal   Scheduled   Pod/x    Successfully assigned default/x to n1
19s                Normal   Pulling     Pod/x    Pulling image "nginx:1.27"
15s                Normal   Pulled      Pod/x    Successfully pulled image "nginx:1.27" in 4.291s (4.291s including waiting). Image size: 145100000 bytes.
9s                 Normal   Killing     Pod/x    Container x definition changed, will be restarted
9s                 Normal   Pulling     Pod/x    Pulling image "nginx:1.28"
7s (x2 over 15s)   Normal   Created     Pod/x    Created container: x
7s                 Normal   Pulled      Pod/x    Successfully pulled image "nginx:1.28" in 2.305s (2.305s including waiting). Image size: 145100000 bytes.
7s (x2 over 14s)   Normal   Started     Pod/x    Started container x
$ kubectl run once --image=busybox --restart=Never -- sleep 1h
pod/once created
~ 5s
$ kubectl patch pod once -p '{"spec":{"containers":[{"name":"once","image":"busybox:1.37"}]}}'
pod/once patched
~ 45s
$ kubectl get pod once
NAME   READY   STATUS    RESTARTS      AGE
once   1/1     Running   1 (14s ago)   50s
