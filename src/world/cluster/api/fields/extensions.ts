/** Custom resources of Kueue and KEDA: `kueue.x-k8s.io/v1beta1`, `keda.sh/v1alpha1`. */
export const EXTENSIONS = `
ClusterQueue: How much all jobs that come through it may hold together. (Kueue)
  metadata  ObjectMeta        Name and labels.
  spec      ClusterQueueSpec  What is wished.
  status    QueueStatus       What was last seen.
QueueStatus: What was last seen of a queue.
  pendingWorkloads   int32  Jobs that wait.
  admittedWorkloads  int32  Jobs that may run.
ClusterQueueSpec: Quotas.
  resourceGroups     []ResourceGroup  Quotas by resource.
  namespaceSelector  LabelSelector    Which namespaces may use it. Here: all.
  - cohort preemption queueingStrategy flavorFungibility admissionChecks stopPolicy fairSharing
ResourceGroup: Resources that have their quotas together.
  coveredResources*  []string        Which ones: nvidia.com/gpu, cpu, ...
  flavors*           []FlavorQuotas  How much of each, by kind of node.
FlavorQuotas: How much there is of one kind of node.
  name*       string           A ResourceFlavor.
  resources*  []ResourceQuotaOfFlavor  How much of each resource.
ResourceQuotaOfFlavor: How much of one resource.
  name*          string    Its name: nvidia.com/gpu.
  nominalQuota*  Quantity  So much.
  - borrowingLimit lendingLimit
LocalQueue: Where the jobs of a namespace are handed in. (Kueue)
  metadata  ObjectMeta      Name and labels.
  spec      LocalQueueSpec  What is wished.
  status    QueueStatus     What was last seen.
LocalQueueSpec: What stands behind it.
  clusterQueue*  string  The ClusterQueue that decides.
  - stopPolicy
ResourceFlavor: A kind of node that quotas are given for. (Kueue)
  metadata  ObjectMeta          Name and labels.
  spec      ResourceFlavorSpec  Which nodes.
ResourceFlavorSpec: Which nodes.
  nodeLabels  map[string]string  Labels they have.
  - nodeTaints tolerations topologyName
ScaledObject: How many copies of a workload there shall be, by what is measured outside. (KEDA)
  metadata  ObjectMeta         Name and labels.
  spec      ScaledObjectSpec   What is wished.
ScaledObjectSpec: What is scaled, between which numbers, by what.
  scaleTargetRef*  ScaleTarget       What is scaled.
  minReplicaCount  int32             So many at least.
  maxReplicaCount  int32             So many at most. Default 100.
  triggers*        []ScaleTriggers   What is measured.
  - pollingInterval cooldownPeriod idleReplicaCount fallback advanced initialCooldownPeriod
ScaleTarget: A workload that can be scaled.
  apiVersion  string  Version of its kind.
  kind        string  Its kind. Default Deployment.
  name*       string  Its name.
  - envSourceContainerName
ScaleTriggers: Something that is measured.
  type*       string             Who measures: prometheus.
  metricType  string             AverageValue: the value for each copy.
  metadata*   map[string]string  What, and its target: query, threshold.
  - name useCachedMetrics authenticationRef
`;
