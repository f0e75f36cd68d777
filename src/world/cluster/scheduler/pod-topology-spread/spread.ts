import { matchesLabelSelector } from "../../label-selector.ts";
import type { LabelSelector, Pod } from "../../objects.ts";
import type { SchedulerCache } from "../cache.ts";
import { selectorText, type Tally } from "../tallies.ts";
import type { Verdict } from "../verdicts.ts";
import { countsFor, hasAllKeys, includesNode, isEmpty, LABEL_HOSTNAME, spreadConstraints, systemDefaultConstraints, type SpreadConstraint } from "./constraint.ts";
import type { DomainCounts } from "./domain-counts.ts";
import type { SpreadFilterState } from "./filter.ts";
import { scoresFrom, scoresOfParties, type SpreadCounts } from "./score.ts";

/** The filter's state from the sums that the cache keeps; undefined for a pod without hard constraints. */
export function keptSpreadFilterState(pod: Pod, cache: SchedulerCache): SpreadFilterState | undefined {
  const constraints = spreadConstraints(pod, "DoNotSchedule");
  if (constraints.length === 0) return undefined;
  const self = constraints.map(({ selector }) => (matchesLabelSelector(selector, pod.metadata.labels) ? 1 : 0));
  return { pod, constraints, self, domains: constraints.map((constraint) => keptDomains(cache, pod, constraint, constraints)) };
}

/**
 * Scores of the candidates by the pod's soft constraints, or by the system's defaults when it has none at all and
 * `selector` finds pods like it; undefined when nothing of the kind holds.
 */
export function spreadScores(pod: Pod, selector: LabelSelector | undefined, candidates: readonly Verdict[], cache: SchedulerCache): number[] | undefined {
  const byDefault = (pod.spec.topologySpreadConstraints ?? []).length === 0;
  const constraints = byDefault ? (selector === undefined ? [] : systemDefaultConstraints(selector)) : spreadConstraints(pod, "ScheduleAnyway");
  if (constraints.length === 0) return undefined;
  if (byDefault) return scoresFrom(constraints.map((constraint) => countsOf(pod, constraint, candidates, cache, [])), candidates.length);
  return scoresOfParties(candidates, ({ info }) => hasAllKeys(constraints, info.node), (parties) =>
    scoresFrom(constraints.map((constraint) => countsOf(pod, constraint, parties, cache, constraints)), parties.length));
}

/** What these nodes count, from the sums that the cache keeps: a node alone, or its domain of many nodes. */
function countsOf(pod: Pod, constraint: SpreadConstraint, nodes: readonly Verdict[], cache: SchedulerCache, needed: readonly SpreadConstraint[]): SpreadCounts {
  const { topologyKey, maxSkew } = constraint;
  const domains = cache.tallies.domains(cache, topologyKey);
  if (topologyKey === LABEL_HOSTNAME) {
    const { onSlot } = tallyFor(cache, pod, constraint);
    return { maxSkew, domains: nodes.length, podsAt: (i) => (domains[nodes[i]!.slot] === undefined ? -1 : (onSlot[nodes[i]!.slot] ?? 0)) };
  }
  const { counts } = keptDomains(cache, pod, constraint, needed);
  return { maxSkew, domains: domainsAmong(nodes, domains, counts.size), podsAt: (i) => inDomain(counts, domains[nodes[i]!.slot]) };
}

const inDomain = (counts: ReadonlyMap<string, number>, domain: string | undefined): number => (domain === undefined ? -1 : (counts.get(domain) ?? 0));

/** In how many domains nodes lie; there are no more than `most`. */
function domainsAmong(nodes: readonly Verdict[], domains: readonly (string | undefined)[], most: number): number {
  const found = new Set<string>();
  for (let i = 0; i < nodes.length && found.size < most; i++) {
    const domain = domains[nodes[i]!.slot];
    if (domain !== undefined) found.add(domain);
  }
  return found.size;
}

const tallyFor = (cache: SchedulerCache, { metadata }: Pod, constraint: SpreadConstraint): Tally => {
  const namespace = metadata.namespace ?? "default";
  const { selector } = constraint;
  return cache.tallies.tally(cache, `spread ${namespace} ${selectorText(selector)}`, (other) => !isEmpty(selector) && countsFor(constraint, other, namespace));
};

/** Pods by domain over the nodes that carry every key of `needed` and that the constraint's policies include. */
function keptDomains(cache: SchedulerCache, pod: Pod, constraint: SpreadConstraint, needed: readonly SpreadConstraint[]): DomainCounts {
  const { topologyKey, nodeAffinityPolicy, nodeTaintsPolicy } = constraint;
  const honorsTaints = nodeTaintsPolicy === "Honor";
  const affinity = nodeAffinityPolicy === "Honor" && [pod.spec.nodeSelector, pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution];
  const key = JSON.stringify([topologyKey, affinity, honorsTaints && (pod.spec.tolerations ?? []), needed.map((c) => c.topologyKey)]);
  const tally = tallyFor(cache, pod, constraint);
  return cache.tallies.sum(cache, tally, key, { topologyKey, honorsTaints, includes: (node) => hasAllKeys(needed, node) && includesNode(constraint, pod, node) });
}
