/** `core/v1/types.go`: nodes, namespaces, configuration, events; `coordination/v1/types.go`. */
export const CORE = `
Node: A machine that runs pods.
  metadata  ObjectMeta  Name, labels and annotations.
  spec      NodeSpec    What is wished of it.
  status    NodeStatus  What its kubelet last told.
NodeSpec: What is wished of a node.
  unschedulable  bool     No new pods: kubectl cordon sets it.
  taints         []Taint{key}  What pods have to tolerate to run here.
  podCIDR        string   The addresses of its pods.
  providerID     string   Its name at the cloud.
  - configSource externalID podCIDRs
NodeStatus: What the kubelet last told of its node.
  capacity     map[string]Quantity  What the machine has.
  allocatable  map[string]Quantity  What pods may have of it.
  conditions   []Condition          Ready, and pressure of memory, disk and processes.
  addresses    []NodeAddress        Its addresses.
  nodeInfo     NodeSystemInfo       Kernel, system, runtime and kubelet.
NodeAddress: An address of a node.
  type     enum(InternalIP,ExternalIP,Hostname)  What kind.
  address  string  The address.
NodeSystemInfo: Versions on a node.
  kernelVersion            string  uname -r.
  osImage                  string  The distribution.
  containerRuntimeVersion  string  The runtime.
  kubeletVersion           string  The kubelet.
  operatingSystem          string  linux.
  architecture             string  amd64.
Namespace: A name under which other names are told apart.
  metadata  ObjectMeta       Name and labels.
  spec      NamespaceSpec    Who has to agree before it is gone.
  status    NamespaceStatus  Active or Terminating.
NamespaceSpec: What belongs to a namespace.
  finalizers  []string  Who has to agree before it is gone.
NamespaceStatus: Where it stands.
  phase  enum(Active,Terminating)  Where it stands.
ConfigMap: Settings as keys and values.
  metadata   ObjectMeta         Name and labels.
  data       map[string]string  The entries.
  - binaryData immutable
Secret: Like a ConfigMap, for what not everybody may read. Its values are written in base64, not encrypted.
  metadata    ObjectMeta         Name and labels.
  type        string             What it holds. Default Opaque.
  data        map[string]string  The entries in base64.
  stringData  map[string]string  Entries as plain text: the server puts them into data.
  - immutable
Event: What happened to an object.
  metadata        ObjectMeta       Name and namespace.
  involvedObject  ObjectReference  Whom it happened to.
  type            enum(Normal,Warning)  Whether somebody should look.
  reason          string           In one word.
  message         string           For people.
  count           int32            How often.
  firstTimestamp  Time             When first.
  lastTimestamp   Time             When last.
  source          EventSource      Who says so.
ObjectReference: An object.
  kind       string  Its kind.
  namespace  string  Its namespace.
  name       string  Its name.
  uid        string  Its uid.
EventSource: Who says so.
  component  string  The component.
  host       string  Its node.
Lease: A promise that somebody is alive, renewed again and again.
  metadata  ObjectMeta  Name and namespace.
  spec      LeaseSpec   Who, and until when.
LeaseSpec: Who holds it, and until when.
  holderIdentity        string  Who.
  leaseDurationSeconds  int32   How long after the renewal it counts.
  renewTime             Time    When it was last renewed.
`;
