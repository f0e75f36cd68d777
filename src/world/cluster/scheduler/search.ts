import type { Store } from "../store.ts";
import { placeOf, searchOrder, withPods, type SchedulerCache } from "./cache.ts";
import { numFeasibleNodesToFind } from "./feasible-nodes.ts";
import { affinityFilterState, affinityRefusal, type AffinityFilterState } from "./inter-pod-affinity/filter.ts";
import { namedNodes, nodeRefusal } from "./node-filters.ts";
import { podKey, type NodeInfo, type PodInfo } from "./node-info.ts";
import { nominatedBefore, nominationOf } from "./nominations.ts";
import { spreadRefusal, type SpreadFilterState } from "./pod-topology-spread/filter.ts";
import { keptSpreadFilterState } from "./pod-topology-spread/spread.ts";
import type { Refusal } from "./refusal.ts";
import type { Scheduler } from "./scheduler.ts";
import { FITS, REFUSED, type TemplateVerdicts } from "./verdicts.ts";
import { podVolumes, volumeRefusal, type PodVolumes } from "./volume-binding.ts";

/** What the filters must know of the whole cluster before they look at single nodes. Source: `framework/runtime`, RunPreFilterPlugins. */
export interface PreFilter {
  readonly volumes: PodVolumes;
  readonly spread: SpreadFilterState | undefined;
  readonly podAffinity: AffinityFilterState | undefined;
}

const preFilter = (pod: PodInfo, cache: SchedulerCache, store: Store): PreFilter => ({
  volumes: podVolumes(store, pod.pod), spread: keptSpreadFilterState(pod.pod, cache), podAffinity: affinityFilterState(pod.pod, cache),
});

/** The filters that come after those of the node alone. */
function clusterRefusal({ volumes, spread, podAffinity }: PreFilter, { node }: NodeInfo): Refusal | undefined {
  const elsewhere = volumeRefusal(volumes, node);
  if (elsewhere !== undefined) return elsewhere;
  const skewed = spread && spreadRefusal(spread, node);
  if (skewed !== undefined) return { plugin: "PodTopologySpread", reasons: [skewed.reason], resolvable: skewed.resolvable };
  return podAffinity && affinityRefusal(podAffinity, node);
}

/** Most pods say nothing of volumes and of other pods. */
const looksBeyond = ({ volumes, spread, podAffinity }: PreFilter): boolean => volumes.volumes.length > 0 || spread !== undefined || podAffinity !== undefined;

const NOT_NAMED: Refusal = { plugin: "NodeAffinity", reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"], resolvable: false };

/** Why a node will not do, all filters together and as it is now. */
export const refusalOn = (pod: PodInfo, info: NodeInfo, cache: SchedulerCache, store: Store): Refusal | undefined =>
  nodeRefusal(pod, info) ?? clusterRefusal(preFilter(pod, cache, store), info);

/** The same beside those for whom room was made there. Source: `framework/runtime/framework.go`, RunFilterPluginsWithNominatedPods. */
export function refusalBeside({ cache, nominations }: Scheduler, store: Store, pod: PodInfo, info: NodeInfo): Refusal | undefined {
  const others = nominatedBefore(nominations, info, pod);
  return others.length === 0 ? undefined : withPods(cache, info.node.metadata.name, others, (crowded) => refusalOn(pod, crowded, cache, store));
}

/**
 * Looks for nodes that fit, from where the last search ended, until there are enough. A node where room was made for the
 * pod is asked first, alone. Answers what is known of the nodes found.
 * Source: `pkg/scheduler/schedule_one.go`, findNodesThatFitPod and findNodesThatPassFilters.
 */
export function findNodesThatFit(pod: PodInfo, scheduler: Scheduler, store: Store): TemplateVerdicts {
  const { cache, cycle } = scheduler;
  const order = searchOrder(cache);
  const known = cache.verdicts.for(pod, cache.places.length);
  const before = preFilter(pod, cache, store);
  cycle.preFilterMessage = before.volumes.refusal;
  if (cycle.preFilterMessage !== undefined) return known;
  const fits = fitting(pod, scheduler, store, known, before);
  const own = placeOf(cache, nominationOf(scheduler.nominations, podKey(pod.pod)) ?? "");
  if (own?.present === true && fits(own.info.slot)) return known;
  cycle.forgetNodes();
  const named = namedNodes(pod.pod.spec);
  if (named !== undefined) amongNamed(named, scheduler, order, fits);
  else scheduler.nextStart = amongAll(scheduler, order, fits, looksBeyond(before) || scheduler.nominations.size > 0 ? undefined : known);
  return known;
}

/** Asks all filters about a node, and puts it with the candidates or with the refused. */
function fitting(pod: PodInfo, scheduler: Scheduler, store: Store, known: TemplateVerdicts, before: PreFilter): (slot: number) => boolean {
  const { cache, cycle, strategy } = scheduler;
  const nobodyNominated = scheduler.nominations.size === 0;
  const beyond = looksBeyond(before);
  return (slot) => {
    const { info } = cache.places.at(slot)!;
    const state = known.state[slot] || known.judge(pod, info, strategy);
    const beside = nobodyNominated ? undefined : refusalBeside(scheduler, store, pod, info);
    const refusal = beside ?? (state === REFUSED ? known.refusal(slot) : beyond ? clusterRefusal(before, info) : undefined);
    if (refusal !== undefined) cycle.refuse(slot, refusal);
    else cycle.candidates[cycle.found++] = slot;
    return refusal === undefined;
  };
}

/** Where the next search is to begin. `decided`: what is known of nodes, when that alone decides. */
function amongAll({ cycle, nextStart }: Scheduler, order: readonly number[], fits: (slot: number) => boolean, decided: TemplateVerdicts | undefined): number {
  const enough = numFeasibleNodesToFind(order.length);
  const { candidates } = cycle;
  const state = decided?.state;
  let next = order.length === 0 ? 0 : nextStart % order.length;
  for (let looked = 0; looked < order.length && cycle.found < enough; looked++) {
    const slot = order[next]!;
    if (state?.[slot] === FITS) candidates[cycle.found++] = slot;
    else fits(slot);
    if (++next === order.length) next = 0;
  }
  return next;
}

/** Only the nodes named are looked at; when none of them will do, the others are counted as well. */
function amongNamed(named: ReadonlySet<string>, { cache, cycle }: Scheduler, order: readonly number[], fits: (slot: number) => boolean): void {
  cycle.expect(named.size);
  for (const name of named) {
    const place = placeOf(cache, name);
    if (place?.present === true) fits(place.info.slot);
  }
  if (cycle.found > 0) return;
  for (const slot of order) if (!named.has(cache.places.at(slot)!.info.node.metadata.name)) cycle.refuse(slot, NOT_NAMED);
}
