import type { Pod } from "../../objects.ts";
import type { NodeInfo } from "../node-info.ts";
import { countMatchingPods, hasAllKeys, includesNode, LABEL_HOSTNAME, type CountPods, type SpreadConstraint } from "./constraint.ts";

/** What the score must know before it looks at single nodes. Source: `plugins/podtopologyspread/scoring.go`, preScoreState. */
interface ScoreState {
  readonly constraints: readonly SpreadConstraint[];
  /** Pods per domain for each constraint, of the domains among the candidates; none for the hostname key. */
  readonly counts: readonly DomainPods[];
  readonly weights: readonly number[];
}

export interface SpreadScoring {
  /** A candidate must carry the key of every constraint; off for the system's default constraints. */
  readonly requireAllTopologies: boolean;
  readonly countPods?: CountPods;
  /** Pods per domain of a constraint, where somebody keeps that; else `all` are counted. */
  readonly podsByDomain?: (constraint: SpreadConstraint) => DomainPods;
}

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
  { requireAllTopologies, countPods = countMatchingPods, podsByDomain }: SpreadScoring,
): number[] {
  const namespace = pod.metadata.namespace ?? "default";
  const takesPart = candidates.map(({ node }) => !requireAllTopologies || hasAllKeys(constraints, node));
  const parties = requireAllTopologies ? candidates.filter((_, i) => takesPart[i]) : candidates;
  const domains = constraints.map(({ topologyKey }) => domainsOf(topologyKey, parties));
  const weights = constraints.map(({ topologyKey }, i) => Math.log((topologyKey === LABEL_HOSTNAME ? parties.length : domains[i]!.size) + 2));
  if (podsByDomain === undefined)
    for (const node of all)
      if (!requireAllTopologies || hasAllKeys(constraints, node.node)) countNode(constraints, domains, pod, node, namespace, countPods);
  const state = { constraints, counts: podsByDomain === undefined ? domains : constraints.map(podsByDomain), weights };
  const raw = candidates.map((node, i) => (takesPart[i] ? rawScore(state, node, namespace, countPods) : undefined));
  return normalized(raw);
}

function domainsOf(topologyKey: string, candidates: readonly NodeInfo[]): Map<string, number> {
  const domains = new Map<string, number>();
  if (topologyKey === LABEL_HOSTNAME) return domains;
  for (const { node } of candidates) {
    const domain = node.metadata.labels?.[topologyKey];
    if (domain !== undefined) domains.set(domain, 0);
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

function rawScore({ constraints, counts, weights }: ScoreState, node: NodeInfo, namespace: string, countPods: CountPods): number {
  let score = 0;
  for (let i = 0; i < constraints.length; i++) {
    const constraint = constraints[i]!;
    const domain = node.node.metadata.labels?.[constraint.topologyKey];
    if (domain === undefined) continue;
    const count = constraint.topologyKey === LABEL_HOSTNAME ? countPods(constraint, node, namespace) : (counts[i]!.get(domain) ?? 0);
    score += count * weights[i]! + (constraint.maxSkew - 1);
  }
  return Math.round(score);
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
