import type { Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import type { MigWork } from "./gpu/mig.ts";
import { copyAutoscaler, createAutoscaler, type Autoscaler } from "./autoscaler/state.ts";
import { copyNodeLifecycle, createNodeLifecycle, type NodeLifecycle } from "./controllers/node-lifecycle/state.ts";
import { createHistories, type AutoscalerHistories } from "./controllers/hpa/history.ts";
import { createTaintEvictions, type TaintEvictions } from "./controllers/taint-eviction.ts";
import { copyKubelets, createKubelets, type Kubelets } from "./kubelet/kubelets.ts";
import type { LoopName } from "./loop.ts";
import { NO_METRICS, type Metrics } from "./metrics.ts";
import { copyProxies, type Proxies } from "./network/kube-proxy.ts";
import { copyServiceTraffic, type ServiceTraffic } from "./network/service-traffic.ts";
import { copyScheduler, createScheduler, type Scheduler } from "./scheduler/scheduler.ts";
import type { ClusterSpec } from "./spec.ts";
import { Store } from "./store.ts";
import { createTrainings, type Trainings } from "./training/gang.ts";

/**
 * A Kubernetes cluster: what its API server keeps, what its control loops have been told to look at, and what its
 * kubelets remember besides. The machines under it are those of the world.
 */
export interface Cluster {
  mark: object;
  readonly spec: ClusterSpec;
  store: Store;
  /** Keys that wait for a loop to look at them, with the facts that led to it. */
  queues: Map<LoopName, Map<string, readonly number[]>>;
  /** Until when workers of loops go through the many objects of a key: `loop key`. */
  busy: Map<string, Nanos>;
  /** How often in a row keys of loops have failed: `loop key`. */
  failures: Map<string, number>;
  /** Nobody reaches the API server. */
  cutOff: boolean;
  kubelets: Kubelets;
  proxies: Proxies;
  /** The books of services that clients send to, by key. */
  traffic: Map<string, ServiceTraffic>;
  scheduler: Scheduler;
  nodeLifecycle: NodeLifecycle;
  taintEvictions: TaintEvictions;
  hpaHistories: AutoscalerHistories;
  autoscaler: Autoscaler;
  /** Gangs of workers, and queues of jobs. */
  training: Trainings;
  /** What the MIG manager has done or is about to do, by node. Replaced, never changed. */
  mig: ReadonlyMap<string, MigWork>;
  /** What the metrics server knows. */
  metrics: Metrics;
  /** The learner's own files, by their path from /root. Replaced as a whole. */
  files: Readonly<Record<string, string>>;
}

export const createCluster = (spec: ClusterSpec, mark: object): Cluster => ({
  mark,
  spec,
  store: Store.empty(),
  queues: new Map(),
  busy: new Map(),
  failures: new Map(),
  cutOff: false,
  kubelets: createKubelets(),
  proxies: new Map(),
  traffic: new Map(),
  scheduler: createScheduler(mark, spec.scoringStrategy),
  nodeLifecycle: createNodeLifecycle(),
  taintEvictions: createTaintEvictions(),
  hpaHistories: createHistories(),
  autoscaler: createAutoscaler(),
  training: createTrainings(),
  mig: new Map(),
  metrics: NO_METRICS,
  files: Object.fromEntries(spec.files.map(({ path, text }) => [path, text])),
});

/** The cluster for writing: copied first when an older copy of the world still shares it. */
export function clusterOf(world: World): Cluster | undefined {
  const { cluster } = world;
  if (cluster === undefined || cluster.mark === world.mark) return cluster;
  return (world.cluster = copyCluster(cluster, world.mark));
}

const copyCluster = (c: Cluster, mark: object): Cluster => ({
  mark,
  spec: c.spec,
  store: c.store.copy(),
  queues: new Map([...c.queues].map(([name, queue]) => [name, new Map(queue)])),
  busy: new Map(c.busy),
  failures: new Map(c.failures),
  cutOff: c.cutOff,
  kubelets: copyKubelets(c.kubelets),
  proxies: copyProxies(c.proxies),
  traffic: new Map([...c.traffic].map(([key, traffic]) => [key, copyServiceTraffic(traffic)])),
  scheduler: copyScheduler(c.scheduler, mark),
  nodeLifecycle: copyNodeLifecycle(c.nodeLifecycle),
  taintEvictions: c.taintEvictions.copy(),
  hpaHistories: c.hpaHistories.copy(),
  autoscaler: copyAutoscaler(c.autoscaler),
  training: c.training,
  mig: c.mig,
  metrics: c.metrics,
  files: c.files,
});
