import type { Control } from "../loop.ts";
import { aside } from "../loop.ts";
import { withCondition } from "../conditions.ts";
import { conditionOf, type Pod } from "../objects.ts";
import { record } from "../record.ts";
import { requestDeletion, update } from "../write.ts";
import { nameAt } from "./cache.ts";
import { countReasons, fitErrorMessage } from "./fit-error.ts";
import { podKey, type PodInfo } from "./node-info.ts";
import { nominate, priorityOf, withNomination } from "./nominations.ts";
import { bestOf, type PreemptionCandidate } from "./preemption-choice.ts";
import { victimsOn } from "./preemption-victims.ts";
import type { Scheduler } from "./scheduler.ts";

export const FROM_SCHEDULER = { component: "default-scheduler" } as const;

/** Where room is being made: a node, "" for nowhere (whatever was before), undefined for as it was. Or why not. */
export interface Preemption {
  readonly node?: string;
  readonly message?: string;
}

/**
 * Makes room for a pod that fits nowhere by deleting pods of lower priority, as few and as unimportant as possible. It does
 * not get the room at once: first the others end in their own time. Source: `pkg/scheduler/framework/preemption/preemption.go`, Preempt.
 */
export function preempt(control: Control, pod: PodInfo): Preemption {
  const refusal = whyNotEligible(control, pod);
  if (refusal !== undefined) return { message: `preemption: ${refusal}` };
  const { candidates, message } = findCandidates(control, pod);
  const best = bestOf(candidates);
  if (best === undefined) return { node: "", message: `preemption: ${message}` };
  for (const victim of best.victims) aside(control, () => pushAside(control, victim.pod, pod.pod, best.node));
  withdrawLesser(control, pod, best.node);
  return { node: best.node };
}

/** Source: `plugins/defaultpreemption/default_preemption.go`, PodEligibleToPreemptOthers. */
function whyNotEligible({ cluster: { scheduler, store } }: Control, pod: PodInfo): string | undefined {
  if (pod.pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const { nominatedNodeName } = pod.pod.status;
  if (nominatedNodeName === undefined || isHopeless(scheduler, nominatedNodeName)) return undefined;
  const waitsFor = (other: Pod): boolean => other.metadata.deletionTimestamp !== undefined && (other.spec.priority ?? 0) < priorityOf(pod) && conditionOf(other.status.conditions, "DisruptionTarget")?.reason === PREEMPTED;
  return store.podsOn(nominatedNodeName).some(waitsFor) ? "not eligible due to a terminating pod on the nominated node." : undefined;
}

/** Whether a node refused the pod for something that no pod's leaving changes. */
function isHopeless({ cycle, cache }: Scheduler, node: string): boolean {
  for (let i = 0; i < cycle.refused; i++) if (!cycle.refusal(i).resolvable && nameAt(cache, cycle.refusedSlot(i)) === node) return true;
  return false;
}

const PREEMPTED = "PreemptionByScheduler";
const NOT_HELPFUL = "Preemption is not helpful for scheduling";
const MIN_CANDIDATES = 100;
const MIN_CANDIDATES_SHARE = 0.1;

/** Tries nodes from a random one on until there are enough to choose from. Source: `preemption.go`, findCandidates and DryRunPreemption. */
function findCandidates(control: Control, pod: PodInfo): { candidates: readonly PreemptionCandidate[]; message: string } {
  const { cache, cycle } = control.cluster.scheduler;
  const { numAllNodes } = cycle;
  const potential: string[] = [];
  for (let i = 0; i < cycle.refused; i++) if (cycle.refusal(i).resolvable) potential.push(nameAt(cache, cycle.refusedSlot(i)));
  const enough = Math.max(MIN_CANDIDATES, Math.trunc(potential.length * MIN_CANDIDATES_SHARE));
  const offset = potential.length === 0 ? 0 : control.env.random.below("scheduler/preemption", potential.length);
  const reasons = new Map<string, number>();
  if (numAllNodes > potential.length) reasons.set(NOT_HELPFUL, numAllNodes - potential.length);
  const candidates: PreemptionCandidate[] = [];
  for (let i = 0; i < potential.length && candidates.length < enough; i++) {
    const found = victimsOn(control, pod, potential[(offset + i) % potential.length]!);
    if ("reasons" in found) countReasons(reasons, found.reasons);
    else candidates.push(found);
  }
  return { candidates, message: fitErrorMessage({ numAllNodes, reasons }) };
}

/** Source: `preemption.go`, PreemptPod. */
function pushAside(control: Control, victim: Pod, by: Pod, node: string): void {
  const key = podKey(victim);
  if (victim.metadata.deletionTimestamp !== undefined) return;
  record(control, { kind: "Pod", object: victim, type: "Normal", reason: "Preempted", message: `Preempted by pod ${by.metadata.uid ?? ""} on node ${node}`, from: FROM_SCHEDULER });
  update(control, "Pod", key, (p) => withCondition(p, { type: "DisruptionTarget", status: "True", reason: PREEMPTED, message: "default-scheduler: preempting to accommodate a higher priority pod" }, control.env.now));
  requestDeletion(control, "Pod", key);
}

/** Pods of lower priority that were to have the same room have to look elsewhere. Source: `preemption.go`, prepareCandidate. */
function withdrawLesser(control: Control, pod: PodInfo, node: string): void {
  const { scheduler } = control.cluster;
  for (const other of scheduler.nominations.get(node) ?? []) {
    if (priorityOf(other) >= priorityOf(pod)) continue;
    const key = podKey(other.pod);
    scheduler.nominations = nominate(scheduler.nominations, key);
    update(control, "Pod", key, (p) => withNomination(p, ""));
  }
}
