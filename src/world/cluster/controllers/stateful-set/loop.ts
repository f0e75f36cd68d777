import { requeue, type Control, type Loop } from "../../loop.ts";
import { isPodReady, type Pod, type PodTemplateSpec, type StatefulSet } from "../../objects.ts";
import { same } from "../../same.ts";
import { update } from "../../write.ts";
import { isPodAvailable, nextAvailableIn } from "../availability.ts";
import { claim } from "../claim.ts";
import { itself, managersOf } from "../controller-ref.ts";
import { forgetRevisions, presentRevision, REVISION_LABEL, revisionNamed } from "../revision-history.ts";
import { createStatefulPod, deleteStatefulPod, ordinalOf, statefulPod } from "./pod.ts";

/** A set, its pods by ordinal, and the two versions that pods may have. */
interface Stateful {
  readonly set: StatefulSet;
  readonly pods: ReadonlyMap<number, Pod>;
  readonly current: Version;
  readonly wanted: Version;
}

interface Version {
  readonly name: string;
  readonly template: PodTemplateSpec;
}

/**
 * Pods one after the other, each with a name and claims that stay its own: up from 0 when the one before is ready, down
 * from the last, renewed from the last. A pod whose node is silent is not replaced: there must never be two of a name.
 * Source: `pkg/controller/statefulset/stateful_set_control.go`, updateStatefulSet.
 */
export const statefulSetLoop: Loop = {
  name: "statefulset",
  hears: { StatefulSet: itself, Pod: (change, cluster) => managersOf("StatefulSet", change, cluster) },
  sync(control, key) {
    const set = control.cluster.store.get("StatefulSet", key);
    if (set?.spec.template === undefined || set.metadata.deletionTimestamp !== undefined) return;
    const owned = claim(control, "Pod", "StatefulSet", set);
    const owner = { kind: "StatefulSet", object: set } as const;
    const newest = presentRevision(control, owner, set.spec.template);
    const old = revisionNamed(control, owner, set.status.currentRevision ?? newest.metadata.name) ?? newest;
    const state: Stateful = {
      set, pods: new Map(owned.map((pod) => [ordinalOf(set, pod), pod])),
      current: { name: old.metadata.name, template: old.data }, wanted: { name: newest.metadata.name, template: set.spec.template },
    };
    step(control, state);
    writeStatus(control, key, state);
    forgetRevisions(control, owner, new Set([old.metadata.name, newest.metadata.name, ...owned.map(revisionOf)]), 10);
  },
};

const revisionOf = ({ metadata }: Pod): string => metadata.labels?.[REVISION_LABEL] ?? "";
const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;
const isOver = ({ status }: Pod): boolean => status.phase === "Failed" || status.phase === "Succeeded";

const isHealthy = ({ set }: Stateful, pod: Pod, { env }: Control): boolean => !isLeaving(pod) && isPodAvailable(pod, set.spec.minReadySeconds ?? 0, env.now);

/** What is to be done now, at most one thing when pods come in order. */
function step(control: Control, state: Stateful): void {
  const { set, pods } = state;
  const size = set.spec.replicas ?? 1;
  const inOrder = set.spec.podManagementPolicy !== "Parallel";
  for (let ordinal = 0; ordinal < size; ordinal++) if (!settled(control, state, ordinal) && inOrder) return;
  const surplus = [...pods.keys()].filter((ordinal) => ordinal >= size).toSorted((a, b) => b - a);
  const firstUnhealthy = [...pods.keys()].toSorted((a, b) => a - b).find((ordinal) => !isHealthy(state, pods.get(ordinal)!, control));
  for (const ordinal of surplus) {
    const pod = pods.get(ordinal)!;
    if (inOrder && !isLeaving(pod) && !isHealthy(state, pod, control) && ordinal !== firstUnhealthy) return;
    if (!isLeaving(pod)) deleteStatefulPod(control, set, pod);
    if (inOrder) return;
  }
  renew(control, state, size);
}

/** Whether a pod is there and well; makes it, or ends a failed one, when it is not. */
function settled(control: Control, state: Stateful, ordinal: number): boolean {
  const pod = state.pods.get(ordinal);
  if (pod === undefined) {
    const { name, template } = versionFor(state, ordinal);
    createStatefulPod(control, state.set, statefulPod(state.set, ordinal, template, name));
    return false;
  }
  if (isOver(pod) && !isLeaving(pod)) deleteStatefulPod(control, state.set, pod);
  return isHealthy(state, pod, control);
}

/** Below the partition a pod that is lost comes back as it was. Source: `stateful_set_utils.go`, newVersionedStatefulSetPod. */
function versionFor({ set, current, wanted }: Stateful, ordinal: number): Version {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  const old = type === "RollingUpdate" && (rollingUpdate === undefined ? ordinal < set.status.currentReplicas : ordinal < (rollingUpdate.partition ?? 0));
  return old ? current : wanted;
}

/** The highest pod of the old version goes, when all above it are well. */
function renew(control: Control, state: Stateful, size: number): void {
  const { set, pods, wanted } = state;
  if (set.spec.updateStrategy.type === "OnDelete") return;
  for (let ordinal = size - 1; ordinal >= (set.spec.updateStrategy.rollingUpdate?.partition ?? 0); ordinal--) {
    const pod = pods.get(ordinal);
    if (pod === undefined) return;
    if (revisionOf(pod) !== wanted.name && !isLeaving(pod)) return deleteStatefulPod(control, set, pod);
    if (!isHealthy(state, pod, control)) return;
  }
}

function writeStatus(control: Control, key: string, state: Stateful): void {
  const { set, current, wanted } = state;
  const pods = [...state.pods.values()];
  const minReady = set.spec.minReadySeconds ?? 0;
  const count = (holds: (pod: Pod) => boolean): number => pods.filter(holds).length;
  const updated = count((pod) => revisionOf(pod) === wanted.name && !isLeaving(pod));
  const ready = count((pod) => isPodReady(pod) && !isLeaving(pod));
  const complete = updated === pods.length && ready === pods.length;
  const currentRevision = complete ? wanted.name : current.name;
  const status: StatefulSet["status"] = {
    observedGeneration: set.metadata.generation ?? 1, replicas: pods.length, readyReplicas: ready, availableReplicas: count((pod) => isPodAvailable(pod, minReady, control.env.now) && !isLeaving(pod)),
    currentReplicas: count((pod) => revisionOf(pod) === currentRevision && !isLeaving(pod)), updatedReplicas: updated, currentRevision, updateRevision: wanted.name,
  };
  update(control, "StatefulSet", key, (s) => (same(s.status, status) ? s : { ...s, status }));
  const wait = nextAvailableIn(pods, minReady, control.env.now);
  if (wait !== undefined) requeue(control, "statefulset", key, wait);
}
