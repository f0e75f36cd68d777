import { withCondition } from "../conditions.ts";
import type { Control } from "../loop.ts";
import type { LabelSelector, Pod } from "../objects.ts";
import { record } from "../record.ts";
import { controllerOf } from "../store.ts";
import { update } from "../write.ts";
import { countPod } from "./cache.ts";
import { defaultSelector } from "./default-selector.ts";
import { countReasons, fitErrorMessage } from "./fit-error.ts";
import { podInfo, podKey, type PodInfo } from "./node-info.ts";
import { prioritize, selectHost, totalsOf } from "./prioritize.ts";
import { nominate, withNomination } from "./nominations.ts";
import { FROM_SCHEDULER, preempt } from "./preemption.ts";
import { place, type QueuedPod } from "./queue.ts";
import type { PluginName } from "./refusal.ts";
import { findNodesThatFit, type Search } from "./search.ts";

/** One pod: look, choose, bind. Source: `pkg/scheduler/schedule_one.go`, scheduleOne and schedulePod. */
export function scheduleOne(control: Control, pod: Pod, queued: QueuedPod): void {
  const { scheduler, store } = control.cluster;
  const info = podInfo(pod);
  const search = findNodesThatFit(info, scheduler, store);
  scheduler.nextStart = search.next;
  const { candidates } = search;
  scheduler.latest = { pod: podKey(pod), at: control.env.now, search, scores: [], chosen: candidates[0] };
  if (candidates.length === 0) return fail(control, info, queued, search);
  if (candidates.length > 1) {
    const scores = prioritize(info, fellowsOf(control, info), candidates, scheduler);
    scheduler.latest = { ...scheduler.latest, scores, chosen: selectHost(candidates, totalsOf(scores, candidates.length), control.env.random) };
  }
  bind(control, info, scheduler.latest.chosen!.info.node.metadata.name);
}

/** Worked out once for all pods of a set. */
function fellowsOf({ cluster: { scheduler, store } }: Control, { pod, labelClass }: PodInfo): LabelSelector | undefined {
  const key = `${controllerOf(pod.metadata) ?? ""} ${labelClass}`;
  if (!scheduler.selectors.has(key)) scheduler.selectors.set(key, defaultSelector(store, pod));
  return scheduler.selectors.get(key);
}

/** From here on the pod counts on the node, whoever hears of it when. Source: `plugins/defaultbinder/default_binder.go`, Bind. */
function bind(control: Control, info: PodInfo, nodeName: string): void {
  const { pod } = info;
  const key = podKey(pod);
  record(control, { kind: "Pod", object: pod, type: "Normal", reason: "Scheduled", message: `Successfully assigned ${key} to ${nodeName}`, from: FROM_SCHEDULER });
  const { scheduler } = control.cluster;
  countPod(scheduler.cache, info, nodeName);
  scheduler.nominations = nominate(scheduler.nominations, key);
  update(control, "Pod", key, (p) => withCondition({ ...p, spec: { ...p.spec, nodeName } }, { type: "PodScheduled", status: "True" }, control.env.now));
}

/** Back to those who wait, with a word on why; perhaps room can be made. Source: `schedule_one.go`, handleSchedulingFailure. */
function fail(control: Control, info: PodInfo, queued: QueuedPod, search: Search): void {
  const { env, cluster: { scheduler } } = control;
  const outcome = search.numAllNodes === 0 ? {} : preempt(control, info, search);
  const message = failureMessage(search, outcome.message);
  const pod = control.cluster.store.get("Pod", queued.key)!;
  record(control, { kind: "Pod", object: pod, type: "Warning", reason: "FailedScheduling", message, from: FROM_SCHEDULER });
  if (outcome.node !== undefined) scheduler.nominations = nominate(scheduler.nominations, queued.key, outcome.node === "" ? undefined : { node: outcome.node, pod: info });
  update(control, "Pod", queued.key, (p) => withCondition(withNomination(p, outcome.node), { type: "PodScheduled", status: "False", reason: "Unschedulable", message }, env.now));
  place(scheduler.queue, { ...queued, where: "unschedulable", since: env.now, attempts: queued.attempts + 1, refusedBy: refusersOf(search) });
}

function failureMessage({ numAllNodes, refused, preFilterMessage }: Search, postFilterMessage: string | undefined): string {
  if (numAllNodes === 0) return "no nodes available to schedule pods";
  const reasons = new Map<string, number>();
  for (const { refusal } of refused) countReasons(reasons, refusal.reasons);
  return fitErrorMessage({ numAllNodes, reasons, ...(preFilterMessage !== undefined && { preFilterMessage }), ...(postFilterMessage !== undefined && { postFilterMessage }) });
}

/** Whose mind has to change. Without any node that is nobody's in particular: the first to come will be looked at. */
function refusersOf({ refused, preFilterMessage }: Search): PluginName[] {
  if (preFilterMessage !== undefined) return ["VolumeBinding"];
  return refused.length === 0 ? ["NodeName"] : [...new Set(refused.map(({ refusal }) => refusal.plugin))];
}
