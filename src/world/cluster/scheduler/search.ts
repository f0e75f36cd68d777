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
import { judge, type Verdict } from "./verdicts.ts";
import { podVolumes, volumeRefusal, type PodVolumes } from "./volume-binding.ts";

/** What came of looking for nodes that a pod fits on. */
export interface Search {
  /** Nodes that passed all filters. */
  readonly candidates: readonly Verdict[];
  readonly refused: readonly { readonly info: NodeInfo; readonly refusal: Refusal }[];
  readonly numAllNodes: number;
  /** Where the next search is to begin. */
  readonly next: number;
  /** No node will do, whichever. */
  readonly preFilterMessage?: string;
}

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
 * pod is asked first, alone. Source: `pkg/scheduler/schedule_one.go`, findNodesThatFitPod and findNodesThatPassFilters.
 */
export function findNodesThatFit(pod: PodInfo, scheduler: Scheduler, store: Store): Search {
  const { cache, nextStart: start } = scheduler;
  const order = searchOrder(cache);
  const numAllNodes = order.length;
  const before = preFilter(pod, cache, store);
  if (before.volumes.refusal !== undefined) return { candidates: [], refused: [], numAllNodes, next: start, preFilterMessage: before.volumes.refusal };
  const refused: { info: NodeInfo; refusal: Refusal }[] = [];
  const known = cache.verdicts.for(pod, cache.places.length);
  const nobodyNominated = scheduler.nominations.size === 0;
  const beyond = looksBeyond(before);
  const fitting = (slot: number): Verdict | undefined => {
    const verdict = (known[slot] ??= judge(pod, cache.places.at(slot)!.info, scheduler.strategy));
    const beside = nobodyNominated ? undefined : refusalBeside(scheduler, store, pod, verdict.info);
    const refusal = beside ?? verdict.refusal ?? (beyond ? clusterRefusal(before, verdict.info) : undefined);
    if (refusal === undefined) return verdict;
    refused.push({ info: verdict.info, refusal });
    return undefined;
  };
  const own = placeOf(cache, nominationOf(scheduler.nominations, podKey(pod.pod)) ?? "");
  const nominated = own?.present === true ? fitting(own.info.slot) : undefined;
  if (nominated !== undefined) return { candidates: [nominated], refused, numAllNodes, next: start };
  refused.length = 0;
  const named = namedNodes(pod.pod.spec);
  if (named !== undefined) return { candidates: amongNamed(named, cache, order, fitting, refused), refused, numAllNodes, next: start };
  return { ...amongAll(order, start, numFeasibleNodesToFind(numAllNodes), fitting), refused, numAllNodes };
}

function amongAll(order: readonly number[], start: number, enough: number, fitting: (slot: number) => Verdict | undefined): Pick<Search, "candidates" | "next"> {
  const candidates = new Array<Verdict>(enough);
  let found = 0;
  let next = order.length === 0 ? 0 : start % order.length;
  for (let looked = 0; looked < order.length && found < enough; looked++) {
    const verdict = fitting(order[next]!);
    if (verdict !== undefined) candidates[found++] = verdict;
    if (++next === order.length) next = 0;
  }
  candidates.length = found;
  return { candidates, next };
}

/** Only the nodes named are looked at; when none of them will do, the others are counted as well. */
function amongNamed(
  named: ReadonlySet<string>, cache: SchedulerCache, order: readonly number[], fitting: (slot: number) => Verdict | undefined, refused: { info: NodeInfo; refusal: Refusal }[],
): Verdict[] {
  const candidates = [...named].flatMap((name) => {
    const place = placeOf(cache, name);
    return (place?.present === true ? fitting(place.info.slot) : undefined) ?? [];
  });
  if (candidates.length > 0) return candidates;
  for (const slot of order) {
    const { info } = cache.places.at(slot)!;
    if (!named.has(info.node.metadata.name)) refused.push({ info, refusal: NOT_NAMED });
  }
  return candidates;
}
