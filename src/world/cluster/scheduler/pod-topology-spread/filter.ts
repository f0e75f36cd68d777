import { matchesLabelSelector } from "../../label-selector.ts";
import type { Node, Pod } from "../../objects.ts";
import type { NodeInfo } from "../node-info.ts";
import { countMatchingPods, countsFor, hasAllKeys, includesNode, type SpreadConstraint } from "./constraint.ts";
import { addToDomain, domainCounts, globalMinimum, type DomainCounts } from "./domain-counts.ts";

/** What the filter must know of all nodes. Source: `plugins/podtopologyspread/filtering.go`, preFilterState. */
export interface SpreadFilterState {
  readonly pod: Pod;
  readonly constraints: readonly SpreadConstraint[];
  /** One for each constraint. */
  readonly domains: readonly DomainCounts[];
  /** For each constraint 1 if the pod itself would count, else 0. */
  readonly self: readonly (0 | 1)[];
}

export interface SpreadRefusal {
  readonly reason: string;
  /** Whether removing pods (preemption) could help. */
  readonly resolvable: boolean;
}

const SKEWED: SpreadRefusal = { reason: "node(s) didn't match pod topology spread constraints", resolvable: true };
const MISSING_LABEL: SpreadRefusal = { reason: `${SKEWED.reason} (missing required label)`, resolvable: false };

/** Counts the matching pods of every domain that takes part. Source: `filtering.go`, calPreFilterState. */
export function spreadFilterState(pod: Pod, constraints: readonly SpreadConstraint[], nodes: Iterable<NodeInfo>): SpreadFilterState {
  const self = constraints.map(({ selector }) => (matchesLabelSelector(selector, pod.metadata.labels) ? 1 : 0));
  const state = { pod, constraints, domains: constraints.map(domainCounts), self };
  const namespace = pod.metadata.namespace ?? "default";
  for (const node of nodes)
    eachIncluded(state, node.node, (constraint, domains, domain) => addToDomain(domains, domain, countMatchingPods(constraint, node, namespace)));
  return state;
}

/** Keeps the state true when a pod comes to a node (1) or leaves it (-1). Source: `filtering.go`, updateWithPod. */
export function updateSpreadFilterState(state: SpreadFilterState, changed: Pod, node: Node, by: 1 | -1): void {
  const namespace = state.pod.metadata.namespace ?? "default";
  eachIncluded(state, node, (constraint, domains, domain) => {
    if (countsFor(constraint, changed, namespace)) addToDomain(domains, domain, by);
  });
}

/**
 * Refuses a node whose domain would be more than maxSkew ahead of the emptiest one.
 * Source: `filtering.go`, Filter.
 */
export function spreadRefusal({ constraints, domains, self }: SpreadFilterState, { metadata }: Node): SpreadRefusal | undefined {
  for (let i = 0; i < constraints.length; i++) {
    const { topologyKey, maxSkew, minDomains } = constraints[i]!;
    const domain = metadata.labels?.[topologyKey];
    if (domain === undefined) return MISSING_LABEL;
    const skew = (domains[i]!.counts.get(domain) ?? 0) + self[i]! - globalMinimum(domains[i]!, minDomains);
    if (skew > maxSkew) return SKEWED;
  }
  return undefined;
}

function eachIncluded(
  { pod, constraints, domains }: SpreadFilterState,
  node: Node,
  visit: (constraint: SpreadConstraint, domains: DomainCounts, domain: string) => void,
): void {
  if (!hasAllKeys(constraints, node)) return;
  for (let i = 0; i < constraints.length; i++)
    if (includesNode(constraints[i]!, pod, node)) visit(constraints[i]!, domains[i]!, node.metadata.labels![constraints[i]!.topologyKey]!);
}
