import type { Nanos } from "../../../kernel/time.ts";
import type { Condition, IntOrString, LabelSelector, Labels, ObjectMeta, ResourceList } from "./meta.ts";

/** What is allowed, and how much of it. Sources: `policy/v1`, `scheduling/v1`, `coordination/v1`, `core/v1` types.go. */
export interface PodDisruptionBudget {
  metadata: ObjectMeta;
  spec: { minAvailable?: IntOrString; maxUnavailable?: IntOrString; selector?: LabelSelector };
  status: { currentHealthy: number; desiredHealthy: number; disruptionsAllowed: number; expectedPods: number; conditions?: readonly Condition[] };
}

export interface PriorityClass {
  metadata: ObjectMeta;
  value: number;
  globalDefault?: boolean;
  preemptionPolicy?: "PreemptLowerPriority" | "Never";
  description?: string;
}

export interface ResourceQuota {
  metadata: ObjectMeta;
  spec: { hard?: ResourceList };
  status: { hard?: ResourceList; used?: ResourceList };
}

export interface LimitRangeItem {
  readonly type: "Container" | "Pod" | "PersistentVolumeClaim";
  readonly max?: ResourceList;
  readonly min?: ResourceList;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
}

export interface LimitRange {
  metadata: ObjectMeta;
  spec: { limits: readonly LimitRangeItem[] };
}

export interface Lease {
  metadata: ObjectMeta;
  spec: { holderIdentity?: string; leaseDurationSeconds?: number; renewTime?: Nanos };
}

export interface Namespace {
  metadata: ObjectMeta;
  spec: { finalizers?: readonly string[] };
  status: { phase: "Active" | "Terminating" };
}

export interface ConfigMap {
  metadata: ObjectMeta;
  data?: Labels;
}

export interface Secret {
  metadata: ObjectMeta;
  type?: string;
  data?: Labels;
}

/** An Event of the API: what happened to an object, told once and counted after. Source: `core/v1/types.go`, Event. */
export interface Event {
  metadata: ObjectMeta;
  involvedObject: { readonly kind: string; readonly namespace: string; readonly name: string; readonly uid: string };
  type: "Normal" | "Warning";
  reason: string;
  message: string;
  count: number;
  firstTimestamp: Nanos;
  lastTimestamp: Nanos;
  source: { readonly component: string; readonly host?: string };
}
