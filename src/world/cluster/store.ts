import { recounted, type Census } from "./census.ts";
import { keyOf, kindInfo, KINDS, type Kind, type Objects } from "./kinds.ts";
import { containsLabels } from "./label-selector.ts";
import type { Labels, ObjectMeta, Pod, Service } from "./objects.ts";
import { Index, Shelf } from "./shelf.ts";

/** What became of one object: created (no `before`), changed, or gone (no `after`). */
export interface Change<K extends Kind = Kind> {
  readonly kind: K;
  readonly key: string;
  readonly before: Objects[K] | undefined;
  readonly after: Objects[K] | undefined;
}

/**
 * etcd: every object of the cluster by kind and key, and what the informers of controllers index. Copies are cheap and
 * share what neither side has written since. Nobody but `write.ts` puts anything in here.
 */
export class Store {
  /** Counts every write: the resourceVersion of the last one. */
  revision: number;
  /** Counts objects that were looked at: how much there was to do for whoever looked. */
  looked = 0;
  private readonly shelves: ReadonlyMap<Kind, Shelf<Objects[Kind]>>;
  private readonly indexes: Indexes;
  /** The numbers of the pods of ReplicaSets, by the set's uid. */
  private readonly censuses: Shelf<Census>;

  private constructor(revision: number, shelves: ReadonlyMap<Kind, Shelf<Objects[Kind]>>, indexes: Indexes, censuses: Shelf<Census>) {
    this.revision = revision;
    this.shelves = shelves;
    this.indexes = indexes;
    this.censuses = censuses;
  }

  static empty(): Store {
    return new Store(0, new Map(KINDS.map(({ kind }) => [kind, new Shelf()])), noIndexes(), new Shelf());
  }

  copy(): Store {
    return new Store(this.revision, new Map([...this.shelves].map(([kind, shelf]) => [kind, shelf.copy()])), copyIndexes(this.indexes), this.censuses.copy());
  }

  get<K extends Kind>(kind: K, key: string): Objects[K] | undefined {
    this.looked++;
    return this.shelf(kind).get(key);
  }

  /** In no meaningful order: who shows a list sorts it (`sorted`). */
  all<K extends Kind>(kind: K): IterableIterator<Objects[K]> {
    return this.shelf(kind).values();
  }

  count(kind: Kind): number {
    return this.shelf(kind).size;
  }

  /** Pods bound to a node. */
  podsOn(node: string): Pod[] {
    return found(this.indexes.onNode.of(node), (key) => this.get("Pod", key));
  }

  /** What an object controls, of one kind: the pods of a ReplicaSet, the ReplicaSets of a Deployment. */
  ownedBy<K extends Kind>(uid: string, kind: K): Objects[K][] {
    const prefix = `${kind}:`;
    return found(this.indexes.owned.of(uid), (name) => (name.startsWith(prefix) ? this.get(kind, name.slice(prefix.length)) : undefined));
  }

  /** The numbers of a ReplicaSet's pods. */
  censusOf(uid: string): Census {
    return this.censuses.get(uid) ?? [];
  }

  /** `Kind:key` of everything an object controls. */
  dependents(uid: string): Iterable<string> {
    return this.indexes.owned.of(uid);
  }

  /** What nobody controls in a namespace, of a kind that owners take over. */
  uncontrolled<K extends "Pod" | "ReplicaSet">(kind: K, namespace: string): Objects[K][] {
    return found(this.indexes.free.of(`${kind}:${namespace}`), (key) => this.get(kind, key));
  }

  /** Whether there is anything in a namespace, of a kind that owners take over, that nobody controls. */
  hasUncontrolled(kind: "Pod" | "ReplicaSet", namespace: string): boolean {
    return this.indexes.free.size(`${kind}:${namespace}`) > 0;
  }

  inNamespace<K extends Kind>(kind: K, namespace: string): Objects[K][] {
    if (this.count(kind) === 0) return [];
    if (kind === "Event") return [...this.all(kind)].filter(({ metadata }) => metadata.namespace === namespace);
    return found(this.indexes.inNamespace.of(`${kind}:${namespace}`), (key) => this.get(kind, key));
  }

  /** Pods of a namespace that carry all these labels; no labels, no pods. */
  podsWith(namespace: string, labels: Labels): Pod[] {
    const groups = labelGroups(namespace, labels);
    if (groups.length === 0) return [];
    const rarest = groups.reduce((a, b) => (this.indexes.labelled.size(b) < this.indexes.labelled.size(a) ? b : a));
    return found(this.indexes.labelled.of(rarest), (key) => this.get("Pod", key)).filter(({ metadata }) => containsLabels(metadata.labels, labels));
  }

  /** The service that has a virtual address. */
  serviceAt(address: string): Service | undefined {
    return found(this.indexes.addressed.of(address), (key) => this.get("Service", key))[0];
  }

  /** The service that has a port on every node. */
  serviceOnPort(nodePort: number): Service | undefined {
    return this.serviceAt(`:${nodePort}`);
  }

  /** Puts an object in place of whatever was there under its key; undefined takes it away. */
  put<K extends Kind>(kind: K, key: string, after: Objects[K] | undefined): Change<K> {
    const shelf = this.shelf(kind);
    const before = shelf.get(key);
    this.revision++;
    if (after === undefined) shelf.delete(key);
    else shelf.set(key, after);
    this.index(kind, key, before, after);
    return { kind, key, before, after };
  }

