import { keyOf } from "../../kinds.ts";
import type { Control, Loop } from "../../loop.ts";
import { forgetFailures, requeue, requeueFailed } from "../../loop.ts";
import type { Pod, ReplicaSet } from "../../objects.ts";
import { same } from "../../same.ts";
import { update } from "../../write.ts";
import { nextAvailableIn } from "../availability.ts";
import { claim } from "../claim.ts";
import { controllerRefOf, itself, managersOf } from "../controller-ref.ts";
import { createPod, deletePod, type PodOwner } from "../new-pod.ts";
import { isPodActive } from "./active-pods.ts";
import { podsToDelete } from "./pods-to-delete.ts";
import { BURST_REPLICAS, slowStartBatch } from "./slow-start.ts";
import { replicaSetStatus } from "./status.ts";

/**
 * Keeps as many pods as a ReplicaSet wishes: makes what is missing, deletes what is too much, whatever became of them.
 * Source: `pkg/controller/replicaset/replica_set.go`, syncReplicaSet.
 */
export const replicaSetLoop: Loop = {
  name: "replicaset",
  hears: { ReplicaSet: itself, Pod: (change, cluster) => managersOf("ReplicaSet", change, cluster) },
  sync(control, key) {
    const set = control.cluster.store.get("ReplicaSet", key);
    if (set === undefined) return;
    const pods = claim(control, "Pod", "ReplicaSet", set).filter(isPodActive);
    const failed = set.metadata.deletionTimestamp === undefined ? manageReplicas(control, set, pods) : undefined;
    if (failed === undefined) forgetFailures(control, "replicaset", key);
    else requeueFailed(control, "replicaset", key);
    const status = replicaSetStatus(set, pods, failed, control.env.now);
    update(control, "ReplicaSet", key, (s) => (same(s.status, status) ? s : { ...s, status }));
    const wait = nextAvailableIn(pods, set.spec.minReadySeconds ?? 0, control.env.now);
    if (wait !== undefined) requeue(control, "replicaset", key, wait);
  },
};

/** Why not all that is missing could be made; undefined when all went well. Source: `replica_set.go`, manageReplicas. */
function manageReplicas(control: Control, set: ReplicaSet, pods: readonly Pod[]): string | undefined {
  const owner: PodOwner = { kind: "ReplicaSet", object: set, component: "replicaset-controller" };
  const surplus = pods.length - set.spec.replicas;
  if (surplus > 0) {
    for (const pod of podsToDelete(pods, relatedPods(control, set, pods), Math.min(surplus, BURST_REPLICAS), control.env.now)) deletePod(control, owner, pod);
    return undefined;
  }
  let refusal: string | undefined;
  slowStartBatch(Math.min(-surplus, BURST_REPLICAS), () => (refusal = createPod(control, owner, set.spec.template)) === undefined);
  return refusal;
}

/** Pods of all sets of the same owner, this one's with them. Source: `replica_set.go`, getIndirectlyRelatedPods. */
function relatedPods({ cluster }: Control, set: ReplicaSet, own: readonly Pod[]): readonly Pod[] {
  const owner = controllerRefOf(set);
  if (owner === undefined) return own;
  return cluster.store.ownedBy(owner.uid, "ReplicaSet").flatMap((s) => (keyOf("ReplicaSet", s.metadata) === keyOf("ReplicaSet", set.metadata) ? own : cluster.store.ownedBy(s.metadata.uid!, "Pod")));
}
