import type { Store } from "../store.ts";
import { placeOf, searchOrder, type SchedulerCache } from "./cache.ts";
import { numFeasibleNodesToFind } from "./feasible-nodes.ts";
import { affinityFilterState, affinityRefusal, type AffinityFilterState } from "./inter-pod-affinity/filter.ts";
import { namedNodes } from "./node-filters.ts";
import type { NodeInfo, PodInfo } from "./node-info.ts";
import { spreadRefusal, type SpreadFilterState } from "./pod-topology-spread/filter.ts";
import { keptSpreadFilterState } from "./pod-topology-spread/spread.ts";
import type { Candidate } from "./prioritize.ts";
import type { Refusal } from "./refusal.ts";
import { verdictOn, type Verdicts } from "./verdicts.ts";
import { podVolumes, volumeRefusal, type PodVolumes } from "./volume-binding.ts";

/** What came of looking for nodes that a pod fits on. */
export interface Search {
  readonly candidates: readonly Candidate[];
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

export const preFilter = (pod: PodInfo, cache: SchedulerCache, store: Store): PreFilter => ({
  volumes: podVolumes(store, pod.pod), spread: keptSpreadFilterState(pod.pod, cache), podAffinity: affinityFilterState(pod.pod, cache),
});

/** The filters that come after those of the node alone. */
export function clusterRefusal({ volumes, spread, podAffinity }: PreFilter, { node }: NodeInfo): Refusal | undefined {
  const elsewhere = volumeRefusal(volumes, node);
  if (elsewhere !== undefined) return elsewhere;
  const skewed = spread && spreadRefusal(spread, node);
  if (skewed !== undefined) return { plugin: "PodTopologySpread", reasons: [skewed.reason], resolvable: skewed.resolvable };
  return podAffinity && affinityRefusal(podAffinity, node);
}

const NOT_NAMED: Refusal = { plugin: "NodeAffinity", reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"], resolvable: false };

/**
 * Looks for nodes that fit, from where the last search ended, until there are enough. Source: `pkg/scheduler/schedule_one.go`,
 * findNodesThatFitPod and findNodesThatPassFilters.
 */
export function findNodesThatFit(pod: PodInfo, cache: SchedulerCache, store: Store, verdicts: Verdicts, start: number): Search {
  const order = searchOrder(cache);
  const numAllNodes = order.length;
  const before = preFilter(pod, cache, store);
  if (before.volumes.refusal !== undefined) return { candidates: [], refused: [], numAllNodes, next: start, preFilterMessage: before.volumes.refusal };
  const candidates: Candidate[] = [];
  const refused: { info: NodeInfo; refusal: Refusal }[] = [];
  const known = verdicts.for(pod);
  const look = (info: NodeInfo): void => {
    const verdict = verdictOn(known, pod, info);
    const refusal = verdict.refusal ?? clusterRefusal(before, info);
    if (refusal === undefined) candidates.push({ info, verdict });
    else refused.push({ info, refusal });
  };
  const named = namedNodes(pod.pod.spec);
  if (named !== undefined) {
    lookAtNamed(named, cache, order, look, refused);
    return { candidates, refused, numAllNodes, next: start };
  }
  const enough = numFeasibleNodesToFind(numAllNodes);
  let looked = 0;
  for (; looked < numAllNodes && candidates.length < enough; looked++) look(cache.places.at(order[(start + looked) % numAllNodes]!)!.info);
  return { candidates, refused, numAllNodes, next: numAllNodes === 0 ? 0 : (start + looked) % numAllNodes };
}

/** Only the nodes named are looked at; when none of them will do, the others are counted as well. */
function lookAtNamed(
  named: ReadonlySet<string>, cache: SchedulerCache, order: readonly number[], look: (info: NodeInfo) => void, refused: { info: NodeInfo; refusal: Refusal }[],
): void {
  let fit = 0;
  for (const name of named) {
    const place = placeOf(cache, name);
    if (place?.present !== true) continue;
    const before = refused.length;
    look(place.info);
    if (refused.length === before) fit++;
  }
  if (fit > 0) return;
  for (const slot of order) {
    const { info } = cache.places.at(slot)!;
    if (!named.has(info.node.metadata.name)) refused.push({ info, refusal: NOT_NAMED });
  }
}
