import { SECOND, seconds, type Nanos } from "../../../kernel/time.ts";
import { Shelf } from "../shelf.ts";
import type { PluginName } from "./refusal.ts";
import { Vector } from "./vector.ts";

/** A pod that waits to be placed. Never changed in place. Source: `pkg/scheduler/framework/types.go`, QueuedPodInfo. */
export interface QueuedPod {
  readonly key: string;
  readonly priority: number;
  /** When it came, or last failed. */
  readonly since: Nanos;
  /** Settles who of equals came first. */
  readonly turn: number;
  /** How often it was tried. */
  readonly attempts: number;
  readonly where: "active" | "backoff" | "unschedulable" | "gated";
  /** Who refused it the last time: what could help is a change that one of them cares about. */
  readonly refusedBy: readonly PluginName[];
  /** Facts that led to its being tried. */
  readonly causes: readonly number[];
}

/**
 * Pods that wait: in order of priority and time (active), for their back-off to end, or for something that could help
 * them. Source: `pkg/scheduler/backend/queue/scheduling_queue.go`, PriorityQueue.
 */
export interface SchedulingQueue {
  pods: Shelf<QueuedPod>;
  /** A heap; what `pods` no longer knows under its key is stale. */
  active: Vector<QueuedPod>;
  backoff: Shelf<QueuedPod>;
  /** The pool of those that nothing has helped yet, by each plugin that refused them. */
  pool: Map<PluginName, Shelf<QueuedPod>>;
  turns: number;
}

export const createQueue = (): SchedulingQueue => ({ pods: new Shelf(), active: new Vector(), backoff: new Shelf(), pool: new Map(), turns: 0 });

export const copyQueue = (q: SchedulingQueue): SchedulingQueue => ({
  pods: q.pods.copy(), active: q.active.copy(), backoff: q.backoff.copy(), pool: new Map([...q.pool].map(([plugin, pods]) => [plugin, pods.copy()])), turns: q.turns,
});

/** Puts a pod where it says, in place of what was known of it. */
export function place(queue: SchedulingQueue, pod: Omit<QueuedPod, "turn">): void {
  dropFrom(queue, pod.key);
  const entry = { ...pod, turn: queue.turns++ };
  queue.pods.set(pod.key, entry);
  if (entry.where === "active") push(queue.active, entry);
  if (entry.where === "backoff") queue.backoff.set(pod.key, entry);
  if (entry.where === "unschedulable") for (const plugin of entry.refusedBy) poolOf(queue, plugin).set(pod.key, entry);
}

/** A pod no longer waits: it was placed, or is gone. */
export function dropFrom(queue: SchedulingQueue, key: string): void {
  const known = queue.pods.get(key);
  if (known === undefined) return;
  queue.pods.delete(key);
  queue.backoff.delete(key);
  for (const plugin of known.refusedBy) queue.pool.get(plugin)?.delete(key);
}

function poolOf(queue: SchedulingQueue, plugin: PluginName): Shelf<QueuedPod> {
  let pool = queue.pool.get(plugin);
  if (pool === undefined) queue.pool.set(plugin, (pool = new Shelf()));
  return pool;
}

/** Those that nothing has helped yet, each once, the first to come first. */
export const inPool = ({ pool }: SchedulingQueue): QueuedPod[] => [...new Set([...pool.values()].flatMap((pods) => [...pods.values()]))].sort((a, b) => a.turn - b.turn);

/** Takes the first pod in line; undefined when nobody is. */
export function takeFirst(queue: SchedulingQueue): QueuedPod | undefined {
  while (queue.active.length > 0) {
    const first = pop(queue.active);
    if (queue.pods.get(first.key) !== first) continue;
    queue.pods.delete(first.key);
    return first;
  }
  return undefined;
}

/** Whether anybody is in line. What is stale at the front is thrown away. */
export function isWaiting(queue: SchedulingQueue): boolean {
  while (queue.active.length > 0 && queue.pods.get(queue.active.at(0).key) !== queue.active.at(0)) pop(queue.active);
  return queue.active.length > 0;
}

const INITIAL_BACKOFF = seconds(1);
const MAX_BACKOFF = seconds(10);

/** Until when a pod that failed is not tried again, even if something could help it. Source: `backoff_queue.go`, calculateBackoffDuration. */
export const backoffEnd = ({ since, attempts }: QueuedPod): Nanos => since + Math.min(MAX_BACKOFF, INITIAL_BACKOFF * 2 ** Math.max(0, attempts - 1));

/** How often those whose back-off is over are let into the line. Source: `scheduling_queue.go`, flushBackoffQCompleted. */
export const BACKOFF_PERIOD = SECOND;
/** How long a pod stays in the pool when nothing happens, and how often that is looked at. Source: `scheduling_queue.go`. */
export const MAX_IN_POOL = seconds(300);
export const LEFTOVER_PERIOD = seconds(30);

/** Something happened that could help: back into the line, or first into back-off if that is not over. */
export function retry(queue: SchedulingQueue, pod: QueuedPod, now: Nanos, causes: readonly number[]): void {
  place(queue, { ...pod, where: backoffEnd(pod) > now ? "backoff" : "active", causes: [...new Set([...pod.causes, ...causes])] });
}

const before = (a: QueuedPod, b: QueuedPod): boolean =>
  a.priority !== b.priority ? a.priority > b.priority : a.since !== b.since ? a.since < b.since : a.turn < b.turn;

function push(heap: Vector<QueuedPod>, pod: QueuedPod): void {
  let hole = heap.length;
  while (hole > 0) {
    const parent = heap.at((hole - 1) >> 1);
    if (!before(pod, parent)) break;
    heap.set(hole, parent);
    hole = (hole - 1) >> 1;
  }
  heap.set(hole, pod);
}

function pop(heap: Vector<QueuedPod>): QueuedPod {
  const first = heap.at(0);
  const last = heap.at(heap.length - 1);
  heap.shorten();
  if (heap.length === 0) return first;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap.at(child + 1), heap.at(child))) child++;
    if (!before(heap.at(child), last)) break;
    heap.set(hole, heap.at(child));
    hole = child;
  }
  heap.set(hole, last);
  return first;
}
