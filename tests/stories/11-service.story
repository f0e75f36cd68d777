---
title: A name for three pods, and one that nobody answers to
scenario: shop-three
---
~ 20s
$ kubectl expose deployment shop --port=80 --target-port=8080
service/shop exposed
~ 2s
$ kubectl get service shop
NAME   TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)   AGE
shop   ClusterIP   10.96.134.116   <none>        80/TCP    2s
$ curl shop
shop 1
$ kubectl get endpointslices
NAME         ADDRESSTYPE   PORTS   ENDPOINTS                          AGE
shop-ht2jc   IPv4          8080    10.244.1.2,10.244.2.2,10.244.3.2   1s
$ kubectl delete $(kubectl get pods -o name | head -1)
pod "shop-679d5d99fd-8f52x" deleted from default namespace
~ 3s
$ kubectl describe service shop
Name:                     shop
Namespace:                default
Labels:                   <none>
Annotations:              <none>
Selector:                 app=shop
Type:                     ClusterIP
IP Family Policy:         SingleStack
IP Families:              IPv4
IP:                       10.96.134.116
IPs:                      10.96.134.116
Port:                     <unset>  80/TCP
TargetPort:               8080/TCP
Endpoints:                10.244.1.2:8080,10.244.2.2:8080
Session Affinity:         None
Internal Traffic Policy:  Cluster
Events:                   <none>
~ 18s
$ kubectl get endpointslices
NAME         ADDRESSTYPE   PORTS   ENDPOINTS                          AGE
shop-ht2jc   IPv4          8080    10.244.1.2,10.244.2.2,10.244.3.3   22s
$ kubectl set selector service shop app=shop-web
service/shop selector updated
~ 2s
$ curl shop
curl: (7) Failed to connect to shop port 80 after 1 ms: Could not connect to server
$ kubectl get endpointslices -l kubernetes.io/service-name=shop
NAME         ADDRESSTYPE   PORTS     ENDPOINTS   AGE
shop-z98zr   IPv4          <unset>   <unset>     1s
$ kubectl get pods --show-labels
NAME                    READY   STATUS    RESTARTS   AGE   LABELS
shop-679d5d99fd-ntdnl   1/1     Running   0          44s   app=shop,pod-template-hash=679d5d99fd
shop-679d5d99fd-rrskg   1/1     Running   0          44s   app=shop,pod-template-hash=679d5d99fd
shop-679d5d99fd-rs767   1/1     Running   0          22s   app=shop,pod-template-hash=679d5d99fd
$ kubectl set selector service shop app=shop
service/shop selector updated
~ 2s
$ curl shop
shop 1
