import type { Nanos } from "../../kernel/time.ts";

/**
 * The API objects of the cluster as plain data, with Kubernetes' own field names. A field that is absent is not set.
 * Quantities stay the text that was written ("250m", "1Gi"); times are virtual nanoseconds.
 * Source: `staging/src/k8s.io/api/{core,apps,autoscaling}`.
 */
export type Labels = Readonly<Record<string, string>>;
/** Resource name to quantity text, e.g. `{ cpu: "250m", memory: "64Mi" }`. */
export type ResourceList = Readonly<Record<string, string>>;
export type IntOrString = number | string;
export type ConditionStatus = "True" | "False" | "Unknown";

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  labels?: Labels;
  annotations?: Labels;
  generation?: number;
  resourceVersion?: number;
  creationTimestamp?: Nanos;
  deletionTimestamp?: Nanos;
  deletionGracePeriodSeconds?: number;
  ownerReferences?: readonly OwnerReference[];
}

/** A condition of a status: what holds, since when, and why. */
export interface Condition {
  type: string;
  status: ConditionStatus;
  lastUpdateTime?: Nanos;
  lastTransitionTime?: Nanos;
  reason?: string;
  message?: string;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface ResourceRequirements {
  readonly requests?: ResourceList;
  readonly limits?: ResourceList;
}

export type RestartPolicy = "Always" | "OnFailure" | "Never";

export interface ContainerRestartRule {
  readonly action: "Restart";
  readonly exitCodes: { readonly operator: "In" | "NotIn"; readonly values: readonly number[] };
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  readonly resources?: ResourceRequirements;
  /** On an init container, Always makes it a sidecar. */
  readonly restartPolicy?: RestartPolicy;
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
}

export type TaintEffect = "NoSchedule" | "PreferNoSchedule" | "NoExecute";

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: TaintEffect;
  readonly timeAdded?: Nanos;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: "Equal" | "Exists" | "Gt" | "Lt";
  readonly value?: string;
  readonly effect?: TaintEffect | "";
  readonly tolerationSeconds?: number;
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
  readonly matchFields?: readonly LabelSelectorRequirement[];
}

export interface PreferredSchedulingTerm {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}

export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeSelectorTerm[] };
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: "Honor" | "Ignore";
  readonly nodeTaintsPolicy?: "Honor" | "Ignore";
  readonly matchLabelKeys?: readonly string[];
}

export interface PodSpec {
  nodeName?: string;
  containers: readonly Container[];
  initContainers?: readonly Container[];
  resources?: ResourceRequirements;
  overhead?: ResourceList;
  restartPolicy?: RestartPolicy;
  nodeSelector?: Labels;
  affinity?: { readonly nodeAffinity?: NodeAffinity };
  tolerations?: readonly Toleration[];
  topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  priority?: number;
  priorityClassName?: string;
  terminationGracePeriodSeconds?: number;
  readinessGates?: readonly { readonly conditionType: string }[];
}

export interface ContainerStateTerminated {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: Nanos;
  readonly finishedAt?: Nanos;
}

