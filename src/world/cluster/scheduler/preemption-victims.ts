import { budgetsOf } from "../controllers/disruption/budget.ts";
import { keyOf } from "../kinds.ts";
import type { Control } from "../loop.ts";
import { countPod, placeOf, uncountPod } from "./cache.ts";
import { podKey, type PodInfo } from "./node-info.ts";
import { priorityOf } from "./nominations.ts";
import type { PreemptionCandidate } from "./preemption-choice.ts";
import { refusalBeside, refusalOn } from "./search.ts";

const NO_VICTIMS = { reasons: ["No preemption victims found for incoming pod"] };

/**
 * The pods that would have to leave a node, or why that is no way. All of lower priority are taken off for a trial; when
 * the pod fits then, as many as possible are put back, those first whose budget would be broken, and the important ones
 * before the others. Source: `plugins/defaultpreemption/default_preemption.go`, SelectVictimsOnNode.
 */
export function victimsOn(control: Control, pod: PodInfo, node: string): PreemptionCandidate | { readonly reasons: readonly string[] } {
  const { cache } = control.cluster.scheduler;
  if (![...cache.priorities.keys()].some((priority) => priority < priorityOf(pod))) return NO_VICTIMS;
  const lesser = placeOf(cache, node)!.info.pods.filter((other) => priorityOf(other) < priorityOf(pod)).sort(byImportance);
  if (lesser.length === 0) return NO_VICTIMS;
  for (const other of lesser) uncountPod(cache, podKey(other.pod));
  const refusal = whyNot(control, pod, node);
  const { violating, others } = byBudget(control, lesser);
  const broken = refusal === undefined ? reprieve(control, pod, node, violating) : violating;
  const victims = [...broken, ...(refusal === undefined ? reprieve(control, pod, node, others) : others)].sort(byImportance);
  for (const other of victims) countPod(cache, other, node);
  return refusal === undefined ? { node, victims, violations: broken.length } : { reasons: refusal.reasons };
}

function whyNot({ cluster: { scheduler, store } }: Control, pod: PodInfo, node: string) {
  const info = () => placeOf(scheduler.cache, node)!.info;
  return refusalBeside(scheduler, store, pod, info()) ?? refusalOn(pod, info(), scheduler.cache, store);
}

/** Puts back who can stay; those that cannot are the victims. */
function reprieve(control: Control, pod: PodInfo, node: string, pods: readonly PodInfo[]): PodInfo[] {
  const { cache } = control.cluster.scheduler;
  return pods.filter((other) => {
    countPod(cache, other, node);
    if (whyNot(control, pod, node) === undefined) return false;
    uncountPod(cache, podKey(other.pod));
    return true;
  });
}

/** Higher priority first, then who has run longer. Source: `pkg/scheduler/util/utils.go`, MoreImportantPod. */
const byImportance = (a: PodInfo, b: PodInfo): number => priorityOf(b) - priorityOf(a) || startOf(a) - startOf(b);

export const startOf = ({ pod: { status, metadata } }: PodInfo): number => status.startTime ?? metadata.creationTimestamp ?? 0;

/** Source: `default_preemption.go`, filterPodsWithPDBViolation. */
function byBudget({ cluster: { store } }: Control, pods: readonly PodInfo[]): { violating: PodInfo[]; others: PodInfo[] } {
  const left = new Map<string, number>();
  const violates = ({ pod }: PodInfo): boolean => {
    let broken = false;
    for (const { metadata, status } of budgetsOf(store, pod)) {
      const key = keyOf("PodDisruptionBudget", metadata);
      left.set(key, (left.get(key) ?? status.disruptionsAllowed) - 1);
      if (left.get(key)! < 0) broken = true;
    }
    return broken;
  };
  const marked = pods.map((pod) => ({ pod, broken: violates(pod) }));
  return { violating: marked.filter(({ broken }) => broken).map(({ pod }) => pod), others: marked.filter(({ broken }) => !broken).map(({ pod }) => pod) };
}
