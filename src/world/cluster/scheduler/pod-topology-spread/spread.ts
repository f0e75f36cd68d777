import { matchesLabelSelector } from "../../label-selector.ts";
import type { LabelSelector, Pod } from "../../objects.ts";
import type { SchedulerCache } from "../cache.ts";
import type { NodeInfo } from "../node-info.ts";
import { selectorText, type Tally } from "../tallies.ts";
import { countsFor, hasAllKeys, includesNode, isEmpty, spreadConstraints, systemDefaultConstraints, type SpreadConstraint } from "./constraint.ts";
import type { DomainCounts } from "./domain-counts.ts";
import type { SpreadFilterState } from "./filter.ts";
import { topologySpreadScores } from "./score.ts";

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
export function spreadScores(pod: Pod, selector: LabelSelector | undefined, candidates: readonly NodeInfo[], cache: SchedulerCache): number[] | undefined {
  const byDefault = (pod.spec.topologySpreadConstraints ?? []).length === 0;
  const constraints = byDefault ? (selector === undefined ? [] : systemDefaultConstraints(selector)) : spreadConstraints(pod, "ScheduleAnyway");
  if (constraints.length === 0) return undefined;
  const tallies = new Map(constraints.map((constraint) => [constraint, tallyFor(cache, pod, constraint).onSlot]));
  const needed = byDefault ? [] : constraints;
  return topologySpreadScores(pod, constraints, candidates, [], {
    requireAllTopologies: !byDefault,
    countPods: (constraint, { slot }) => tallies.get(constraint)![slot] ?? 0,
    podsByDomain: (constraint) => keptDomains(cache, pod, constraint, needed).counts,
    domainOf: (topologyKey) => {
      const domains = cache.tallies.domains(cache, topologyKey);
      return ({ slot }) => domains[slot];
    },
  });
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