/** At most one of the three; none means nothing is known yet. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: Nanos };
  readonly terminated?: ContainerStateTerminated;
}

export interface ContainerStatus {
  name: string;
  ready: boolean;
  started?: boolean;
  restartCount: number;
  state?: ContainerState;
  lastState?: ContainerState;
  image?: string;
}

export type PodPhase = "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";

export interface PodStatus {
  phase: PodPhase;
  reason?: string;
  message?: string;
  conditions?: readonly Condition[];
  containerStatuses?: readonly ContainerStatus[];
  initContainerStatuses?: readonly ContainerStatus[];
  startTime?: Nanos;
  podIP?: string;
  podIPs?: readonly { readonly ip: string }[];
  nominatedNodeName?: string;
  qosClass?: PodQOSClass;
}

export type PodQOSClass = "Guaranteed" | "Burstable" | "BestEffort";

export interface Pod {
  metadata: ObjectMeta;
  spec: PodSpec;
  status: PodStatus;
}

export interface PodTemplateSpec {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec: PodSpec;
}

export interface Node {
  metadata: ObjectMeta;
  spec: { unschedulable?: boolean; taints?: readonly Taint[] };
  status: {
    capacity?: ResourceList;
    allocatable?: ResourceList;
    conditions?: readonly Condition[];
    images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[];
  };
}

export interface RollingUpdateDeployment {
  readonly maxSurge?: IntOrString;
  readonly maxUnavailable?: IntOrString;
}

export interface Deployment {
  metadata: ObjectMeta;
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplateSpec;
    strategy: { type: "RollingUpdate" | "Recreate"; rollingUpdate?: RollingUpdateDeployment };
    minReadySeconds?: number;
    revisionHistoryLimit?: number;
    progressDeadlineSeconds?: number;
    paused?: boolean;
  };
  status: DeploymentStatus;
}

export interface DeploymentStatus {
  observedGeneration?: number;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  unavailableReplicas: number;
  conditions?: readonly Condition[];
}

export interface ReplicaSet {
  metadata: ObjectMeta;
  spec: { replicas: number; selector?: LabelSelector; template: PodTemplateSpec; minReadySeconds?: number };
  status: { replicas: number; readyReplicas: number; availableReplicas: number; observedGeneration?: number };
}

export interface DaemonSet {
  metadata: ObjectMeta;
  spec: { updateStrategy: { type: "RollingUpdate" | "OnDelete" } };
  status: {
    observedGeneration?: number;
    updatedNumberScheduled: number;
    desiredNumberScheduled: number;
    numberAvailable: number;
  };
}

export interface StatefulSet {
  metadata: ObjectMeta;
  spec: {
    replicas?: number;
    updateStrategy: { type: "RollingUpdate" | "OnDelete"; rollingUpdate?: { partition?: number } };
  };
  status: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas: number;
    currentReplicas: number;
    updatedReplicas: number;
    currentRevision?: string;
    updateRevision?: string;
  };
}

export interface HPAScalingPolicy {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodSeconds: number;
}

export interface HPAScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly HPAScalingPolicy[];
  readonly tolerance?: number;
}

export interface HorizontalPodAutoscalerBehavior {
  readonly scaleUp?: HPAScalingRules;
  readonly scaleDown?: HPAScalingRules;
}

/** One of the metrics a HorizontalPodAutoscaler follows; targets in millis, utilization in percent of the request. */
export type MetricSpec =
  | { readonly type: "Resource"; readonly resource: string; readonly averageUtilization: number }
  | { readonly type: "Resource"; readonly resource: string; readonly averageValueMilli: number }
  | { readonly type: "Pods"; readonly metric: string; readonly averageValueMilli: number }
  | { readonly type: "Object" | "External"; readonly metric: string; readonly valueMilli: number }
  | { readonly type: "Object" | "External"; readonly metric: string; readonly averageValueMilli: number };

export interface HorizontalPodAutoscaler {
  metadata: ObjectMeta;
  spec: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas: number;
    maxReplicas: number;
    metrics: readonly MetricSpec[];
    behavior?: HorizontalPodAutoscalerBehavior;
  };
  status: { currentReplicas: number; desiredReplicas: number; lastScaleTime?: Nanos; conditions?: readonly Condition[] };
}

/** The condition of that type, if the status carries it. */
export const conditionOf = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find(condition => condition.type === type);

/** Ready by its own condition, as endpoints and controllers see it. Source: `pkg/api/v1/pod/util.go`, IsPodReady. */
export const isPodReady = (pod: Pod): boolean => conditionOf(pod.status.conditions, "Ready")?.status === "True";

/** An init container that keeps running beside the others. Source: `pkg/api/v1/pod/util.go`, IsRestartableInitContainer. */
export const isSidecar = (initContainer: Container): boolean => initContainer.restartPolicy === "Always";
