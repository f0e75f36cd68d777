import type { Deployment, ReplicaSet } from "../../objects.ts";
import { activeReplicaSets, scaling, type Scaling } from "./replica-sets.ts";

/**
 * What one look at a Recreate rollout changes: old sets to nothing, then, once no old pod runs any more, the new one
 * to full size. Source: `pkg/controller/deployment/recreate.go`, rolloutRecreate.
 */
export function recreate(deployment: Deployment, newSet: ReplicaSet | undefined, oldSets: readonly ReplicaSet[], oldPodsRunning: boolean): Scaling[] {
  const down = activeReplicaSets(oldSets).map(set => scaling(set, 0));
  if (down.length > 0) return down;
  return oldPodsRunning || newSet === undefined || newSet.spec.replicas === deployment.spec.replicas ? [] : [scaling(newSet, deployment.spec.replicas)];
}
