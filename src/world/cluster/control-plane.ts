import { cronJobLoop } from "./controllers/cron-job/loop.ts";
import { daemonSetLoop } from "./controllers/daemon-set/loop.ts";
import { deploymentLoop } from "./controllers/deployment/loop.ts";
import { endpointSliceLoop } from "./controllers/endpoint-slice/loop.ts";
import { garbageCollector } from "./controllers/garbage-collector.ts";
import { persistentVolumeBinder } from "./controllers/persistent-volume/loop.ts";
import { replicaSetLoop } from "./controllers/replica-set/loop.ts";
import { nodeLifecycle } from "./controllers/node-lifecycle/loop.ts";
import { horizontalPodAutoscaler } from "./controllers/hpa/loop.ts";
import { disruption } from "./controllers/disruption/loop.ts";
import { podGarbageCollector } from "./controllers/pod-garbage-collector.ts";
import { taintEviction } from "./controllers/taint-eviction.ts";
import { resourceQuotaLoop } from "./controllers/resource-quota.ts";
import { statefulSetLoop } from "./controllers/stateful-set/loop.ts";
import { jobLoop } from "./controllers/job/loop.ts";
import { ttlAfterFinished } from "./controllers/ttl-after-finished.ts";
import { namespaceLoop } from "./controllers/namespace.ts";
import { keda } from "./controllers/keda/loop.ts";
import { kueue } from "./controllers/kueue/loop.ts";
import { devicePlugin } from "./gpu/device-plugin.ts";
import { rendezvous } from "./training/rendezvous.ts";
import { kubelet } from "./kubelet/kubelet.ts";
import { kubeProxy } from "./network/kube-proxy.ts";
import type { World, WorldEnv } from "../state.ts";
import { clusterOf } from "./cluster.ts";
import type { Kind } from "./kinds.ts";
import { enqueue, keepBusy, type Control, type Loop, type LoopName } from "./loop.ts";
import { scheduler } from "./scheduler/loop.ts";
import type { Change } from "./store.ts";

/** Every loop there is. A new one is added here and nowhere else. */
const LOOPS: readonly Loop[] = [
  garbageCollector,
  deploymentLoop,
  replicaSetLoop,
  daemonSetLoop,
  statefulSetLoop,
  kueue,
  keda,
  jobLoop,
  cronJobLoop,
  namespaceLoop,
  persistentVolumeBinder,
  resourceQuotaLoop,
  ttlAfterFinished,
  endpointSliceLoop,
  scheduler,
  nodeLifecycle,
  taintEviction,
  podGarbageCollector,
  disruption,
  horizontalPodAutoscaler,
  kubelet,
  rendezvous,
  devicePlugin,
  kubeProxy,
];

const byName = new Map<LoopName, Loop>(LOOPS.map((loop) => [loop.name, loop]));

type Ear = (change: Change, cluster: Control["cluster"]) => Iterable<string>;

const byKind = new Map<Kind, readonly (readonly [LoopName, Ear])[]>();

function listeners(kind: Kind): readonly (readonly [LoopName, Ear])[] {
  let known = byKind.get(kind);
  if (known === undefined) byKind.set(kind, (known = LOOPS.flatMap((loop) => (loop.hears[kind] === undefined ? [] : [[loop.name, loop.hears[kind] as Ear] as const]))));
  return known;
}

/** The cluster of a world at hand for changes; undefined where there is none. */
export function controlOf(world: World, env: WorldEnv, causes: readonly number[] = []): Control | undefined {
  const cluster = clusterOf(world);
  return cluster && { world, cluster, env, causes, announce };
}

/** Tells every loop that watches this kind. */
function announce(control: Control, change: Change): void {
  for (const [loop, hears] of listeners(change.kind)) for (const key of hears(change, control.cluster)) enqueue(control, loop, key);
}

/** A key has come to the front of a loop's queue. */
export function syncDue(control: Control, loop: LoopName, key: string): void {
  const queue = control.cluster.queues.get(loop);
  control.causes = queue?.get(key) ?? [];
  queue?.delete(key);
  const { store } = control.cluster;
  const looked = store.looked;
  byName.get(loop)?.sync(control, key);
  keepBusy(control, loop, key, store.looked - looked);
}
