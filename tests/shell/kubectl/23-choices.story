$ kubectl apply -f workloads/choices.yaml
Error from server (BadRequest): error when creating "workloads/choices.yaml": spec.volumes[0].projected: real, not simulated here; the nearest there is: emptyDir, hostPath, configMap, secret, persistentVolumeClaim
Error from server (BadRequest): error when creating "workloads/choices.yaml": spec.containers[0].livenessProbe.grpc: real, not simulated here; the nearest there is: httpGet, tcpSocket, exec
