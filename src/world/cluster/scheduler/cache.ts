import type { Node, Pod } from "../objects.ts";
import { normalizedImageName } from "../image-name.ts";
import { Shelf } from "../shelf.ts";
import { addPod, copyNodeInfo, nodeInfo, podKey, removePod, setNode, type NodeInfo, type PodInfo } from "./node-info.ts";
import { LABEL_ZONE } from "./pod-topology-spread/constraint.ts";
import { Tallies } from "./tallies.ts";
import { Verdicts } from "./verdicts.ts";
import { Vector } from "./vector.ts";

/** A node's place in the cache: it keeps it as long as the node exists or pods are counted on it. */
export interface Place {
  readonly mark: object;
  readonly info: NodeInfo;
  /** Off while only its pods are known: the node object is gone, or has not come yet. */
  readonly present: boolean;
}

/**
 * What the scheduler knows of nodes and the pods on them, those it has just placed included. It is ahead of what it
 * hears: a pod counts from the decision on. Source: `pkg/scheduler/backend/cache/cache.go`.
 */
export interface SchedulerCache {
  mark: object;
  places: Vector<Place | undefined>;
  byName: Shelf<number>;
  /** Where each pod is counted, and as what. */
  pods: Shelf<{ readonly slot: number; readonly pod: PodInfo }>;
  /** How many pods of each priority are counted: whether anybody could be pushed aside at all. */
  readonly priorities: Map<number, number>;
  /** Slots of the nodes that exist, zone by zone in turn; undefined when nodes came or went since. */
  order: readonly number[] | undefined;
  /** Images by full name: their size and how many nodes have them. Replaced as a whole when a node's images change. */
  images: ReadonlyMap<string, { readonly size: number; readonly numNodes: number }>;
  /** Sums over the above that are worked out when asked for. They go along with the first who goes on from here; what is left behind does without. */
  tallies: Tallies;
  /** What nodes are worth to pods, kept in the same way. */
  verdicts: Verdicts;
}

export const createCache = (mark: object): SchedulerCache =>
  ({ mark, places: new Vector(), byName: new Shelf(), pods: new Shelf(), priorities: new Map(), order: undefined, images: new Map(), tallies: new Tallies(), verdicts: new Verdicts() });

export function copyCache(c: SchedulerCache, mark: object): SchedulerCache {
  const { tallies, verdicts } = c;
  c.tallies = new Tallies();
  c.verdicts = new Verdicts();
  return { mark, places: c.places.copy(), byName: c.byName.copy(), pods: c.pods.copy(), priorities: new Map(c.priorities), order: c.order, images: c.images, tallies, verdicts };
}

export const placeOf = (cache: SchedulerCache, name: string): Place | undefined => {
  const slot = cache.byName.get(name);
  return slot === undefined ? undefined : cache.places.at(slot);
};

/** The name of the node that has a slot. */
export const nameAt = (cache: SchedulerCache, slot: number): string => cache.places.at(slot)!.info.node.metadata.name;

/** The node's info for writing: what was thought of it is forgotten. It is made when its pods are known before itself. */
function writable(cache: SchedulerCache, name: string): { slot: number; place: Place } {
  const known = cache.byName.get(name);
  const slot = known ?? cache.places.length;
  const place = known === undefined ? undefined : cache.places.at(known);
  cache.verdicts.forget(slot);
  if (place?.mark === cache.mark) return { slot, place };
  const info = place === undefined ? nodeInfo({ metadata: { name }, spec: {}, status: {} }, slot) : copyNodeInfo(place.info);
  const own = { mark: cache.mark, info, present: place?.present ?? false };
  if (known === undefined) cache.byName.set(name, slot);
  cache.places.set(slot, own);
  return { slot, place: own };
}

/** A node came or changed. Source: `cache.go`, AddNode and UpdateNode. */
export function cacheNode(cache: SchedulerCache, node: Node): void {
  const { slot, place } = writable(cache, node.metadata.name);
  const before = place.info.node;
  if (before.status.images !== node.status.images) cache.images = withImages(cache.images, before, node);
  if (!place.present || zoneOf(before) !== zoneOf(node)) cache.order = undefined;
  if (!place.present || before.metadata.labels !== node.metadata.labels) cache.tallies = new Tallies();
  else if (before.spec.taints !== node.spec.taints) cache.tallies.taintsChanged();
  setNode(place.info, node);
  if (!place.present) cache.places.set(slot, { ...place, present: true });
}

