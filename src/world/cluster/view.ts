import type { Result } from "../../kernel/model.ts";
import type { Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import { unreachable } from "./api-server.ts";
import type { Cluster } from "./cluster.ts";
import type { AutoscalerLook } from "./controllers/hpa/history.ts";
import { evictionRefusal } from "./eviction-api.ts";
import type { Kind, Objects } from "./kinds.ts";
import { logOf, type Log } from "./kubelet/logs.ts";
import { nodeUsage, podUsage, type UsageSample } from "./metrics.ts";
import type { Connection, Origin } from "./network/connect.ts";
import { lookAt } from "./network/look.ts";
import type { Pod } from "./objects.ts";
import { decisionOf, type Decision } from "./scheduler/cycle.ts";
import type { ClusterSpec } from "./spec.ts";
import { sorted } from "./store.ts";

/** What clients read from the API server: kubectl's side of it. Lists are sorted as etcd sorts keys. */
export interface ClusterView {
  readonly spec: ClusterSpec;
  /** What who asks the API server is told instead of an answer, and why; undefined while it answers. */
  readonly unreachable: { readonly message: string; readonly why: string } | undefined;
  /** The learner's own files, by their path from /root. */
  readonly files: Readonly<Record<string, string>>;
  get<K extends Kind>(kind: K, key: string): Objects[K] | undefined;
  list<K extends Kind>(kind: K, namespace?: string): readonly Objects[K][];
  /** The same in no meaningful order: for who looks for a few among many. */
  each<K extends Kind>(kind: K, namespace?: string): Iterable<Objects[K]>;
  count(kind: Kind): number;
  /** The pods bound to a node. */
  podsOn(node: string): readonly Objects["Pod"][];
  /** What the scheduler decided last. */
  decision(): Decision | undefined;
  /** What a container of a pod has printed; `previous`: before its last restart. The server asks the node's kubelet. */
  logs(pod: Pod, container: string, previous: boolean): Log;
  /** The metrics API: what a pod or a node uses, as the metrics server last knew; undefined when it does not. */
  podUsage(key: string): UsageSample | undefined;
  nodeUsage(name: string): UsageSample | undefined;
  /** What an autoscaler saw and did when it looked lately, oldest first. */
  looksOf(hpa: Objects["HorizontalPodAutoscaler"]): readonly AutoscalerLook[];
  /** Why the eviction API would not take a pod away now; undefined when it would. */
  evictionRefusal(pod: Pod): string | undefined;
  /** What somebody would meet who tried a name or an address now. */
  look(from: Origin, host: string, port: number): Connection | "unknown";
}

export const viewOf = (world: World, cluster: Cluster, now: Nanos, { spec, store, metrics, hpaHistories } = cluster): ClusterView => ({
  spec,
  unreachable: unreachable(world, cluster, now),
  files: cluster.files,
  decision: () => decisionOf(cluster.scheduler.cycle, cluster.scheduler.cache),
  logs: (pod, container, previous) => logOf(cluster, world.machines, pod, container, previous),
  look: (from, host, port) => lookAt(world, cluster, from, host, port, now),
  evictionRefusal: (pod) => reasonOf(evictionRefusal(store, pod)),
  podUsage: (key) => podUsage(metrics, key),
  nodeUsage: (name) => nodeUsage(metrics, name),
  looksOf: ({ metadata }) => hpaHistories.get(metadata.uid!)?.looks ?? [],
  get: (kind, key) => store.get(kind, key),
  count: (kind) => store.count(kind),
  podsOn: (node) => sorted(store.podsOn(node)),
  each: (kind, namespace) => (namespace === undefined ? store.all(kind) : store.inNamespace(kind, namespace)),
  list: (kind, namespace) => sorted(namespace === undefined ? store.all(kind) : store.inNamespace(kind, namespace)),
});

const reasonOf = (result: Result | undefined): string | undefined => (result === undefined || result.ok ? undefined : result.reason);
