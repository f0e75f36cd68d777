/** `apps/v1/types.go`. */
export const APPS = `
Deployment: A number of equal pods, and how one template gives way to the next.
  metadata  ObjectMeta        Name, labels and annotations.
  spec*     DeploymentSpec    What is wished.
  status    DeploymentStatus  What was last seen.
DeploymentSpec: How many pods of which template.
  replicas                 int32               How many pods. Default 1.
  selector*                LabelSelector       Which pods are its own. It cannot be changed.
  template*                PodTemplateSpec     What the pods are made from.
  strategy                 DeploymentStrategy  How old pods give way to new ones.
  minReadySeconds          int32               A pod counts as available when it has been ready for so long. Default 0.
  revisionHistoryLimit     int32               How many old ReplicaSets are kept to go back to. Default 10.
  progressDeadlineSeconds  int32               Without progress for so long it counts as failed. Default 600.
  paused                   bool                Changes of the template wait.
DeploymentStrategy: How old pods give way to new ones.
  type           enum(Recreate,RollingUpdate)  All at once, or step by step. Default RollingUpdate.
  rollingUpdate  RollingUpdateDeployment       How big the steps are.
RollingUpdateDeployment: How big the steps are.
  maxSurge        IntOrString  So many pods more than wished, rounded up. Default 25%.
  maxUnavailable  IntOrString  So many available pods fewer than wished, rounded down. Default 25%.
DeploymentStatus: What was last seen of a Deployment.
  observedGeneration   int64        The generation that was looked at.
  replicas             int32        Pods in all.
  updatedReplicas      int32        Pods of the newest template.
  readyReplicas        int32        Pods that are ready.
  availableReplicas    int32        Pods ready for at least minReadySeconds.
  unavailableReplicas  int32        Pods that are missing.
  conditions           []Condition  Available, Progressing, ReplicaFailure.
ReplicaSet: A number of equal pods.
  metadata  ObjectMeta        Name, labels and annotations.
  spec      ReplicaSetSpec    What is wished.
  status    ReplicaSetStatus  What was last seen.
ReplicaSetSpec: How many pods of which template.
  replicas         int32            How many pods. Default 1.
  selector*        LabelSelector    Which pods are its own. It cannot be changed.
  template         PodTemplateSpec  What the pods are made from.
  minReadySeconds  int32            A pod counts as available when it has been ready for so long.
ReplicaSetStatus: What was last seen of a ReplicaSet.
  replicas              int32  Pods in all.
  fullyLabeledReplicas  int32  Pods with all labels of the template.
  readyReplicas         int32  Pods that are ready.
  availableReplicas     int32  Pods ready for at least minReadySeconds.
  observedGeneration    int64  The generation that was looked at.
  conditions            []Condition  ReplicaFailure.
DaemonSet: One pod on every node that fits.
  metadata  ObjectMeta       Name, labels and annotations.
  spec      DaemonSetSpec    What is wished.
  status    DaemonSetStatus  What was last seen.
DaemonSetSpec: Which pod.
  selector*        LabelSelector            Which pods are its own. It cannot be changed.
  template*        PodTemplateSpec          What the pods are made from.
  updateStrategy   DaemonSetUpdateStrategy  How old pods give way to new ones.
  minReadySeconds  int32                    A pod counts as available when it has been ready for so long.
  - revisionHistoryLimit
DaemonSetUpdateStrategy: How old pods give way to new ones.
  type           enum(RollingUpdate,OnDelete)  By itself, or when somebody deletes them. Default RollingUpdate.
  rollingUpdate  RollingUpdateDeployment       How many at a time. Default 1 unavailable.
DaemonSetStatus: What was last seen of a DaemonSet.
  currentNumberScheduled  int32  Nodes that run its pod and shall.
  desiredNumberScheduled  int32  Nodes that shall run it.
  numberAvailable         int32  Nodes where it is available.
  numberReady             int32  Nodes where it is ready.
  numberMisscheduled      int32  Nodes that run it and shall not.
  updatedNumberScheduled  int32  Nodes that run the newest template.
  observedGeneration      int64  The generation that was looked at.
StatefulSet: Pods with names and storage of their own, made and ended in order.
  metadata  ObjectMeta         Name, labels and annotations.
  spec*     StatefulSetSpec    What is wished.
  status    StatefulSetStatus  What was last seen.
StatefulSetSpec: How many pods of which template.
  replicas              int32                      How many pods. Default 1.
  serviceName           string                     The headless Service that gives the pods their names.
  selector*             LabelSelector              Which pods are its own. It cannot be changed.
  template*             PodTemplateSpec            What the pods are made from.
  volumeClaimTemplates  []PersistentVolumeClaim    Every pod gets a claim made from each.
  podManagementPolicy   enum(OrderedReady,Parallel)  One after another, or all at once. Default OrderedReady.
  updateStrategy        StatefulSetUpdateStrategy  How old pods give way to new ones.
  minReadySeconds       int32                      A pod counts as available when it has been ready for so long.
  - ordinals persistentVolumeClaimRetentionPolicy revisionHistoryLimit
StatefulSetUpdateStrategy: How old pods give way to new ones.
  type           enum(RollingUpdate,OnDelete)  By itself, or when somebody deletes them. Default RollingUpdate.
  rollingUpdate  RollingUpdateStatefulSetStrategy  Which pods.
RollingUpdateStatefulSetStrategy: Which pods are updated.
  partition  int32  Only those whose number is this or higher.
  - maxUnavailable
StatefulSetStatus: What was last seen of a StatefulSet.
  replicas           int32   Pods in all.
  readyReplicas      int32   Pods that are ready.
  availableReplicas  int32   Pods ready for at least minReadySeconds.
  currentReplicas    int32   Pods of the current revision.
  updatedReplicas    int32   Pods of the newest revision.
  currentRevision    string  The revision that is being left.
  updateRevision     string  The revision that is wanted.
  observedGeneration int64   The generation that was looked at.
`;
