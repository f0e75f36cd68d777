import { matchesLabelSelector } from "../../label-selector.ts";
import type { LabelSelector, Pod } from "../../objects.ts";
import type { SchedulerCache } from "../cache.ts";
import type { SchedulingCycle } from "../cycle.ts";
import { NO_DOMAIN, selectorText, type NodeDomains, type Tally } from "../tallies.ts";
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

/** What scores a pod's place: its own soft constraints, or the system's defaults when it has none at all and `selector` finds pods like it. Source: `scoring.go`, initPreScoreState. */
export function scoredConstraints(pod: Pod, selector: LabelSelector | undefined): readonly SpreadConstraint[] {
  if (!isByDefault(pod)) return spreadConstraints(pod, "ScheduleAnyway");
  return selector === undefined ? [] : systemDefaultConstraints(selector);
}

const isByDefault = (pod: Pod): boolean => (pod.spec.topologySpreadConstraints ?? []).length === 0;

/** Scores of a cycle's candidates by such constraints. One that lacks the key of a constraint of the pod's own gets nothing. */
export function spreadScores(pod: Pod, constraints: readonly SpreadConstraint[], cycle: SchedulingCycle, cache: SchedulerCache, scores: Uint8Array): void {
  const { candidates, found, raw } = cycle;
  const needed = isByDefault(pod) ? [] : constraints;
  const score = (slots: ArrayLike<number>, nodes: number): Uint8Array =>
    scoresFrom(constraints.map((constraint, i) => countsOf(pod, constraint, slots, nodes, cache, needed, cycle.countsFor(i))), nodes, scores, raw);
  if (needed.length === 0) return void score(candidates, found);
  const takesPart = (slot: number): boolean => hasAllKeys(needed, cache.places.at(slot)!.info.node);
  scores.set(scoresOfParties([...candidates.subarray(0, found)], takesPart, (parties) => score(parties, parties.length)));
}

/** What nodes count, from the sums that the cache keeps: a node alone, or its domain of many nodes. `pods` is the room for it. */
function countsOf(
  pod: Pod, constraint: SpreadConstraint, slots: ArrayLike<number>, nodes: number, cache: SchedulerCache, needed: readonly SpreadConstraint[], pods: Int32Array,
): SpreadCounts {
  const { topologyKey, maxSkew } = constraint;
  const domains = cache.tallies.domains(cache, topologyKey);
  if (topologyKey === LABEL_HOSTNAME) {
    const { onSlot } = tallyFor(cache, pod, constraint);
    for (let i = 0; i < nodes; i++) pods[i] = domains.of[slots[i]!] === NO_DOMAIN ? -1 : (onSlot[slots[i]!] ?? 0);
    return { maxSkew, domains: nodes, pods };
  }
  const { counts } = keptDomains(cache, pod, constraint, needed);
  return { maxSkew, domains: countInDomains(slots, nodes, domains, counts, pods), pods };
}

/** The count of each node's domain; answers in how many domains they lie. */
function countInDomains(slots: ArrayLike<number>, nodes: number, { of, names, room }: NodeDomains, counts: ReadonlyMap<string, number>, pods: Int32Array): number {
  let different = 0;
  for (let i = 0; i < nodes; i++) {
    const domain = of[slots[i]!]!;
    if (domain !== NO_DOMAIN && room[domain] === -1) {
      room[domain] = counts.get(names[domain]!) ?? 0;
      different++;
    }
    pods[i] = domain === NO_DOMAIN ? -1 : room[domain]!;
  }
  for (let i = 0; i < nodes; i++) if (pods[i] !== -1) room[of[slots[i]!]!] = -1;
  return different;
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
