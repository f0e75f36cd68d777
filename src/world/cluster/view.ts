import type { Kind, Objects } from "./kinds.ts";
import { sorted, type Store } from "./store.ts";
import type { ClusterSpec } from "./spec.ts";

/** What clients read from the API server: kubectl's side of it. Lists are sorted as etcd sorts keys. */
export interface ClusterView {
  readonly spec: ClusterSpec;
  get<K extends Kind>(kind: K, key: string): Objects[K] | undefined;
  list<K extends Kind>(kind: K, namespace?: string): readonly Objects[K][];
  count(kind: Kind): number;
}

export const viewOf = (spec: ClusterSpec, store: Store): ClusterView => ({
  spec,
  get: (kind, key) => store.get(kind, key),
  count: (kind) => store.count(kind),
  list: (kind, namespace) => sorted(namespace === undefined ? store.all(kind) : store.inNamespace(kind, namespace)),
});
