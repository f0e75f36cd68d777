import type { Pod } from "../../objects.ts";
import type { NodeInfo } from "../node-info.ts";
import { countMatchingPods, hasAllKeys, includesNode, LABEL_HOSTNAME, type SpreadConstraint } from "./constraint.ts";

/** What nodes count for one constraint. */
export interface SpreadCounts {
  readonly maxSkew: number;
  /** Among how many domains they lie. */
  readonly domains: number;
  /** Matching pods in the domain of the i-th of them; -1 for one that lies in none. */
  podsAt(i: number): number;
}

/**
 * Scores 0..100 of so many nodes: the fewer matching pods in a node's domains the better, domains of a key weighing
 * ln(number of domains + 2). Source: `scoring.go`, Score and NormalizeScore.
 */
export function scoresFrom(counts: readonly SpreadCounts[], nodes: number): number[] {
  const raw = new Float64Array(nodes);
  for (const count of counts) {
    const weight = Math.log(count.domains + 2);
    for (let i = 0; i < nodes; i++) {
      const pods = count.podsAt(i);
      if (pods >= 0) raw[i]! += pods * weight + (count.maxSkew - 1);
    }
  }
  return normalized(raw);
}

function normalized(raw: Float64Array): number[] {
  let min = Infinity;
  let max = 0;
  for (let i = 0; i < raw.length; i++) {
    const score = (raw[i] = Math.round(raw[i]!));
    if (score < min) min = score;
    if (score > max) max = score;
  }
  const scores = new Array<number>(raw.length);
  for (let i = 0; i < raw.length; i++) scores[i] = max === 0 ? 100 : Math.trunc((100 * (max + min - raw[i]!)) / max);
  return scores;
}

/** Scores of all candidates, where those that do not take part get nothing. */
export function scoresOfParties<T>(candidates: readonly T[], takesPart: (candidate: T) => boolean, scores: (parties: readonly T[]) => readonly number[]): number[] {
  const given = scores(candidates.filter(takesPart));
  let next = 0;
  return candidates.map((candidate) => (takesPart(candidate) ? given[next++]! : 0));
}

/**
 * The scores of candidates, counted pod by pod. `all` are the nodes whose pods count, candidates included.
 * `requireAllTopologies`: a candidate must carry the key of every constraint; off for the system's default constraints.
 * Source: `scoring.go`, PreScore.
 */
export function topologySpreadScores(pod: Pod, constraints: readonly SpreadConstraint[], candidates: readonly NodeInfo[], all: Iterable<NodeInfo>, requireAllTopologies: boolean): number[] {
  const takesPart = ({ node }: NodeInfo): boolean => !requireAllTopologies || hasAllKeys(constraints, node);
  const counting = [...all].filter(takesPart);
  return scoresOfParties(candidates, takesPart, (parties) => scoresFrom(constraints.map((constraint) => counted(pod, constraint, parties, counting)), parties.length));
}

function counted(pod: Pod, constraint: SpreadConstraint, parties: readonly NodeInfo[], all: readonly NodeInfo[]): SpreadCounts {
  const { topologyKey, maxSkew } = constraint;
  const namespace = pod.metadata.namespace ?? "default";
  const domainOf = ({ node }: NodeInfo): string | undefined => node.metadata.labels?.[topologyKey];
  if (topologyKey === LABEL_HOSTNAME)
    return { maxSkew, domains: parties.length, podsAt: (i) => (domainOf(parties[i]!) === undefined ? -1 : countMatchingPods(constraint, parties[i]!, namespace)) };
  const sums = new Map<string, number>();
  for (const domain of parties.map(domainOf)) if (domain !== undefined) sums.set(domain, 0);
  for (const node of all) {
    const [domain, sum] = [domainOf(node), sums.get(domainOf(node) ?? "")];
    if (sum !== undefined && includesNode(constraint, pod, node.node)) sums.set(domain!, sum + countMatchingPods(constraint, node, namespace));
  }
  return { maxSkew, domains: sums.size, podsAt: (i) => sums.get(domainOf(parties[i]!) ?? "") ?? -1 };
}
