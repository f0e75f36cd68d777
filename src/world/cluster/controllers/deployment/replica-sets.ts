import type { ReplicaSet } from "../../objects.ts";

export const REVISION_ANNOTATION = "deployment.kubernetes.io/revision";
export const DESIRED_REPLICAS_ANNOTATION = "deployment.kubernetes.io/desired-replicas";
export const MAX_REPLICAS_ANNOTATION = "deployment.kubernetes.io/max-replicas";

/** A change of size that a controller wants, to be applied and told as an event. */
export interface Scaling {
  readonly replicaSet: ReplicaSet;
  readonly from: number;
  readonly to: number;
}

export const scaling = (replicaSet: ReplicaSet, to: number): Scaling => ({ replicaSet, from: replicaSet.spec.replicas, to });

/** Sets that want pods. Source: `pkg/controller/controller_utils.go`, FilterActiveReplicaSets. */
export const activeReplicaSets = (sets: readonly ReplicaSet[]): ReplicaSet[] => sets.filter(({ spec }) => spec.replicas > 0);

/** Pods that the sets want together. Source: `deployment_util.go`, GetReplicaCountForReplicaSets. */
export const replicaCount = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { spec }) => sum + spec.replicas, 0);

/** Source: `deployment_util.go`, GetAvailableReplicaCountForReplicaSets. */
export const availableReplicaCount = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { status }) =>
  sum + status.availableReplicas, 0);

/** Oldest first, by name when created at once. Source: `controller_utils.go`, ReplicaSetsByCreationTimestamp. */
export const byCreation = (a: ReplicaSet, b: ReplicaSet): number =>
  (a.metadata.creationTimestamp ?? 0) - (b.metadata.creationTimestamp ?? 0) || compareText(a.metadata.name, b.metadata.name);

/** Larger first, newer before older. Source: `controller_utils.go`, ReplicaSetsBySizeNewer. */
export const bySizeNewer = (a: ReplicaSet, b: ReplicaSet): number => b.spec.replicas - a.spec.replicas || byCreation(b, a);

/** Larger first, older before newer. Source: `controller_utils.go`, ReplicaSetsBySizeOlder. */
export const bySizeOlder = (a: ReplicaSet, b: ReplicaSet): number => b.spec.replicas - a.spec.replicas || byCreation(a, b);

/** Lowest revision first. Source: `deployment_util.go`, ReplicaSetsByRevision. */
export const byRevision = (a: ReplicaSet, b: ReplicaSet): number => revisionOf(a) - revisionOf(b) || byCreation(a, b);

/** 0 when the set carries none. Source: `deployment_util.go`, Revision. */
export const revisionOf = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[REVISION_ANNOTATION] ?? 0);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
