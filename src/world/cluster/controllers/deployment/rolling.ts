import type { Deployment, ReplicaSet } from "../../objects.ts";
import { isRollingUpdate, maxSurge, minAvailable } from "./fenceposts.ts";
import { availableReplicaCount, byCreation, replicaCount, scaling, type Scaling } from "./replica-sets.ts";

/**
 * What one look at a rolling update changes: first the new set, and if that changed anything stop there; else the old
 * ones. Nothing to do is an empty list. Source: `pkg/controller/deployment/rolling.go`, rolloutRolling.
 */
export function rollingUpdate(deployment: Deployment, newSet: ReplicaSet, oldSets: readonly ReplicaSet[]): Scaling[] {
  const up = reconcileNewReplicaSet(deployment, newSet, replicaCount([...oldSets, newSet]));
  return up ? [up] : reconcileOldReplicaSets(deployment, newSet, oldSets);
}

/** The change of the new set, if any. Source: `rolling.go`, reconcileNewReplicaSet. */
export function reconcileNewReplicaSet(deployment: Deployment, newSet: ReplicaSet, totalReplicas: number): Scaling | undefined {
  const to = newReplicaSetSize(deployment, newSet.spec.replicas, totalReplicas);
  return to === newSet.spec.replicas ? undefined : scaling(newSet, to);
}

/**
 * How large the new set shall be now: up by what surge leaves room for, at most the wished size; Recreate goes
 * straight there. Source: `util/deployment_util.go`, NewRSNewReplicas.
 */
export function newReplicaSetSize(deployment: Deployment, size: number, totalReplicas: number): number {
  const { replicas } = deployment.spec;
  if (!isRollingUpdate(deployment) || size > replicas) return replicas;
  const room = replicas + maxSurge(deployment) - totalReplicas;
  return size + Math.max(0, Math.min(room, replicas - size));
}

/**
 * The changes of the old sets: as many pods may go as are above the minimum, new pods that are not available yet
 * counted as missing. Broken old pods go first, then working ones as far as availability allows, oldest set first.
 * Source: `rolling.go`, reconcileOldReplicaSets.
 */
export function reconcileOldReplicaSets(deployment: Deployment, newSet: ReplicaSet, oldSets: readonly ReplicaSet[]): Scaling[] {
  const unavailableNew = newSet.spec.replicas - newSet.status.availableReplicas;
  const budget = replicaCount([...oldSets, newSet]) - minAvailable(deployment) - unavailableNew;
  if (replicaCount(oldSets) === 0 || budget <= 0) return [];
  const oldestFirst = oldSets.toSorted(byCreation);
  const sizes = cleanUpUnhealthy(oldestFirst, budget);
  const available = availableReplicaCount([...oldSets, newSet]);
  scaleDownAvailable(oldestFirst, sizes, available - minAvailable(deployment));
  return oldestFirst.flatMap((set, i) => (sizes[i] === set.spec.replicas ? [] : [scaling(set, sizes[i]!)]));
}

/**
 * Sizes after up to `budget` pods that are not available have been given up, set by set.
 * Source: `rolling.go`, cleanupUnhealthyReplicas.
 */
export function cleanUpUnhealthy(oldestFirst: readonly ReplicaSet[], budget: number): number[] {
  let left = budget;
  return oldestFirst.map(({ spec, status }) => {
    const removed = Math.max(0, Math.min(left, spec.replicas - status.availableReplicas));
    left -= removed;
    return spec.replicas - removed;
  });
}

/** Takes up to `budget` pods off the sizes, set by set. Source: `rolling.go`, scaleDownOldReplicaSetsForRollingUpdate. */
export function scaleDownAvailable(oldestFirst: readonly ReplicaSet[], sizes: number[], budget: number): void {
  let left = Math.max(0, budget);
  for (let i = 0; i < oldestFirst.length; i++) {
    const removed = Math.min(left, sizes[i]!);
    sizes[i]! -= removed;
    left -= removed;
  }
}
