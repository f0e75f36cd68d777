/** `core/v1/types.go`, storage. */
export const STORAGE = `
PersistentVolumeClaim: A wish for storage that outlives pods.
  metadata  ObjectMeta                   Name and labels.
  spec      PersistentVolumeClaimSpec    What is wished.
  status    PersistentVolumeClaimStatus  What was last seen.
PersistentVolumeClaimSpec: How much storage of which kind.
  accessModes       []string                  ReadWriteOnce: one node at a time.
  resources         VolumeResourceRequirements  How much.
  storageClassName  string                    Which kind.
  volumeName        string                    The volume it is bound to.
  - dataSource dataSourceRef selector volumeAttributesClassName volumeMode
VolumeResourceRequirements: How much storage.
  requests  map[string]Quantity  So much at least.
  - limits
PersistentVolumeClaimStatus: What was last seen of a claim.
  phase     enum(Pending,Bound,Lost)  Whether it has a volume.
  capacity  map[string]Quantity       What it got.
PersistentVolume: A piece of storage.
  metadata  ObjectMeta              Name and labels.
  spec      PersistentVolumeSpec    What it is.
  status    PersistentVolumeStatus  Whether somebody has it.
PersistentVolumeSpec: What a piece of storage is.
  capacity                       map[string]Quantity  How big.
  accessModes                    []string             ReadWriteOnce: one node at a time.
  storageClassName               string               Which kind.
  persistentVolumeReclaimPolicy  enum(Retain,Delete)  What happens when its claim is gone. Default Retain.
  claimRef                       ObjectReference      Who has it.
  local                          LocalVolumeSource    A directory of one node.
  hostPath                       HostPathVolumeSource A directory of whatever node.
  nodeAffinity                   VolumeNodeAffinity   Which nodes reach it.
  - awsElasticBlockStore azureDisk csi fc gcePersistentDisk iscsi mountOptions nfs rbd volumeAttributesClassName volumeMode
LocalVolumeSource: A directory of one node.
  path*  string  Where.
VolumeNodeAffinity: Which nodes reach a volume.
  required  NodeSelector  The nodes.
PersistentVolumeStatus: Whether somebody has it.
  phase  enum(Available,Bound,Released,Failed)  Whether somebody has it.
`;
