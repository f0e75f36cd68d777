/** `core/v1/types.go`, pods and what surrounds their containers. */
export const POD = `
Pod: Containers that share a network address and volumes, and run together on one node.
  metadata  ObjectMeta  Name, labels and annotations.
  spec*     PodSpec     What is wished.
  status    PodStatus   What was last seen, written by the kubelet.
PodSpec: What a pod runs, and where it may run.
  containers*                    []Container{name}      The containers that run side by side. There is one at least.
  initContainers                 []Container{name}      Containers that run before, one after another. With restartPolicy Always it is a sidecar.
  nodeName                       string                 The node it is bound to. The scheduler writes it.
  nodeSelector                   map[string]string      Labels that its node has to have.
  affinity                       Affinity               Which nodes it wants, and which pods near or far.
  tolerations                    []Toleration           Taints of nodes that it puts up with.
  topologySpreadConstraints      []TopologySpreadConstraint{topologyKey}  How evenly pods like it are spread.
  restartPolicy                  enum(Always,OnFailure,Never)  Whether the kubelet starts containers again that have ended. Default Always.
  terminationGracePeriodSeconds  int64                  Seconds from SIGTERM to SIGKILL. Default 30.
  activeDeadlineSeconds          int64                  After so many seconds it is ended and counts as failed.
  priorityClassName              string                 Name of its PriorityClass.
  priority                       int32                  Filled in from the PriorityClass.
  preemptionPolicy               enum(PreemptLowerPriority,Never)  Whether others may be ended for it.
  schedulerName                  string                 Who places it. Default default-scheduler.
  schedulingGates                []SchedulingGate{name} It is not placed as long as there are some.
  runtimeClassName               string                 Which runtime runs it: "kata" gives it a kernel of its own.
  serviceAccountName             string                 As whom it talks to the API server.
  hostNetwork                    bool                   It uses the node's own network.
  hostname                       string                 Its host name. Default: its name.
  subdomain                      string                 Name of the headless Service that gives it a DNS name.
  securityContext                SecurityContext        Users and rights of all its containers.
  volumes                        []Volume{name}         What its containers may mount.
  readinessGates                 []PodReadinessGate     More conditions it needs to count as ready.
  overhead                       map[string]Quantity    What its runtime needs besides.
  resources                      ResourceRequirements   Requests and limits of the pod as a whole.
  - automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC hostPID hostUsers hostnameOverride
  - imagePullSecrets os resourceClaims serviceAccount setHostnameAsFQDN shareProcessNamespace
PodTemplateSpec: What the pods are made from.
  metadata  ObjectMeta  Labels and annotations of the pods.
  spec      PodSpec     What they run.
SchedulingGate: Something that keeps a pod from being placed.
  name*  string  Its name.
PodReadinessGate: A condition that a pod needs to count as ready.
  conditionType*  string  The type of the condition.
PodStatus: What was last seen of a pod.
  phase              enum(Pending,Running,Succeeded,Failed,Unknown)  Where it stands in its life.
  conditions         []Condition        Scheduled, initialized, containers ready, ready.
  reason             string             Why it is in that phase: Evicted, NodeLost.
  message            string             The same for people.
  hostIP             string             Address of its node.
  podIP              string             Its own address.
  startTime          Time               When the kubelet took it on.
  containerStatuses  []ContainerStatus  The containers one by one.
  initContainerStatuses  []ContainerStatus  The init containers one by one.
  qosClass           enum(Guaranteed,Burstable,BestEffort)  Computed from requests and limits: who goes last and first when memory runs out.
  nominatedNodeName  string             The node where others are being ended for it.
ContainerStatus: What was last seen of a container.
  name          string          Its name in the pod.
  ready         bool            Its readiness probe succeeds.
  started       bool            Its startup probe has succeeded.
  restartCount  int32           How often it was started again.
  state         ContainerState  Waiting, running or terminated.
  lastState     ContainerState  How its life before this one ended.
  image         string          The image it runs.
  containerID   string          Its id in the runtime.
ContainerState: One of three; what is not set is not the case.
  waiting     ContainerStateWaiting     Not started, and why.
  running     ContainerStateRunning     Since when.
  terminated  ContainerStateTerminated  How it ended.
ContainerStateWaiting: Why a container does not run yet.
  reason   string  In one word: ContainerCreating, CrashLoopBackOff, ImagePullBackOff.
  message  string  For people.
ContainerStateRunning: A container that runs.
  startedAt  Time  Since when.
ContainerStateTerminated: How a container ended.
  exitCode    int32   137 is SIGKILL, 143 is SIGTERM.
  signal      int32   The signal that ended it.
  reason      string  Completed, Error, OOMKilled.
  message     string  For people.
  startedAt   Time    When it was started.
  finishedAt  Time    When it ended.
Volume: Something that containers of a pod may mount. One of the sources is set.
  name*     string  Its name in the pod.
  emptyDir  EmptyDirVolumeSource  An empty directory that lives as long as the pod.
  hostPath  HostPathVolumeSource  A directory of the node.
  configMap ConfigMapVolumeSource  The entries of a ConfigMap as files.
  secret    SecretVolumeSource    The entries of a Secret as files.
  persistentVolumeClaim  PersistentVolumeClaimVolumeSource  Storage that outlives the pod.
  - awsElasticBlockStore azureDisk azureFile cephfs cinder csi downwardAPI ephemeral fc flexVolume flocker gcePersistentDisk gitRepo glusterfs image iscsi nfs
  - photonPersistentDisk portworxVolume projected quobyte rbd scaleIO storageos vsphereVolume
EmptyDirVolumeSource: An empty directory.
  medium     string    "Memory" keeps it in memory.
  sizeLimit  Quantity  A pod that fills more is evicted.
HostPathVolumeSource: A directory of the node.
  path*  string  Where.
  - type
ConfigMapVolumeSource: A ConfigMap as files.
  name*  string  Its name.
  - defaultMode items optional
SecretVolumeSource: A Secret as files.
  secretName*  string  Its name.
  - defaultMode items optional
PersistentVolumeClaimVolumeSource: A claim of the same namespace.
  claimName*  string  Its name.
  - readOnly
SecurityContext: Users and rights.
  runAsUser                 int64         The uid of its processes.
  runAsNonRoot              bool          It is not started as root.
  privileged                bool          It gets all capabilities and devices of the node.
  allowPrivilegeEscalation  bool          Its processes may gain rights, as with setuid programs.
  readOnlyRootFilesystem    bool          Its image's files cannot be written to.
  capabilities              Capabilities  Capabilities added to the usual ones, or dropped.
  - appArmorProfile fsGroup fsGroupChangePolicy procMount runAsGroup seLinuxOptions seccompProfile supplementalGroups sysctls windowsOptions
Capabilities: Capabilities of Linux, without the CAP_.
  add   []string  Added.
  drop  []string  Dropped; ALL drops all of them.
`;