  private index(kind: Kind, key: string, before: Objects[Kind] | undefined, after: Objects[Kind] | undefined): void {
    const [was, is] = [before?.metadata, after?.metadata];
    const { onNode, owned, free, inNamespace, labelled } = this.indexes;
    move(owned, `${kind}:${key}`, was && controllerOf(was), is && controllerOf(is));
    move(inNamespace, key, was && namespaceGroup(kind, was), is && namespaceGroup(kind, is));
    if (kind === "Pod" || kind === "ReplicaSet") move(free, key, was && freeIn(kind, was), is && freeIn(kind, is));
    if (kind === "Service") this.address(key, before as Service | undefined, after as Service | undefined);
    if (kind !== "Pod") return;
    move(onNode, key, nodeNameOf(before), nodeNameOf(after));
    this.countForSets(before as Pod | undefined, after as Pod | undefined);
    if (was?.labels === is?.labels) return;
    for (const group of labelGroups(namespaceOf(was), was?.labels)) labelled.remove(group, key);
    for (const group of labelGroups(namespaceOf(is), is?.labels)) labelled.add(group, key);
  }

  private countForSets(before: Pod | undefined, after: Pod | undefined): void {
    const [was, is] = [setOf(before), setOf(after)];
    if (was === is) return is === undefined ? undefined : this.recount(is, before, after);
    if (was !== undefined) this.recount(was, before, undefined);
    if (is !== undefined) this.recount(is, undefined, after);
  }

  private recount(set: string, before: Pod | undefined, after: Pod | undefined): void {
    const known = this.censusOf(set);
    const census = recounted(known, before, after);
    if (census.length === 0) this.censuses.delete(set);
    else if (census !== known) this.censuses.set(set, census);
  }

  private address(key: string, before: Service | undefined, after: Service | undefined): void {
    for (const group of addressGroups(before)) this.indexes.addressed.remove(group, key);
    for (const group of addressGroups(after)) this.indexes.addressed.add(group, key);
  }

  private shelf<K extends Kind>(kind: K): Shelf<Objects[K]> {
    return this.shelves.get(kind) as unknown as Shelf<Objects[K]>;
  }
}

/** What informers of controllers index. */
interface Indexes {
  /** Keys of pods by the name of their node. */
  readonly onNode: Index;
  /** `Kind:key` of what an owner controls, by the owner's uid. */
  readonly owned: Index;
  /** Keys of what nobody controls, of kinds that can be taken over, by `Kind:namespace`. */
  readonly free: Index;
  /** Keys by `Kind:namespace`. Not of events: there are many, and only people ask for those of a namespace. */
  readonly inNamespace: Index;
  /** Keys of pods by `namespace/label=value`. */
  readonly labelled: Index;
  /** Keys of services by virtual address, and by `:` and their node port. */
  readonly addressed: Index;
}

const noIndexes = (): Indexes => ({ onNode: new Index(), owned: new Index(), free: new Index(), inNamespace: new Index(), labelled: new Index(), addressed: new Index() });

const copyIndexes = (i: Indexes): Indexes => ({
  onNode: i.onNode.copy(), owned: i.owned.copy(), free: i.free.copy(), inNamespace: i.inNamespace.copy(), labelled: i.labelled.copy(), addressed: i.addressed.copy(),
});

function move(index: Index, name: string, from: string | undefined, to: string | undefined): void {
  if (from === to) return;
  if (from !== undefined) index.remove(from, name);
  if (to !== undefined) index.add(to, name);
}

const nodeNameOf = (pod: Objects[Kind] | undefined): string | undefined => (pod as Pod | undefined)?.spec.nodeName;

const namespaceOf = (metadata: ObjectMeta | undefined): string => metadata?.namespace ?? "default";

const namespaceGroup = (kind: Kind, metadata: ObjectMeta): string | undefined => (kindInfo(kind).namespaced && kind !== "Event" ? `${kind}:${namespaceOf(metadata)}` : undefined);

const labelGroups = (namespace: string, labels: Labels | undefined): string[] => Object.entries(labels ?? {}).map(([key, value]) => `${namespace}/${key}=${value}`);

function addressGroups(service: Service | undefined): string[] {
  const { clusterIP, ports = [] } = service?.spec ?? {};
  return [...(clusterIP === undefined || clusterIP === "None" ? [] : [clusterIP]), ...ports.flatMap(({ nodePort }) => (nodePort === undefined ? [] : [`:${nodePort}`]))];
}

const freeIn = (kind: Kind, metadata: ObjectMeta): string | undefined => (controllerOf(metadata) === undefined ? `${kind}:${namespaceOf(metadata)}` : undefined);

/** The uid of the one owner that manages an object. Source: `apimachinery/pkg/apis/meta/v1/controller_ref.go`, GetControllerOf. */
export const controllerOf = (metadata: ObjectMeta): string | undefined => metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid;

/** The uid of the ReplicaSet that manages a pod. Pods of other owners differ in their labels one by one. */
function setOf(pod: Pod | undefined): string | undefined {
  const owner = pod?.metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner?.kind === "ReplicaSet" ? owner.uid : undefined;
}

function found<T>(names: Iterable<string>, get: (name: string) => T | undefined): T[] {
  const list: T[] = [];
  for (const name of names) {
    const object = get(name);
    if (object !== undefined) list.push(object);
  }
  return list;
}

/** By namespace, then name, as etcd lists keys. */
export const sorted = <T extends { readonly metadata: ObjectMeta }>(objects: Iterable<T>): T[] =>
  [...objects].sort((a, b) => text(a.metadata.namespace ?? "", b.metadata.namespace ?? "") || text(a.metadata.name, b.metadata.name));

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The key under which an object lies. */
export const keyOfObject = (kind: Kind, { metadata }: { readonly metadata: ObjectMeta }): string => keyOf(kind, metadata);
