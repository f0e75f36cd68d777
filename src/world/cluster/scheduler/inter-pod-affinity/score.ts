import type { Pod } from "../../objects.ts";
import type { SchedulerCache } from "../cache.ts";
import type { SchedulingCycle } from "../cycle.ts";
import type { NodeInfo } from "../node-info.ts";
import { MAX_NODE_SCORE } from "../resource-allocation.ts";
import { preferredTerms, termMatches, termOf } from "./term.ts";

/** Topology key, then domain, to what is said for it (or against). */
type Wishes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Scores 0..100 of a cycle's candidates by the wishes of the pod and of those that run.
 * Source: `plugins/interpodaffinity/scoring.go`, Score and NormalizeScore.
 */
export function podAffinityScores(wishes: Wishes, { candidates, found, raw }: SchedulingCycle, cache: SchedulerCache, scores: Uint8Array): void {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < found; i++) {
    const score = (raw[i] = rawScore(wishes, cache.places.at(candidates[i]!)!.info));
    min = Math.min(min, score);
    max = Math.max(max, score);
  }
  for (let i = 0; i < found; i++) scores[i] = max === min ? 0 : Math.trunc(MAX_NODE_SCORE * ((raw[i]! - min) / (max - min)));
}

type Gathered = Map<string, Map<string, number>>;

/** All wishes that concern a pod; none when nobody has any. Source: `scoring.go`, PreScore. */
export function wishesFor(pod: Pod, cache: SchedulerCache): Wishes {
  const wishes: Gathered = new Map();
  for (const { term, domains } of cache.tallies.affinityTerms(cache))
    if (term.weight !== 0 && termMatches(term, pod)) for (const [domain, count] of domains) wish(wishes, term.topologyKey, domain, term.weight * count);
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  for (const { weight, podAffinityTerm } of preferredTerms(podAffinity)) ownWish(wishes, pod, cache, podAffinityTerm, weight);
  for (const { weight, podAffinityTerm } of preferredTerms(podAntiAffinity)) ownWish(wishes, pod, cache, podAffinityTerm, -weight);
  return wishes;
}

function ownWish(wishes: Gathered, pod: Pod, cache: SchedulerCache, written: Parameters<typeof termOf>[0], weight: number): void {
  const term = termOf(written, pod.metadata.namespace ?? "default", 0, false);
  const tally = cache.tallies.tally(cache, `one ${term.key}`, (other) => termMatches(term, other));
  const { counts } = cache.tallies.sum(cache, tally, term.topologyKey, { topologyKey: term.topologyKey, includes: () => true, honorsTaints: false });
  for (const [domain, count] of counts) if (count > 0) wish(wishes, term.topologyKey, domain, weight * count);
}

function wish(wishes: Gathered, key: string, domain: string, by: number): void {
  let domains = wishes.get(key);
  if (domains === undefined) wishes.set(key, (domains = new Map()));
  domains.set(domain, (domains.get(domain) ?? 0) + by);
}

function rawScore(wishes: Wishes, { node }: NodeInfo): number {
  let score = 0;
  for (const [key, domains] of wishes) score += domains.get(node.metadata.labels?.[key] ?? "") ?? 0;
  return score;
}
