import { withCondition } from "../conditions.ts";
import type { Control } from "../loop.ts";
import type { LabelSelector, Pod } from "../objects.ts";
import { record } from "../record.ts";
import { controllerOf } from "../store.ts";
import { update } from "../write.ts";
import { countPod, searchOrder } from "./cache.ts";
import { refusersOf, type SchedulingCycle } from "./cycle.ts";
import { defaultSelector } from "./default-selector.ts";
import { numFeasibleNodesToFind } from "./feasible-nodes.ts";
import { countReasons, fitErrorMessage } from "./fit-error.ts";
import { podInfo, podKey, type PodInfo } from "./node-info.ts";
import { prioritize, selectHost } from "./prioritize.ts";
import { nominate, withNomination } from "./nominations.ts";
import { FROM_SCHEDULER, preempt } from "./preemption.ts";
import { place, type QueuedPod } from "./queue.ts";
import { findNodesThatFit } from "./search.ts";

/** One pod: look, choose, bind. Source: `pkg/scheduler/schedule_one.go`, scheduleOne and schedulePod. */
export function scheduleOne(control: Control, pod: Pod, queued: QueuedPod): void {
  const { scheduler, store } = control.cluster;
  const { cache, cycle } = scheduler;
  const info = podInfo(pod);
  const numAllNodes = searchOrder(cache).length;
  cycle.begin(podKey(pod), control.env.now, numAllNodes);
  cycle.expect(numFeasibleNodesToFind(numAllNodes));
  const known = findNodesThatFit(info, scheduler, store);
  if (cycle.found === 0) return fail(control, info, queued);
  if (cycle.found > 1) prioritize(info, fellowsOf(control, info), known, scheduler);
  cycle.chosen = cycle.candidates[cycle.found === 1 ? 0 : selectHost(cycle, control.env.random)]!;
  bind(control, info, cache.places.at(cycle.chosen)!.info.node.metadata.name);
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
function fail(control: Control, info: PodInfo, queued: QueuedPod): void {
  const { env, cluster: { scheduler } } = control;
  const { cycle } = scheduler;
  const outcome = cycle.numAllNodes === 0 ? {} : preempt(control, info);
  const message = failureMessage(cycle, outcome.message);
  const pod = control.cluster.store.get("Pod", queued.key)!;
  record(control, { kind: "Pod", object: pod, type: "Warning", reason: "FailedScheduling", message, from: FROM_SCHEDULER });
  if (outcome.node !== undefined) scheduler.nominations = nominate(scheduler.nominations, queued.key, outcome.node === "" ? undefined : { node: outcome.node, pod: info });
  update(control, "Pod", queued.key, (p) => withCondition(withNomination(p, outcome.node), { type: "PodScheduled", status: "False", reason: "Unschedulable", message }, env.now));
  place(scheduler.queue, { ...queued, where: "unschedulable", since: env.now, attempts: queued.attempts + 1, refusedBy: refusersOf(cycle) });
}

function failureMessage(cycle: SchedulingCycle, postFilterMessage: string | undefined): string {
  const { numAllNodes, preFilterMessage } = cycle;
  if (numAllNodes === 0) return "no nodes available to schedule pods";
  const reasons = new Map<string, number>();
  for (let i = 0; i < cycle.refused; i++) countReasons(reasons, cycle.refusal(i).reasons);
  return fitErrorMessage({ numAllNodes, reasons, ...(preFilterMessage !== undefined && { preFilterMessage }), ...(postFilterMessage !== undefined && { postFilterMessage }) });
}
