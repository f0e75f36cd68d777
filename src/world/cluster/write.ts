import { isUsed } from "./controllers/persistent-volume/protection.ts";
import { withJobSelector } from "./controllers/job/selector.ts";
import { admitted } from "./admission/admission.ts";
import { chargeQuotas } from "./admission/resource-quota.ts";
import { randomUid } from "./names.ts";
import { keyOf, kindInfo, type Kind, type Objects } from "./kinds.ts";
import type { Control } from "./loop.ts";
import type { ObjectMeta } from "./objects.ts";
import { withAddresses } from "./network/addresses.ts";

/** The only ways to change what the API server keeps. Every write is announced to the loops that watch its kind. */

/** Stores a new object with uid, creation time, generation 1. The caller has seen to it that the key is free. */
export function create<K extends Kind>(control: Control, kind: K, object: Objects[K]): Objects[K] {
  const { cluster, env } = control;
  const namespace = kindInfo(kind).namespaced ? { namespace: object.metadata.namespace ?? "default" } : {};
  const metadata: ObjectMeta = { ...object.metadata, ...namespace, uid: randomUid(env.random), creationTimestamp: env.now, generation: 1 };
  const made = prepared(control, kind, { ...admitted(cluster.store, kind, object), metadata });
  if (cluster.store.count("ResourceQuota") > 0) chargeQuotas(control, kind, made);
  return put(control, kind, keyOf(kind, metadata), { ...made, metadata: { ...made.metadata, resourceVersion: cluster.store.revision + 1 } })!;
}

/**
 * Changes an object from what it is now; undefined when it is gone. `change` returns a new value, or the same one when
 * there is nothing to do, and then nothing is written. A changed spec counts the generation up.
 * Source: `pkg/registry/*` strategies, PrepareForUpdate.
 */
export function update<K extends Kind>(control: Control, kind: K, key: string, change: (object: Objects[K]) => Objects[K]): Objects[K] | undefined {
  const { store } = control.cluster;
  const before = store.get(kind, key);
  if (before === undefined) return undefined;
  const changed = change(before);
  if (changed === before) return before;
  const after = prepared(control, kind, changed);
  const generation = (before.metadata.generation ?? 1) + (specOf(after) === specOf(before) ? 0 : 1);
  return put(control, kind, key, { ...after, metadata: { ...after.metadata, generation, resourceVersion: store.revision + 1 } });
}

/** What the API server adds by itself. Source: `pkg/registry/*`, BeginCreate and BeginUpdate. */
function prepared<K extends Kind>({ cluster, env }: Control, kind: K, object: Objects[K]): Objects[K] {
  if (kind === "Service") return withAddresses(object as Objects["Service"], cluster.store, cluster.spec, env.random) as Objects[K];
  return kind === "Job" ? (withJobSelector(object as Objects["Job"]) as Objects[K]) : object;
}

const specOf = (object: Objects[Kind]): unknown => ("spec" in object ? object.spec : undefined);

/** Takes an object out of the store for good. What it owns is the garbage collector's business. */
export const remove = (control: Control, kind: Kind, key: string): void => {
  if (control.cluster.store.get(kind, key) !== undefined) put(control, kind, key, undefined);
};

/**
 * Asks for an object to go. A pod on a node is only marked: its kubelet ends it within its grace period and then takes
 * it away. A namespace is emptied first. Everything else goes at once. Source: `pkg/registry/core/pod/strategy.go`, CheckGracefulDelete.
 */
export function requestDeletion(control: Control, kind: Kind, key: string, graceSeconds?: number): void {
  if (kind === "Namespace") return terminateNamespace(control, key);
  if (kind === "PersistentVolumeClaim") return deleteClaim(control, key);
  if (kind !== "Pod") return remove(control, kind, key);
  const pod = control.cluster.store.get("Pod", key);
  if (pod === undefined) return;
  const ended = pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
  const grace = pod.spec.nodeName === undefined || ended ? 0 : (graceSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30);
  if (grace === 0 && (pod.spec.nodeName === undefined || ended || graceSeconds === 0)) return remove(control, kind, key);
  const already = pod.metadata.deletionGracePeriodSeconds;
  if (already !== undefined && already <= grace) return;
  const deletionTimestamp = control.env.now + grace * 1e9;
  update(control, "Pod", key, (p) => ({ ...p, metadata: { ...p.metadata, deletionTimestamp, deletionGracePeriodSeconds: grace } }));
}

/** One that a pod uses is only marked. */
function deleteClaim(control: Control, key: string): void {
  const slash = key.indexOf("/");
  if (!isUsed(control.cluster.store, key.slice(0, slash), key.slice(slash + 1))) return remove(control, "PersistentVolumeClaim", key);
  update(control, "PersistentVolumeClaim", key, (claim) => (claim.metadata.deletionTimestamp === undefined ? { ...claim, metadata: { ...claim.metadata, deletionTimestamp: control.env.now } } : claim));
}

/** It stays, and takes nothing new, until its controller has emptied it. */
const terminateNamespace = (control: Control, name: string): void => void update(control, "Namespace", name, (namespace) =>
  namespace.status.phase === "Terminating" ? namespace : { ...namespace, metadata: { ...namespace.metadata, deletionTimestamp: control.env.now }, status: { phase: "Terminating" } });

function put<K extends Kind>(control: Control, kind: K, key: string, after: Objects[K] | undefined): Objects[K] | undefined {
  control.announce(control, control.cluster.store.put(kind, key, after));
  return after;
}
