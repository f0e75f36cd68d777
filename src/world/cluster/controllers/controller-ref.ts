import { kindInfo, keyOf, type Kind, type Objects } from "../kinds.ts";
import type { Cluster } from "../cluster.ts";
import { matchesLabelSelector } from "../label-selector.ts";
import type { LabelSelector, ObjectMeta, OwnerReference } from "../objects.ts";
import type { Change } from "../store.ts";

/** What an object carries that another one manages. Source: `apimachinery/pkg/apis/meta/v1/controller_ref.go`, NewControllerRef. */
export const controllerRef = (kind: Kind, { metadata }: { readonly metadata: ObjectMeta }): OwnerReference =>
  ({ kind, name: metadata.name, uid: metadata.uid!, controller: true });

export const controllerRefOf = ({ metadata }: { readonly metadata: ObjectMeta }): OwnerReference | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller === true);

/** Key of the object of that kind that manages this one. */
export function controllerKey(kind: Kind, object: { readonly metadata: ObjectMeta } | undefined): string | undefined {
  const owner = object && controllerRefOf(object);
  return owner?.kind === kind ? keyOf(kind, { name: owner.name, ...(kindInfo(kind).namespaced ? { namespace: object!.metadata.namespace ?? "default" } : {}) }) : undefined;
}

/** The object itself: what every loop hears of its own kind. */
export const itself = ({ kind, key, after }: Change): string[] => (after === undefined && kind === "Pod" ? [] : [key]);

type Selecting = { readonly metadata: ObjectMeta; readonly spec: { readonly selector?: LabelSelector } };

/**
 * Who has to look after a change of a dependent: its controllers before and after; for one that nobody manages and that
 * is new, or has new labels, everybody of the kind who could take it over.
 * Source: `pkg/controller/replicaset/replica_set.go`, addPod, updatePod, deletePod.
 */
export function managersOf(kind: Kind, { before, after }: Change, cluster: Cluster): string[] {
  if (after !== undefined && before?.metadata.ownerReferences === after.metadata.ownerReferences && controllerRefOf(after) !== undefined) return managerOf(kind, after);
  const [was, is] = [controllerKey(kind, before), controllerKey(kind, after)];
  const known = [was, ...(is === was ? [] : [is])].filter((key) => key !== undefined);
  if (after === undefined || controllerRefOf(after) !== undefined || after.metadata.deletionTimestamp !== undefined) return known;
  if (before !== undefined && before.metadata.labels === after.metadata.labels && was === undefined) return known;
  return [...known, ...takers(cluster.store.inNamespace(kind, after.metadata.namespace ?? "default"), after.metadata).map((object) => keyOf(kind, object.metadata))];
}

const NOBODY: string[] = [];

/** Most changes are reports on an object that stays with its controller. */
function managerOf(kind: Kind, object: { readonly metadata: ObjectMeta }): string[] {
  const key = controllerKey(kind, object);
  return key === undefined ? NOBODY : [key];
}

const takers = (objects: readonly Objects[Kind][], { labels }: ObjectMeta): Objects[Kind][] => objects.filter((o) => matchesLabelSelector((o as Selecting).spec.selector, labels));
