import { activeIn, podsIn, type Census } from "../../census.ts";
import { keyOf } from "../../kinds.ts";
import { matchesLabelSelector } from "../../label-selector.ts";
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
import { countsIn, countsOf, replicaSetStatus } from "./status.ts";

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
    const census = countedPods(control, set);
    if (census !== undefined) return conclude(control, key, set, countsIn(set, census), makeMissing(control, set, set.spec.replicas - activeIn(census)));
    const pods = claim(control, "Pod", "ReplicaSet", set).filter(isPodActive);
    const counts = countsOf(set, pods, control.env.now);
    conclude(control, key, set, counts, set.metadata.deletionTimestamp === undefined ? manageReplicas(control, set, pods) : undefined);
    const wait = nextAvailableIn(pods, set.spec.minReadySeconds ?? 0, control.env.now);
    if (wait !== undefined) requeue(control, "replicaset", key, wait);
  },
};

/**
 * The numbers of its pods, when nothing has to be known of single ones: all are rightly its own, none is
 * too much, and time changes none. The worker is as busy as if it had gone through them.
 */
function countedPods({ cluster: { store } }: Control, { metadata, spec }: ReplicaSet): Census | undefined {
  const { uid, namespace = "default", deletionTimestamp } = metadata;
  if (deletionTimestamp !== undefined || (spec.minReadySeconds ?? 0) > 0 || store.hasUncontrolled("Pod", namespace)) return undefined;
  const census = store.censusOf(uid!);
  if (activeIn(census) > spec.replicas || !census.every(({ labels }) => matchesLabelSelector(spec.selector, labels))) return undefined;
  store.looked += podsIn(census);
  return census;
}

function conclude(control: Control, key: string, set: ReplicaSet, counts: Parameters<typeof replicaSetStatus>[1], failed: string | undefined): void {
  if (failed === undefined) forgetFailures(control, "replicaset", key);
  else requeueFailed(control, "replicaset", key);
  const status = replicaSetStatus(set, counts, failed, control.env.now);
  update(control, "ReplicaSet", key, (s) => (same(s.status, status) ? s : { ...s, status }));
}

/** Why not all that is missing could be made; undefined when all went well. Source: `replica_set.go`, manageReplicas. */
function manageReplicas(control: Control, set: ReplicaSet, pods: readonly Pod[]): string | undefined {
  const surplus = pods.length - set.spec.replicas;
  if (surplus <= 0) return makeMissing(control, set, -surplus);
  for (const pod of podsToDelete(pods, relatedPods(control, set, pods), Math.min(surplus, BURST_REPLICAS), control.env.now)) deletePod(control, ownerOf(set), pod);
  return undefined;
}

function makeMissing(control: Control, set: ReplicaSet, missing: number): string | undefined {
  let refusal: string | undefined;
  slowStartBatch(Math.min(missing, BURST_REPLICAS), () => (refusal = createPod(control, ownerOf(set), set.spec.template)) === undefined);
  return refusal;
}

const ownerOf = (object: ReplicaSet): PodOwner => ({ kind: "ReplicaSet", object, component: "replicaset-controller" });

/** Pods of all sets of the same owner, this one's with them. Source: `replica_set.go`, getIndirectlyRelatedPods. */
function relatedPods({ cluster }: Control, set: ReplicaSet, own: readonly Pod[]): readonly Pod[] {
  const owner = controllerRefOf(set);
  if (owner === undefined) return own;
  return cluster.store.ownedBy(owner.uid, "ReplicaSet").flatMap((s) => (keyOf("ReplicaSet", s.metadata) === keyOf("ReplicaSet", set.metadata) ? own : cluster.store.ownedBy(s.metadata.uid!, "Pod")));
}
