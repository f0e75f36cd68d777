import type { Cluster } from "../cluster.ts";
import { withCondition } from "../conditions.ts";
import type { Control, Loop } from "../loop.ts";
import type { Pod } from "../objects.ts";
import type { Change } from "../store.ts";
import { update } from "../write.ts";
import { cacheNode, countedOn, countPod, forgetNode, placeOf, uncountPod } from "./cache.ts";
import { keepGoing } from "./clock.ts";
import { helpedByNode, helpedByNoLongerHaving, helpedByPod, helpedByVolumes } from "./helped.ts";
import { affectsScheduling } from "./node-filters.ts";
import { podInfo } from "./node-info.ts";
import { nominate } from "./nominations.ts";
import { dropFrom, place, retry } from "./queue.ts";

/**
 * kube-scheduler: gives pods without a node one. Its keys are `Kind key` of what it has heard of.
 * Source: `pkg/scheduler/eventhandlers.go`.
 */
export const scheduler: Loop = {
  name: "scheduler",
  hears: {
    Pod: (change, cluster) => (concernsPod(change, cluster) ? [`Pod ${change.key}`] : []),
    Node: ({ before, after, key }) => (after === undefined || affectsScheduling(before, after) ? [`Node ${key}`] : []),
    Service: () => ["Service "],
    PersistentVolume: () => ["PersistentVolume "],
    PersistentVolumeClaim: () => ["PersistentVolume "],
  },
  sync(control, key) {
    const [kind, name] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    if (kind === "Pod") syncPod(control, name);
    else if (kind === "Node") syncNode(control, name);
    else if (kind === "Service") control.cluster.scheduler.selectors.clear();
    else helpedByVolumes(control);
    keepGoing(control);
  },
};

/** Most changes of a pod are its kubelet's reports; they say nothing to the scheduler, nor do its own bindings. */
function concernsPod({ before, after }: Change<"Pod">, { scheduler: { cache } }: Cluster): boolean {
  if (before === undefined || after === undefined) return true;
  if (hasEnded(before) !== hasEnded(after) || isLeaving(before) !== isLeaving(after) || before.metadata.labels !== after.metadata.labels) return true;
  return before.spec !== after.spec && (after.spec.nodeName === undefined || countedOn(cache, after) !== after.spec.nodeName);
}

const hasEnded = ({ status }: Pod): boolean => status.phase === "Succeeded" || status.phase === "Failed";
const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;

function syncPod(control: Control, key: string): void {
  const { scheduler: { cache, queue }, store } = control.cluster;
  const pod = store.get("Pod", key);
  if (pod === undefined || hasEnded(pod)) {
    dropFrom(queue, key);
    control.cluster.scheduler.nominations = nominate(control.cluster.scheduler.nominations, key);
    const counted = cache.pods.get(key);
    uncountPod(cache, key);
    if (counted !== undefined) helpedByNoLongerHaving(control, counted.pod.pod);
  } else if (pod.spec.nodeName !== undefined) assigned(control, pod, key);
  else if ((pod.spec.schedulerName ?? "default-scheduler") === "default-scheduler") waits(control, pod, key);
}

/** A pod on a node, by whomever it was put there. */
function assigned(control: Control, pod: Pod, key: string): void {
  const { cache, queue } = control.cluster.scheduler;
  dropFrom(queue, key);
  const info = podInfo(pod);
  const counted = cache.pods.get(key);
  if (counted?.pod.labelClass === info.labelClass && countedOn(cache, pod) === pod.spec.nodeName) return;
  uncountPod(cache, key);
  countPod(cache, info, pod.spec.nodeName!);
  helpedByPod(control, pod);
}

/** Source: `plugins/schedulinggates/scheduling_gates.go`, PreEnqueue; `pkg/registry/core/pod/strategy.go`, applySchedulingGatedCondition. */
const GATED = { type: "PodScheduled", status: "False", reason: "SchedulingGated", message: "Scheduling is blocked due to non-empty scheduling gates" } as const;

function waits(control: Control, pod: Pod, key: string): void {
  const { env, causes, cluster: { scheduler: { queue } } } = control;
  const known = queue.pods.get(key);
  const fresh = { key, priority: pod.spec.priority ?? 0, since: env.now, attempts: 0, refusedBy: [], causes };
  if ((pod.spec.schedulingGates ?? []).length > 0) {
    update(control, "Pod", key, (p) => withCondition(p, GATED, env.now));
    place(queue, { ...fresh, where: "gated" });
  } else if (known === undefined || known.where === "gated") place(queue, { ...fresh, where: "active" });
  else if (known.where === "unschedulable") retry(queue, known, env.now, causes);
}

function syncNode(control: Control, name: string): void {
  const { scheduler: { cache }, store } = control.cluster;
  const node = store.get("Node", name);
  const known = placeOf(cache, name);
  const before = known?.present === true ? known.info.node : undefined;
  if (node === undefined) {
    forgetNode(cache, name);
    if (before !== undefined) helpedByNode(control, undefined);
  } else if (affectsScheduling(before, node)) {
    cacheNode(cache, node);
    helpedByNode(control, placeOf(cache, name)!.info);
  }
}
