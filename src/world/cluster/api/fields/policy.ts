/** Budgets, quotas and ranges: `policy/v1`, `core/v1`. */
export const POLICY = `
PodDisruptionBudget: How many pods may be taken away on purpose at a time.
  metadata  ObjectMeta                 Name and labels.
  spec      PodDisruptionBudgetSpec    What is wished.
  status    PodDisruptionBudgetStatus  What was last seen.
PodDisruptionBudgetSpec: Which pods, and how many of them have to stay. One number is set.
  selector        LabelSelector  Which pods.
  minAvailable    IntOrString    So many have to be healthy.
  maxUnavailable  IntOrString    So many may be away.
  - unhealthyPodEvictionPolicy
PodDisruptionBudgetStatus: What was last seen of a budget.
  currentHealthy      int32        Healthy pods.
  desiredHealthy      int32        So many there have to be.
  disruptionsAllowed  int32        So many may be taken away now.
  expectedPods        int32        Pods counted.
  conditions          []Condition  DisruptionAllowed.
ResourceQuota: What all objects of a namespace may have together.
  metadata  ObjectMeta           Name and labels.
  spec      ResourceQuotaSpec    What is wished.
  status    ResourceQuotaStatus  What is used.
ResourceQuotaSpec: The most there may be.
  hard  map[string]Quantity  By resource: requests.cpu, limits.memory, pods, ...
  - scopeSelector scopes
ResourceQuotaStatus: What is used.
  hard  map[string]Quantity  The most there may be.
  used  map[string]Quantity  What there is.
LimitRange: Defaults and bounds for the containers of a namespace.
  metadata  ObjectMeta      Name and labels.
  spec      LimitRangeSpec  What is wished.
LimitRangeSpec: Defaults and bounds.
  limits*  []LimitRangeItem  One for each type.
LimitRangeItem: Defaults and bounds of one type.
  type*           enum(Container,Pod,PersistentVolumeClaim)  Of what.
  max             map[string]Quantity  At most.
  min             map[string]Quantity  At least.
  default         map[string]Quantity  Limits of who gives none.
  defaultRequest  map[string]Quantity  Requests of who gives none.
  - maxLimitRequestRatio
`;
