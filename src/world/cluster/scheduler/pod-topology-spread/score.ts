import type { Pod } from "../../objects.ts";
import type { NodeInfo } from "../node-info.ts";
import { countMatchingPods, hasAllKeys, includesNode, LABEL_HOSTNAME, type CountPods, type SpreadConstraint } from "./constraint.ts";

export interface SpreadScoring {
  /** A candidate must carry the key of every constraint; off for the system's default constraints. */
  readonly requireAllTopologies: boolean;
  readonly countPods?: CountPods;
  /** Pods per domain of a constraint, where somebody keeps that; else `all` are counted. */
  readonly podsByDomain?: (constraint: SpreadConstraint) => DomainPods;
  /** A node's domain, where somebody keeps that; else its label says it. */
  readonly domainOf?: DomainOf;
}

type DomainOf = (topologyKey: string) => (node: NodeInfo) => string | undefined;

const labelled: DomainOf = (topologyKey) => ({ node }) => node.metadata.labels?.[topologyKey];

interface DomainPods {
  get(domain: string): number | undefined;
}

/**
 * Scores 0..100 of the candidates, in their order: the fewer matching pods in a node's domains the better, domains of
 * a key weighing ln(number of domains + 2). `all` are the nodes whose pods count, candidates included.
 * Source: `scoring.go`, PreScore, Score and NormalizeScore.
 */
export function topologySpreadScores(
  pod: Pod,
  constraints: readonly SpreadConstraint[],
  candidates: readonly NodeInfo[],
  all: Iterable<NodeInfo>,
  { requireAllTopologies, countPods = countMatchingPods, podsByDomain, domainOf = labelled }: SpreadScoring,
): number[] {
  const namespace = pod.metadata.namespace ?? "default";
  const takesPart = (node: NodeInfo): boolean => !requireAllTopologies || hasAllKeys(constraints, node.node);
  const parties = requireAllTopologies ? candidates.filter(takesPart) : candidates;
  const domains = constraints.map(({ topologyKey }) => domainsOf(topologyKey, parties, domainOf));
  const weights = constraints.map(({ topologyKey }, i) => Math.log((topologyKey === LABEL_HOSTNAME ? parties.length : domains[i]!.size) + 2));
  if (podsByDomain === undefined)
    for (const node of all)
      if (takesPart(node)) countNode(constraints, domains, pod, node, namespace, countPods);
  const scores = constraints.map((constraint, i) => scoreOf(constraint, podsByDomain?.(constraint) ?? domains[i]!, weights[i]!, (node) => countPods(constraint, node, namespace), domainOf));
  return normalized(candidates.map((node) => (takesPart(node) ? rawScore(scores, node) : undefined)));
}

function domainsOf(topologyKey: string, candidates: readonly NodeInfo[], domainOf: DomainOf): Map<string, number> {
  const domains = new Map<string, number>();
  if (topologyKey === LABEL_HOSTNAME) return domains;
  const of = domainOf(topologyKey);
  for (const node of candidates) {
    const domain = of(node);
    if (domain !== undefined && !domains.has(domain)) domains.set(domain, 0);
  }
  return domains;
}

function countNode(
  constraints: readonly SpreadConstraint[], counts: readonly Map<string, number>[], pod: Pod, node: NodeInfo, namespace: string, countPods: CountPods,
): void {
  for (let i = 0; i < constraints.length; i++) {
    const constraint = constraints[i]!;
    const domain = node.node.metadata.labels?.[constraint.topologyKey];
    const sum = domain === undefined ? undefined : counts[i]!.get(domain);
    if (sum !== undefined && includesNode(constraint, pod, node.node)) counts[i]!.set(domain!, sum + countPods(constraint, node, namespace));
  }
}

/** What one constraint gives a node; nothing for one outside of all domains. Pods of a node alone are counted, those of other domains are known. */
function scoreOf({ topologyKey, maxSkew }: SpreadConstraint, pods: DomainPods, weight: number, countHere: (node: NodeInfo) => number, domainOf: DomainOf): (node: NodeInfo) => number {
  const of = domainOf(topologyKey);
  return (node) => {
    const domain = of(node);
    if (domain === undefined) return 0;
    return (topologyKey === LABEL_HOSTNAME ? countHere(node) : (pods.get(domain) ?? 0)) * weight + (maxSkew - 1);
  };
}

function rawScore(scores: readonly ((node: NodeInfo) => number)[], node: NodeInfo): number {
  let sum = 0;
  for (const score of scores) sum += score(node);
  return Math.round(sum);
}

function normalized(raw: readonly (number | undefined)[]): number[] {
  let min = Infinity;
  let max = 0;
  for (const score of raw) {
    if (score === undefined) continue;
    min = Math.min(min, score);
    max = Math.max(max, score);
  }
  return raw.map(score => (score === undefined ? 0 : max === 0 ? 100 : Math.trunc((100 * (max + min - score)) / max)));
}
