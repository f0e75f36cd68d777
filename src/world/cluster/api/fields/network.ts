/** Services, slices and network policies: `core/v1`, `discovery/v1`, `networking/v1`. */
export const NETWORK = `
Service: A stable name and address for the pods that a selector finds and that are ready.
  metadata  ObjectMeta     Name, labels and annotations.
  spec      ServiceSpec    What is wished.
  status    ServiceStatus  Its address outside.
ServiceSpec: Which pods, on which ports.
  type                      enum(ClusterIP,ExternalName,LoadBalancer,NodePort)  How it is reached. Default ClusterIP.
  selector                  map[string]string  Labels of its pods.
  ports                     []ServicePort{port}  Its ports.
  clusterIP                 string  Its address; "None" gives the pods' own addresses.
  externalName              string  With ExternalName: another name.
  sessionAffinity           enum(ClientIP,None)  Whether a client always comes to the same pod. Default None.
  externalTrafficPolicy     enum(Cluster,Local)  Whether requests from outside stay on the node they came to.
  publishNotReadyAddresses  bool    Pods that are not ready count too.
  - allocateLoadBalancerNodePorts clusterIPs externalIPs healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP
  - loadBalancerSourceRanges sessionAffinityConfig trafficDistribution
ServicePort: A port of a Service.
  name        string       Its name; needed when there are several.
  protocol    enum(SCTP,TCP,UDP)  Default TCP.
  port*       int32        The number at the Service's address.
  targetPort  IntOrString  Number or name of the port of the pods. Default: the same number.
  nodePort    int32        With NodePort: the port of every node.
  - appProtocol
ServiceStatus: Its address outside.
  loadBalancer  LoadBalancerStatus  What a cloud gave it.
LoadBalancerStatus: Addresses of a load balancer.
  ingress  []LoadBalancerIngress  The addresses.
LoadBalancerIngress: An address of a load balancer.
  ip  string  The address.
EndpointSlice: Addresses behind a Service, kept up to date.
  metadata     ObjectMeta      The label kubernetes.io/service-name says for whom.
  addressType* enum(IPv4)      What kind of addresses.
  endpoints*   []Endpoint      The addresses.
  ports        []EndpointPort  The ports.
Endpoint: An address behind a Service.
  addresses*  []string            Addresses of the pod.
  conditions  EndpointConditions  Ready, serving, terminating.
  nodeName    string              Where it runs.
  zone        string              In which zone.
  targetRef   ObjectReference     The pod.
EndpointConditions: Whether requests may go there.
  ready        bool  It may get requests.
  serving      bool  It answers, even when it is being ended.
  terminating  bool  It is being ended.
EndpointPort: A port of the addresses.
  name      string  Its name.
  port      int32   The number.
  protocol  string  TCP.
NetworkPolicy: Which traffic reaches pods. Pods that none selects take everything.
  metadata  ObjectMeta         Name and labels.
  spec      NetworkPolicySpec  What is allowed.
NetworkPolicySpec: What is allowed.
  podSelector*  LabelSelector               Whom it protects.
  policyTypes   []string                    Ingress, Egress.
  ingress       []NetworkPolicyIngressRule  What may come in.
  egress        []NetworkPolicyEgressRule   What may go out.
NetworkPolicyIngressRule: What may come in.
  from   []NetworkPolicyPeer  From whom.
  ports  []NetworkPolicyPort  On which ports.
NetworkPolicyEgressRule: What may go out.
  to     []NetworkPolicyPeer  To whom.
  ports  []NetworkPolicyPort  On which ports.
NetworkPolicyPeer: Somebody to talk with.
  podSelector        LabelSelector  Pods.
  namespaceSelector  LabelSelector  Of namespaces.
  ipBlock            IPBlock        Addresses.
IPBlock: A range of addresses.
  cidr*   string    The range.
  except  []string  Without these.
NetworkPolicyPort: A port.
  protocol  enum(TCP,UDP,SCTP)  Default TCP.
  port      IntOrString  Number or name.
  - endPort
`;
