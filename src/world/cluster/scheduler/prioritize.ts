import type { Random } from "../../../kernel/random.ts";
import type { LabelSelector, PodSpec } from "../objects.ts";
import { normalizedImageName } from "../image-name.ts";
import type { SchedulerCache } from "./cache.ts";
import type { SchedulingCycle } from "./cycle.ts";
import { imageLocalityScore } from "./image-locality.ts";
import { podAffinityScores, wishesFor } from "./inter-pod-affinity/score.ts";
import type { PodInfo } from "./node-info.ts";
import { normalizeScores } from "./normalize-score.ts";
import { scoredConstraints, spreadScores } from "./pod-topology-spread/spread.ts";
import type { Scheduler } from "./scheduler.ts";
import type { TemplateVerdicts } from "./verdicts.ts";

/** How much each score weighs. Source: `pkg/scheduler/apis/config/v1/default_plugins.go`. */
const WEIGHTS = { taints: 3, affinity: 2, spread: 2, podAffinity: 2, allocated: 1, balanced: 1, images: 1 } as const;

/**
 * Has every plugin score each candidate of the cycle, in their order, and adds up; a plugin that makes no difference is
 * left out. Source: `schedule_one.go`, prioritizeNodes.
 */
export function prioritize(pod: PodInfo, selector: LabelSelector | undefined, known: TemplateVerdicts, { cache, cycle, strategy }: Scheduler): void {
  pick(known.allocated, cycle, cycle.row(strategy.type, WEIGHTS.allocated));
  if (!isBestEffort(pod)) pick(known.balanced, cycle, cycle.row("BalancedAllocation", WEIGHTS.balanced));
  if (hasAny(known.taints, cycle)) normalize(known.taints, cycle, true, cycle.row("TaintToleration", WEIGHTS.taints));
  if (hasAny(known.affinity, cycle)) normalize(known.affinity, cycle, false, cycle.row("NodeAffinity", WEIGHTS.affinity));
  const constraints = scoredConstraints(pod.pod, selector);
  if (constraints.length > 0) spreadScores(pod.pod, constraints, cycle, cache, cycle.row("PodTopologySpread", WEIGHTS.spread));
  const wishes = wishesFor(pod.pod, cache);
  if (wishes.size > 0) podAffinityScores(wishes, cycle, cache, cycle.row("InterPodAffinity", WEIGHTS.podAffinity));
  if (hasImages(pod.pod.spec, cache)) imageScores(pod.pod.spec, cycle, cache, cycle.row("ImageLocality", WEIGHTS.images));
  cycle.total();
}

/** BalancedAllocation has nothing to balance for such a pod. Source: `noderesources/balanced_allocation.go`, PreScore. */
const isBestEffort = ({ requests }: PodInfo): boolean => requests.milliCPU === 0 && requests.memory === 0;

function pick(bySlot: Uint8Array, { candidates, found }: SchedulingCycle, scores: Uint8Array): void {
  for (let i = 0; i < found; i++) scores[i] = bySlot[candidates[i]!]!;
}

/** Whether anybody scored: if not, everybody would get the same. */
function hasAny(bySlot: Int32Array, { candidates, found }: SchedulingCycle): boolean {
  for (let i = 0; i < found; i++) if (bySlot[candidates[i]!] !== 0) return true;
  return false;
}

function normalize(bySlot: Int32Array, { candidates, found, raw }: SchedulingCycle, reverse: boolean, scores: Uint8Array): void {
  for (let i = 0; i < found; i++) raw[i] = bySlot[candidates[i]!]!;
  const own = raw.subarray(0, found);
  normalizeScores(own, reverse);
  scores.set(own);
}

/** Whether any node has any image of the pod. */
const hasImages = ({ containers }: PodSpec, { images }: SchedulerCache): boolean => images.size > 0 && containers.some(({ image = "" }) => images.has(normalizedImageName(image)));

function imageScores(spec: PodSpec, { candidates, found }: SchedulingCycle, { images, order, places }: SchedulerCache, scores: Uint8Array): void {
  const numNodes = order!.length;
  for (let i = 0; i < found; i++) {
    const here = new Set(places.at(candidates[i]!)!.info.node.status.images?.flatMap(({ names }) => names.map(normalizedImageName)));
    scores[i] = imageLocalityScore(spec, numNodes, (name) => (here.has(name) ? images.get(name) : undefined));
  }
}

/** Which candidate: uniformly random among the best. Source: `schedule_one.go`, selectHost. */
export function selectHost({ totals, found }: SchedulingCycle, random: Random): number {
  let best = 0;
  let equals = 1;
  for (let i = 1; i < found; i++) {
    if (totals[i]! > totals[best]!) [best, equals] = [i, 1];
    else if (totals[i] === totals[best] && random.below("scheduler/ties", ++equals) === 0) best = i;
  }
  return best;
}
