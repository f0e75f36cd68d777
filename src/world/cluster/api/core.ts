import type { Nanos } from "../../../kernel/time.ts";
import {
  conditionOf,
  type Condition,
  type LabelSelector,
  type LabelSelectorRequirement,
  type Labels,
  type ObjectMeta,
  type ResourceList,
} from "./meta.ts";

/** Pods and nodes. Source: `staging/src/k8s.io/api/core/v1/types.go`. */
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

/** Ready by its own condition, as endpoints and controllers see it. Source: `pkg/api/v1/pod/util.go`, IsPodReady. */
export const isPodReady = (pod: Pod): boolean => conditionOf(pod.status.conditions, "Ready")?.status === "True";

/** An init container that keeps running beside the others. Source: `pkg/api/v1/pod/util.go`, IsRestartableInitContainer. */
export const isSidecar = (initContainer: Container): boolean => initContainer.restartPolicy === "Always";
