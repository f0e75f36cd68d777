import { micros, millis, type Nanos } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import type { Cluster } from "./cluster.ts";
import type { Kind } from "./kinds.ts";
import type { Change } from "./store.ts";

/** Who works on the cluster. Each is one component of Kubernetes, or one controller of its controller manager. */
export type LoopName =
  | "garbage-collector" | "deployment" | "replicaset" | "statefulset" | "daemonset" | "job" | "cronjob" | "endpointslice" | "disruption"
  | "resourcequota" | "horizontal-pod-autoscaler" | "node-lifecycle" | "taint-eviction" | "pod-garbage-collector" | "persistentvolume-binder" | "namespace" | "ttl-after-finished"
  | "kueue" | "keda" | "rendezvous" | "device-plugin"
  | "scheduler" | "kubelet" | "kube-proxy" | "cluster-autoscaler";

/** What everybody who changes the cluster needs at hand. */
export interface Control {
  readonly world: World;
  readonly cluster: Cluster;
  readonly env: WorldEnv;
  /** Ids of the facts that led to what is being done: the next fact's causes, and those of whoever hears of a change. */
  causes: readonly number[];
  /** Tells every loop that watches the kind of what was changed. */
  readonly announce: (control: Control, change: Change) => void;
}

type Hearing = { readonly [K in Kind]?: (change: Change<K>, cluster: Cluster) => Iterable<string> };

/**
 * A control loop: hears of changes, remembers keys, and brings the world closer to what the objects wish, one key at a
 * time. `sync` is level-triggered: it looks at how things are now, whatever it was that made it look, and finds
 * nothing to do the second time. Source: `client-go/util/workqueue`, "controllers".
 */
export interface Loop {
  readonly name: LoopName;
  /** Which keys of its own to look at again after a change of an object. */
  readonly hears: Hearing;
  sync(control: Control, key: string): void;
}

/** From a write until the controllers that watch have seen it and begin: etcd, watch, informer, queue. */
const WATCH_LATENCY: Nanos = millis(10);

/**
 * Puts a key on a loop's queue, unless it waits there already. It is not taken up before the worker that goes through
 * its objects now has come to the end.
 */
export function enqueue({ cluster, env, causes }: Control, loop: LoopName, key: string, after: Nanos = WATCH_LATENCY): void {
  let queue = cluster.queues.get(loop);
  if (queue === undefined) cluster.queues.set(loop, (queue = new Map()));
  if (queue.has(key)) return;
  queue.set(key, causes);
  const busy = cluster.busy.size === 0 ? 0 : (cluster.busy.get(`${loop} ${key}`) ?? 0) - env.now;
  env.after(Math.max(after, busy), { type: "cluster", what: "sync", loop, key });
}

/** What a worker takes for one of the objects that it goes through. */
const TIME_PER_OBJECT: Nanos = micros(100);

/** A sync has gone through so many objects: with many, the worker is busy with the key for a while. */
export function keepBusy({ cluster: { busy }, env }: Control, loop: LoopName, key: string, objects: number): void {
  const time = objects * TIME_PER_OBJECT;
  if (time > WATCH_LATENCY) busy.set(`${loop} ${key}`, env.now + time);
  else if (busy.size > 0) busy.delete(`${loop} ${key}`);
}

/**
 * Looks at a key again after a time, whatever else comes in between; what is found then follows from what led to it now.
 * Source: `workqueue.DelayingInterface`, AddAfter.
 */
export const requeue = ({ env, causes }: Control, loop: LoopName, key: string, after: Nanos): void => env.after(after, { type: "cluster", what: "requeue", loop, key, causes });

/** Does something whose facts are no causes of what is done after it. */
export function aside<T>(control: Control, work: () => T): T {
  const { causes } = control;
  const result = work();
  control.causes = causes;
  return result;
}

/**
 * Looks at a key again after a failure: at once, then after twice as long each time. Source: `workqueue`,
 * DefaultTypedControllerRateLimiter.
 */
export function requeueFailed(control: Control, loop: LoopName, key: string): void {
  const { failures } = control.cluster;
  const count = failures.get(`${loop} ${key}`) ?? 0;
  failures.set(`${loop} ${key}`, count + 1);
  requeue(control, loop, key, Math.min(MAX_RETRY, FIRST_RETRY * 2 ** count));
}

/** All went well: the next failure is the first again. */
export const forgetFailures = ({ cluster: { failures } }: Control, loop: LoopName, key: string): void => void (failures.size > 0 && failures.delete(`${loop} ${key}`));

const FIRST_RETRY: Nanos = millis(5);
const MAX_RETRY: Nanos = millis(1_000_000);
