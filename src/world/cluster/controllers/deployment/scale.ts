import type { Deployment, ReplicaSet } from "../../objects.ts";
import { rememberedReplicas } from "./annotations.ts";
import { isRollingUpdate, maxSurge } from "./fenceposts.ts";
import {
  activeReplicaSets,
  byRevision,
  bySizeNewer,
  bySizeOlder,
  DESIRED_REPLICAS_ANNOTATION,
  MAX_REPLICAS_ANNOTATION,
  replicaCount,
  scaling,
  type Scaling,
} from "./replica-sets.ts";

/**
 * What a new size of the deployment means for its sets. A single active set takes it whole; with the new set complete
 * the old ones go; in the midst of a rollout each grows or shrinks in proportion, so that a bad version does not get
 * all the new pods. Source: `pkg/controller/deployment/sync.go`, scale.
 */
export function scaleDeployment(deployment: Deployment, newSet: ReplicaSet | undefined, oldSets: readonly ReplicaSet[]): Scaling[] {
  const only = findActiveOrLatest(newSet, oldSets);
  if (only) return changed([[only, deployment.spec.replicas]]);
  if (isSaturated(deployment, newSet)) return changed(activeReplicaSets(oldSets).map(set => [set, 0]));
  if (!isRollingUpdate(deployment)) return [];
  return changed(proportionalSizes(deployment, activeReplicaSets(newSet ? [...oldSets, newSet] : oldSets)));
}

const changed = (sizes: readonly (readonly [ReplicaSet, number])[]): Scaling[] =>
  sizes.filter(([set, size]) => set.spec.replicas !== size).map(([set, size]) => scaling(set, size));

/**
 * The only set with pods; with none the new or the latest one; undefined when several have pods.
 * Source: `util/deployment_util.go`, FindActiveOrLatest.
 */
function findActiveOrLatest(newSet: ReplicaSet | undefined, oldSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const active = activeReplicaSets(newSet ? [...oldSets, newSet] : oldSets);
  if (active.length > 0) return active.length === 1 ? active[0] : undefined;
  return newSet ?? oldSets.toSorted(byRevision).at(-1);
}

/** The new set has all pods, and all are available. Source: `deployment_util.go`, IsSaturated. */
function isSaturated({ spec }: Deployment, newSet: ReplicaSet | undefined): boolean {
  if (!newSet || rememberedReplicas(newSet, DESIRED_REPLICAS_ANNOTATION) !== spec.replicas) return false;
  return newSet.spec.replicas === spec.replicas && newSet.status.availableReplicas === spec.replicas;
}

/** Growing: larger sets first, newer before older; shrinking: older before newer. What rounding leaves goes to the first. */
function proportionalSizes(deployment: Deployment, active: readonly ReplicaSet[]): [ReplicaSet, number][] {
  const { replicas } = deployment.spec;
  const toAdd = (replicas > 0 ? replicas + maxSurge(deployment) : 0) - replicaCount(active);
  if (toAdd === 0 || active.length === 0) return [];
  let added = 0;
  const sizes = active.toSorted(toAdd > 0 ? bySizeNewer : bySizeOlder).map((set): [ReplicaSet, number] => {
    const part = proportion(deployment, set, toAdd, added);
    added += part;
    return [set, set.spec.replicas + part];
  });
  sizes[0]![1] = Math.max(0, sizes[0]![1] + toAdd - added);
  return sizes;
}

/** What one set gets of the change, at most what is left of it. Source: `deployment_util.go`, GetReplicaSetProportion. */
function proportion(deployment: Deployment, set: ReplicaSet, toAdd: number, added: number): number {
  const fraction = replicaSetFraction(deployment, set);
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}

/**
 * By how much one set changes when the deployment goes from the size the set remembers to its present one: rounded to
 * the nearest pod; nothing when no former size is known. Source: `deployment_util.go`, getReplicaSetFraction.
 */
export function replicaSetFraction(deployment: Deployment, set: ReplicaSet): number {
  const { replicas } = set.spec;
  if (deployment.spec.replicas === 0) return -replicas;
  const before = rememberedReplicas(set, MAX_REPLICAS_ANNOTATION) || deployment.status.replicas;
  if (before === 0) return 0;
  return Math.round((replicas * (deployment.spec.replicas + maxSurge(deployment))) / before) - replicas;
}