/** A node is gone; pods that are still counted on it stay known. Source: `cache.go`, RemoveNode. */
export function forgetNode(cache: SchedulerCache, name: string): void {
  const place = placeOf(cache, name);
  if (place === undefined || !place.present) return;
  const { slot } = writable(cache, name);
  cache.images = withImages(cache.images, place.info.node, undefined);
  cache.places.set(slot, { ...cache.places.at(slot)!, present: false });
  cache.order = undefined;
  cache.tallies = new Tallies();
}

/** Counts a pod on a node. Source: `cache.go`, AssumePod and AddPod. */
export function countPod(cache: SchedulerCache, pod: PodInfo, nodeName: string): void {
  const { slot, place } = writable(cache, nodeName);
  addPod(place.info, pod);
  cache.pods.set(podKey(pod.pod), { slot, pod });
  cache.tallies.podMoved(place.info, pod, 1);
  countPriority(cache, pod, 1);
}

/** Takes a pod off its node. Source: `cache.go`, ForgetPod and RemovePod. */
export function uncountPod(cache: SchedulerCache, key: string): void {
  const counted = cache.pods.get(key);
  if (counted === undefined) return;
  const { place } = writable(cache, nameAt(cache, counted.slot));
  removePod(place.info, counted.pod);
  cache.pods.delete(key);
  cache.tallies.podMoved(place.info, counted.pod, -1);
  countPriority(cache, counted.pod, -1);
}

function countPriority({ priorities }: SchedulerCache, { pod: { spec: { priority = 0 } } }: PodInfo, by: 1 | -1): void {
  const count = (priorities.get(priority) ?? 0) + by;
  if (count === 0) priorities.delete(priority);
  else priorities.set(priority, count);
}

/** What `check` finds while these pods are counted on a node as well; afterwards all is as before. */
export function withPods<T>(cache: SchedulerCache, node: string, pods: readonly PodInfo[], check: (info: NodeInfo) => T): T {
  for (const pod of pods) countPod(cache, pod, node);
  const found = check(placeOf(cache, node)!.info);
  for (const { pod } of pods) uncountPod(cache, podKey(pod));
  return found;
}

/** The name of the node a pod is counted on. */
export const countedOn = (cache: SchedulerCache, pod: Pod): string | undefined => {
  const counted = cache.pods.get(podKey(pod));
  return counted && nameAt(cache, counted.slot);
};

/** All slots in the order of the search: one of each zone in turn. Source: `cache/node_tree.go`, list. */
export function searchOrder(cache: SchedulerCache): readonly number[] {
  if (cache.order !== undefined) return cache.order;
  const zones = new Map<string, number[]>();
  for (let slot = 0; slot < cache.places.length; slot++) {
    const place = cache.places.at(slot);
    if (place === undefined || !place.present) continue;
    const zone = zoneOf(place.info.node);
    const slots = zones.get(zone);
    if (slots === undefined) zones.set(zone, [slot]);
    else slots.push(slot);
  }
  const lists = [...zones.values()];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return (cache.order = Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat());
}

const zoneOf = ({ metadata }: Node): string => metadata.labels?.[LABEL_ZONE] ?? "";

type Images = SchedulerCache["images"];

/** Source: `cache.go`, addNodeImageStates and removeNodeImageStates. */
function withImages(known: Images, before: Node | undefined, after: Node | undefined): Images {
  const images = new Map(known);
  for (const [node, by] of [[before, -1], [after, 1]] as const) {
    for (const { names, sizeBytes } of node?.status.images ?? []) {
      for (const name of names.map(normalizedImageName)) {
        const numNodes = (images.get(name)?.numNodes ?? 0) + by;
        if (numNodes <= 0) images.delete(name);
        else images.set(name, { size: sizeBytes, numNodes });
      }
    }
  }
  return images;
}
