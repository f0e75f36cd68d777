/** `core/v1/types.go`, where pods may run; `scheduling/v1/types.go`. */
export const SCHEDULING = `
Toleration: A taint that a pod puts up with.
  key                string  The taint's key; empty with Exists means every taint.
  operator           enum(Exists,Equal,Gt,Lt)  Default Equal.
  value              string  The taint's value.
  effect             enum(NoSchedule,PreferNoSchedule,NoExecute)  Which effect; none means all.
  tolerationSeconds  int64   With NoExecute: how long it stays all the same.
Taint: Something about a node that pods have to tolerate.
  key*       string  Its key.
  value      string  Its value.
  effect*    enum(NoSchedule,PreferNoSchedule,NoExecute)  No new pods, rather no new pods, no pods at all.
  timeAdded  Time    Set by the server.
Affinity: Attraction and repulsion.
  nodeAffinity     NodeAffinity  Which nodes.
  podAffinity      PodAffinity   Near which pods.
  podAntiAffinity  PodAffinity   Far from which pods.
NodeAffinity: Which nodes a pod needs, and which it would like.
  requiredDuringSchedulingIgnoredDuringExecution   NodeSelector               It runs nowhere else.
  preferredDuringSchedulingIgnoredDuringExecution  []PreferredSchedulingTerm  These count more when nodes are compared.
NodeSelector: Terms of which one has to hold.
  nodeSelectorTerms*  []NodeSelectorTerm  The terms.
NodeSelectorTerm: Conditions that all have to hold.
  matchExpressions  []LabelSelectorRequirement  On the node's labels.
  matchFields       []LabelSelectorRequirement  On its fields: metadata.name.
PreferredSchedulingTerm: A term and what it is worth.
  weight*      int32             From 1 to 100.
  preference*  NodeSelectorTerm  The term.
PodAffinity: Which pods a pod needs near or far, and which it would like so.
  requiredDuringSchedulingIgnoredDuringExecution   []PodAffinityTerm          It runs nowhere else.
  preferredDuringSchedulingIgnoredDuringExecution  []WeightedPodAffinityTerm  These count more when nodes are compared.
PodAffinityTerm: Some pods, and what "near" means.
  labelSelector  LabelSelector  Which pods.
  namespaces     []string       Of which namespaces; its own when none are given.
  topologyKey*   string         Nodes with the same value of this label are near to each other.
  - matchLabelKeys mismatchLabelKeys namespaceSelector
WeightedPodAffinityTerm: A term and what it is worth.
  weight*           int32            From 1 to 100.
  podAffinityTerm*  PodAffinityTerm  The term.
TopologySpreadConstraint: How evenly matching pods are spread over domains.
  maxSkew*            int32          So many more than in the emptiest domain at most.
  topologyKey*        string         Nodes with the same value of this label are one domain.
  whenUnsatisfiable*  enum(DoNotSchedule,ScheduleAnyway)  Whether it is a condition or a wish.
  labelSelector       LabelSelector  Which pods are counted.
  minDomains          int32          With fewer domains, the emptiest one counts as empty.
  nodeAffinityPolicy  enum(Honor,Ignore)  Whether nodes that it cannot run on are left out.
  nodeTaintsPolicy    enum(Honor,Ignore)  Whether nodes with taints are left out.
  matchLabelKeys      []string       Labels of the pod itself that are added to the selector.
PriorityClass: A name for how important pods are.
  metadata          ObjectMeta  Name and labels.
  value*            int32       Higher is more important.
  globalDefault     bool        It is taken by pods that name none.
  preemptionPolicy  enum(PreemptLowerPriority,Never)  Whether others may be ended for such pods.
  description       string      For people.
`;
