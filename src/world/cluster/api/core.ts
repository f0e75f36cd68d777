import type { Nanos } from "../../../kernel/time.ts";
import {
  conditionOf,
  type Condition,
  type IntOrString,
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

export interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string };
  readonly hostPath?: { readonly path: string };
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly topologyKey: string;
  readonly namespaces?: readonly string[];
}

export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly weight: number; readonly podAffinityTerm: PodAffinityTerm }[];
}

export type RestartPolicy = "Always" | "OnFailure" | "Never";

export interface ContainerRestartRule {
  readonly action: "Restart";
  readonly exitCodes: { readonly operator: "In" | "NotIn"; readonly values: readonly number[] };
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: { readonly name: string; readonly key: string; readonly optional?: boolean };
    readonly secretKeyRef?: { readonly name: string; readonly key: string; readonly optional?: boolean };
    readonly fieldRef?: { readonly fieldPath: string };
  };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol?: "TCP" | "UDP" | "SCTP";
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
}

/** What a probe or a lifecycle hook does: exactly one of these. */
export interface ProbeHandler {
  readonly httpGet?: { readonly path?: string; readonly port: IntOrString; readonly scheme?: string };
  readonly tcpSocket?: { readonly port: IntOrString };
  readonly exec?: { readonly command: readonly string[] };
  readonly sleep?: { readonly seconds: number };
}

export interface Probe extends ProbeHandler {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string }; readonly secretRef?: { readonly name: string } }[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: { readonly preStop?: ProbeHandler; readonly postStart?: ProbeHandler };
  readonly securityContext?: SecurityContext;
  readonly resources?: ResourceRequirements;
  readonly resizePolicy?: readonly { readonly resourceName: string; readonly restartPolicy: "NotRequired" | "RestartContainer" }[];
  /** On an init container, Always makes it a sidecar. */
  readonly restartPolicy?: RestartPolicy;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly tty?: boolean;
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
  affinity?: { readonly nodeAffinity?: NodeAffinity; readonly podAffinity?: PodAffinity; readonly podAntiAffinity?: PodAffinity };
  tolerations?: readonly Toleration[];
  topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  priority?: number;
  priorityClassName?: string;
  preemptionPolicy?: "PreemptLowerPriority" | "Never";
  schedulerName?: string;
  schedulingGates?: readonly { readonly name: string }[];
  runtimeClassName?: string;
  hostname?: string;
  subdomain?: string;
  hostNetwork?: boolean;
  serviceAccountName?: string;
  securityContext?: SecurityContext;
  volumes?: readonly Volume[];
  activeDeadlineSeconds?: number;
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
  imageID?: string;
  containerID?: string;
  /** What is in force: behind the spec while a resize waits. */
  resources?: ResourceRequirements;
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
  hostIP?: string;
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

/** Source: `core/v1/types.go`, NodeSystemInfo. */
export interface NodeSystemInfo {
  readonly kernelVersion: string;
  readonly osImage: string;
  readonly containerRuntimeVersion: string;
  readonly kubeletVersion: string;
  readonly operatingSystem: string;
  readonly architecture: string;
}

export interface Node {
  metadata: ObjectMeta;
  spec: { unschedulable?: boolean; taints?: readonly Taint[]; podCIDR?: string; providerID?: string };
  status: {
    addresses?: readonly { readonly type: "InternalIP" | "ExternalIP" | "Hostname"; readonly address: string }[];
    nodeInfo?: NodeSystemInfo;
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
