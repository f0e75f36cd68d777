import type { Pod } from "../../objects.ts";
import type { NodeInfo } from "../node-info.ts";
import { countMatchingPods, hasAllKeys, includesNode, LABEL_HOSTNAME, type SpreadConstraint } from "./constraint.ts";

/** What nodes count for one constraint. */
export interface SpreadCounts {
  readonly maxSkew: number;
  /** Among how many domains they lie. */
  readonly domains: number;
  /** Matching pods in the domain of each of them; -1 for one that lies in none. */
  readonly pods: ArrayLike<number>;
}

/**
 * Scores 0..100 of so many nodes: the fewer matching pods in a node's domains the better, domains of a key weighing
 * ln(number of domains + 2). `raw` is room to work in. Source: `scoring.go`, Score and NormalizeScore.
 */
export function scoresFrom(counts: readonly SpreadCounts[], nodes: number, scores: Uint8Array, raw = new Float64Array(nodes)): Uint8Array {
  raw.fill(0, 0, nodes);
  for (const { maxSkew, domains, pods } of counts) {
    const weight = Math.log(domains + 2);
    for (let i = 0; i < nodes; i++) if (pods[i]! >= 0) raw[i]! += pods[i]! * weight + (maxSkew - 1);
  }
  let min = Infinity;
  let max = 0;
  for (let i = 0; i < nodes; i++) {
    const score = (raw[i] = Math.round(raw[i]!));
    if (score < min) min = score;
    if (score > max) max = score;
  }
  for (let i = 0; i < nodes; i++) scores[i] = max === 0 ? 100 : Math.trunc((100 * (max + min - raw[i]!)) / max);
  return scores;
}

/** Scores of all candidates, where those that do not take part get nothing. */
export function scoresOfParties<T>(candidates: readonly T[], takesPart: (candidate: T) => boolean, scores: (parties: readonly T[]) => ArrayLike<number>): number[] {
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
  return scoresOfParties(candidates, takesPart, (parties) => scoresFrom(constraints.map((constraint) => counted(pod, constraint, parties, counting)), parties.length, new Uint8Array(parties.length)));
}

function counted(pod: Pod, constraint: SpreadConstraint, parties: readonly NodeInfo[], all: readonly NodeInfo[]): SpreadCounts {
  const { topologyKey, maxSkew } = constraint;
  const namespace = pod.metadata.namespace ?? "default";
  const domainOf = ({ node }: NodeInfo): string | undefined => node.metadata.labels?.[topologyKey];
  if (topologyKey === LABEL_HOSTNAME)
    return { maxSkew, domains: parties.length, pods: parties.map((node) => (domainOf(node) === undefined ? -1 : countMatchingPods(constraint, node, namespace))) };
  const sums = new Map<string, number>();
  for (const domain of parties.map(domainOf)) if (domain !== undefined) sums.set(domain, 0);
  for (const node of all) {
    const [domain, sum] = [domainOf(node), sums.get(domainOf(node) ?? "")];
    if (sum !== undefined && includesNode(constraint, pod, node.node)) sums.set(domain!, sum + countMatchingPods(constraint, node, namespace));
  }
  return { maxSkew, domains: sums.size, pods: parties.map((node) => sums.get(domainOf(node) ?? "") ?? -1) };
}
