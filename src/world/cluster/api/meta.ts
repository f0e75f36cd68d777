import type { Nanos } from "../../../kernel/time.ts";

/** What all API objects have in common. Source: `staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go`. */
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
  generateName?: string;
  finalizers?: readonly string[];
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

/** The condition of that type, if the status carries it. */
export const conditionOf = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find(condition => condition.type === type);
