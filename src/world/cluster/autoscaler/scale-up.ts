import { switchOn } from "../../hypervisor/power.ts";
import { findVm } from "../../hypervisor/vm.ts";
import { aside, type Control } from "../loop.ts";
import { conditionOf, type Pod } from "../objects.ts";
import { record } from "../record.ts";
import { addPod, nodeInfo, podInfo, type NodeInfo } from "../scheduler/node-info.ts";
import { nodeRefusal } from "../scheduler/node-filters.ts";
import { refusalOn } from "../scheduler/search.ts";
import { searchOrder } from "../scheduler/cache.ts";
import { keyOfObject, sorted } from "../store.ts";
import { estimate, type Option } from "./estimate.ts";
import { templateNode, type NodeGroup } from "./node-group.ts";
import { FROM_AUTOSCALER } from "./state.ts";

/**
 * Switches machines on for pods that found no node: it looks at their requests and never at what is used. Of the groups
 * that could help it takes the one that would waste least. Source: `cluster-autoscaler/core/scaleup/orchestrator/orchestrator.go`, ScaleUp.
 */
export function scaleUp(control: Control, groups: readonly NodeGroup[]): void {
  const pods = stillWaiting(control, groups, unschedulablePods(control));
  if (pods.length === 0) return;
  const options = groups.map((group) => estimate(control, group, pods));
  const best = options.filter(({ count }) => count > 0).sort((a, b) => a.waste - b.waste)[0];
  if (best !== undefined) carryOut(control, best);
  const reasons = new Map<string, number>();
  for (const option of options) for (const [reason, count] of option.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + Math.min(1, count));
  for (const pod of pods) if (best?.pods.includes(pod) !== true) tellWhyNot(control, pod, reasons);
}

function unschedulablePods({ cluster: { scheduler, store } }: Control): Pod[] {
  const waiting = [...scheduler.queue.pods.keys()].flatMap((key) => store.get("Pod", key) ?? []);
  return sorted(waiting.filter(({ spec, status }) => {
    const scheduled = conditionOf(status.conditions, "PodScheduled");
    return spec.nodeName === undefined && scheduled?.status === "False" && scheduled.reason === "Unschedulable" && status.nominatedNodeName === undefined;
  }));
}

/** Without those that have a place by now, or will on machines that are on the way. Source: `core/podlistprocessor/filter_out_schedulable.go`. */
function stillWaiting(control: Control, groups: readonly NodeGroup[], pods: readonly Pod[]): Pod[] {
  const { cluster: { scheduler: { cache }, store } } = control;
  const upcoming = groups.flatMap(({ upcoming: names }) => names.flatMap((name) => templateNode(control, name) ?? [])).map((node) => nodeInfo(node));
  return pods.filter((pod) => {
    const info = podInfo(pod);
    if (searchOrder(cache).some((slot) => refusalOn(info, cache.places.at(slot)!.info, cache, store) === undefined)) return false;
    const place: NodeInfo | undefined = upcoming.find((node) => nodeRefusal(info, node) === undefined);
    if (place !== undefined) addPod(place, info);
    return place === undefined;
  });
}

function carryOut(control: Control, { group, count, pods }: Option): void {
  const { cluster: { autoscaler, scheduler }, world, env } = control;
  const { name, max } = group.spec;
  const facts = pods.map((pod) => aside(control, () => {
    control.causes = scheduler.queue.pods.get(keyOfObject("Pod", pod))?.causes ?? [];
    return record(control, { kind: "Pod", object: pod, type: "Normal", reason: "TriggeredScaleUp", message: `pod triggered scale-up: [{${name} ${group.size}->${group.size + count} (max: ${max})}]`, from: FROM_AUTOSCALER });
  }));
  autoscaler.lastScaleUp = env.now;
  for (const machine of group.off.slice(0, count)) {
    const at = findVm(world, machine);
    if (at !== undefined) switchOn(world, at, facts.slice(0, 1), env);
  }
}

/** Once for each new reason. */
function tellWhyNot(control: Control, pod: Pod, reasons: ReadonlyMap<string, number>): void {
  const { told } = control.cluster.autoscaler;
  const message = `pod didn't trigger scale-up: ${[...reasons].map(([reason, count]) => `${count} ${reason}`).sort().join(", ")}`;
  if (told.get(pod.metadata.uid!) === message) return;
  told.set(pod.metadata.uid!, message);
  aside(control, () => record(control, { kind: "Pod", object: pod, type: "Normal", reason: "NotTriggerScaleUp", message, from: FROM_AUTOSCALER }));
}
