import { seconds, type Nanos } from "../../../kernel/time.ts";
import type { Cluster } from "../cluster.ts";
import { withCondition } from "../conditions.ts";
import { requeue, type Control, type Loop } from "../loop.ts";
import type { Pod, Taint } from "../objects.ts";
import { record } from "../record.ts";
import { toleratesTaint } from "../scheduler/toleration.ts";
import { Shelf } from "../shelf.ts";
import { keyOfObject } from "../store.ts";
import { requestDeletion, update } from "../write.ts";
import { noExecuteTaints } from "./node-lifecycle/taints.ts";

/** Pods that will be evicted unless their node loses its taint: since when that is so, when, and what led to it. By uid. */
export type TaintEvictions = Shelf<{ readonly since: Nanos; readonly at: Nanos; readonly causes: readonly number[] }>;
export const createTaintEvictions = (): TaintEvictions => new Shelf();

const FROM = { component: "taint-eviction-controller" };

/**
 * Evicts pods from nodes with NoExecute taints: those that do not tolerate one at once, those that tolerate it for some
 * seconds after these. Its keys are `Node NAME`, `Pod KEY`, and `Gone UID` of pods. Source: `pkg/controller/tainteviction/taint_eviction.go`.
 */
export const taintEviction: Loop = {
  name: "taint-eviction",
  hears: {
    Node: ({ before, after, key }) => (before !== undefined && after !== undefined && before.spec.taints === after.spec.taints ? [] : [`Node ${key}`]),
    Pod: ({ before, after, key }, cluster) => {
      if (after === undefined) return cluster.taintEvictions.has(before!.metadata.uid!) ? [`Gone ${before!.metadata.uid!}`] : [];
      return before?.spec !== after.spec && taintsOver(cluster, after).length > 0 ? [`Pod ${key}`] : [];
    },
  },
  sync(control, key) {
    const { store, taintEvictions } = control.cluster;
    const name = key.slice(key.indexOf(" ") + 1);
    if (key.startsWith("Gone ")) return void taintEvictions.delete(name);
    const pods = key.startsWith("Node ") ? store.podsOn(name) : [store.get("Pod", name)];
    const { causes } = control;
    const next = Math.min(...pods.map((pod) => (pod === undefined ? Infinity : judge(control, pod, causes))));
    if (next < Infinity) requeue(control, "taint-eviction", key, next - control.env.now);
  },
};

const taintsOver = ({ store }: Cluster, { spec }: Pod): readonly Taint[] => {
  const node = spec.nodeName === undefined ? undefined : store.get("Node", spec.nodeName);
  return node === undefined ? [] : noExecuteTaints(node);
};

/** When the pod is to be looked at again. Source: processPodOnNode. */
function judge(control: Control, pod: Pod, causes: readonly number[]): Nanos {
  const { cluster: { taintEvictions }, env } = control;
  const { uid = "", deletionTimestamp } = pod.metadata;
  const taints = taintsOver(control.cluster, pod);
  const stay = deletionTimestamp === undefined && taints.length > 0 ? tolerated(pod, taints) : Infinity;
  if (stay === Infinity) {
    if (taintEvictions.delete(uid) && deletionTimestamp === undefined) spare(control, pod, causes);
    return Infinity;
  }
  const known = taintEvictions.get(uid);
  const since = known?.since ?? env.now;
  if (since + stay <= env.now) {
    taintEvictions.delete(uid);
    evict(control, pod, known?.causes ?? causes);
    return Infinity;
  }
  if (known?.at !== since + stay) taintEvictions.set(uid, { since, at: since + stay, causes: known?.causes ?? causes });
  return since + stay;
}

/** For how long a pod may stay: 0 if it does not tolerate all taints, Infinity if for good. Source: GetMatchingTolerations, getMinTolerationTime. */
function tolerated({ spec: { tolerations = [] } }: Pod, taints: readonly Taint[]): Nanos {
  const used = taints.map((taint) => tolerations.find((toleration) => toleratesTaint(toleration, taint)));
  if (used.some((toleration) => toleration === undefined)) return 0;
  return Math.min(...used.map((toleration) => (toleration!.tolerationSeconds === undefined ? Infinity : seconds(Math.max(0, toleration!.tolerationSeconds)))));
}

function spare(control: Control, pod: Pod, causes: readonly number[]): void {
  control.causes = causes;
  record(control, { kind: "Pod", object: pod, type: "Normal", reason: "TaintManagerEviction", message: `Cancelling deletion of Pod ${keyOfObject("Pod", pod)}`, from: FROM });
}

/** Source: deletePodHandler, addConditionAndDeletePod. */
function evict(control: Control, pod: Pod, causes: readonly number[]): void {
  const key = keyOfObject("Pod", pod);
  control.causes = causes;
  record(control, { kind: "Pod", object: pod, type: "Normal", reason: "TaintManagerEviction", message: `Marking for deletion Pod ${key}`, from: FROM });
  update(control, "Pod", key, (p) => withCondition(p, { type: "DisruptionTarget", status: "True", reason: "DeletionByTaintManager", message: "Taint manager: deleting due to NoExecute taint" }, control.env.now));
  requestDeletion(control, "Pod", key);
}
