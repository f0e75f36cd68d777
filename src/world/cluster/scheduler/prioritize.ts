import type { Random } from "../../../kernel/random.ts";
import type { LabelSelector, PodSpec } from "../objects.ts";
import { normalizedImageName } from "../image-name.ts";
import type { SchedulerCache } from "./cache.ts";
import { imageLocalityScore } from "./image-locality.ts";
import { podAffinityScores } from "./inter-pod-affinity/score.ts";
import type { PodInfo } from "./node-info.ts";
import { normalizeScores } from "./normalize-score.ts";
import { spreadScores } from "./pod-topology-spread/spread.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Verdict } from "./verdicts.ts";

/** How much each score weighs. Source: `pkg/scheduler/apis/config/v1/default_plugins.go`. */
const WEIGHTS = { taints: 3, affinity: 2, spread: 2, podAffinity: 2, allocated: 1, balanced: 1, images: 1 } as const;

/** What one plugin gave each candidate, 0..100, and how much that counts. */
export interface PluginScores {
  readonly plugin: string;
  readonly weight: number;
  readonly scores: readonly number[];
}

/** What every plugin gives each candidate, in their order; those that make no difference are left out. Source: `schedule_one.go`, prioritizeNodes. */
export function prioritize(pod: PodInfo, selector: LabelSelector | undefined, candidates: readonly Verdict[], { cache, strategy }: Scheduler): PluginScores[] {
  const given: PluginScores[] = [];
  const weigh = (plugin: string, scores: readonly number[] | undefined, weight: number): void => void (scores && given.push({ plugin, weight, scores }));
  weigh(strategy.type, candidates.map((c) => c.allocated), WEIGHTS.allocated);
  if (!isBestEffort(pod)) weigh("BalancedAllocation", candidates.map((c) => c.balanced), WEIGHTS.balanced);
  weigh("TaintToleration", normalized(candidates, (c) => c.taints, true), WEIGHTS.taints);
  weigh("NodeAffinity", normalized(candidates, (c) => c.affinity, false), WEIGHTS.affinity);
  weigh("PodTopologySpread", spreadScores(pod.pod, selector, candidates, cache), WEIGHTS.spread);
  weigh("InterPodAffinity", podAffinityScores(pod.pod, candidates, cache), WEIGHTS.podAffinity);
  weigh("ImageLocality", imageScores(pod.pod.spec, candidates, cache), WEIGHTS.images);
  return given;
}

/** The total of each candidate: every plugin's score times its weight. */
export function totalsOf(given: readonly PluginScores[], candidates: number): number[] {
  const totals = new Array<number>(candidates).fill(0);
  for (const { weight, scores } of given) for (let i = 0; i < candidates; i++) totals[i]! += scores[i]! * weight;
  return totals;
}

/** BalancedAllocation has nothing to balance for such a pod. Source: `noderesources/balanced_allocation.go`, PreScore. */
const isBestEffort = ({ requests }: PodInfo): boolean => requests.milliCPU === 0 && requests.memory === 0;

/** Undefined when nobody scored: everybody would get the same. */
function normalized(candidates: readonly Verdict[], scoreOf: (candidate: Verdict) => number, reverse: boolean): number[] | undefined {
  if (candidates.every((candidate) => scoreOf(candidate) === 0)) return undefined;
  const scores = candidates.map(scoreOf);
  normalizeScores(scores, reverse);
  return scores;
}

/** Undefined when no node has any image of the pod. */
function imageScores(spec: PodSpec, candidates: readonly Verdict[], { images, order }: SchedulerCache): number[] | undefined {
  if (images.size === 0 || !spec.containers.some(({ image = "" }) => images.has(normalizedImageName(image)))) return undefined;
  const numNodes = order!.length;
  return candidates.map(({ info }) => {
    const here = new Set(info.node.status.images?.flatMap(({ names }) => names.map(normalizedImageName)));
    return imageLocalityScore(spec, numNodes, (name) => (here.has(name) ? images.get(name) : undefined));
  });
}

/** Uniformly random among the best. Source: `schedule_one.go`, selectHost. */
export function selectHost(candidates: readonly Verdict[], totals: readonly number[], random: Random): Verdict {
  let best = 0;
  let equals = 1;
  for (let i = 1; i < totals.length; i++) {
    if (totals[i]! > totals[best]!) [best, equals] = [i, 1];
    else if (totals[i] === totals[best] && random.below("scheduler/ties", ++equals) === 0) best = i;
  }
  return candidates[best]!;
}
