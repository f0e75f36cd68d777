/** Threads entering and leaving the run queues of a CPU, with the groups above them. */
import type { Group, Thread } from "../tree.ts";
import { weightOf } from "../tree.ts";
import type { Nanos } from "../../../../kernel/time.ts";
import { insert, isEligible, resume, reweigh, withdraw } from "./eevdf.ts";
import { queueOf, type Entity, type Queue, type Slicing } from "./queue.ts";

export const above = (q: Queue): Queue | null => (q.group.parent ? queueOf(q.group.parent, q.cpu) : null);

/** The thread becomes runnable on a CPU. */
export function enqueue(s: Slicing, t: Thread, cpu: number, now: Nanos): void {
  const q = queueOf(t.group, cpu);
  if (q.throttled) countThrottled(q, now);
  const e = t.entity as Entity;
  e.weight = t.weight;
  t.cpu = cpu;
  insert(q, e, s.slice);
  addLoad(q, t.weight);
  attach(s, q);
  count(q, 1);
}

export function dequeue(s: Slicing, t: Thread, now: Nanos): void {
  const e = t.entity as Entity;
  const q = e.queue as Queue;
  if (q.throttled) countThrottled(q, now);
  withdraw(e, s.slice);
  addLoad(q, -t.weight);
  count(q, -1);
  if (q.list.length === 0) retire(s, q);
}

/** Nothing can run in the queue any more: its entity leaves the queue above, later if it is ahead (delayed dequeue). */
function retire(s: Slicing, q: Queue): void {
  const e = q.entity;
  if (e?.queue && e.queue.list.length > 1 && !isEligible(e)) e.delayed = true;
  else detach(s, q);
}

/** The others have caught up, or there are no others. */
export function drop(s: Slicing, e: Entity): void {
  detach(s, e.stands as Queue);
  e.lag = Math.min(0, e.lag);
}

/** A thread's weight changed while it stands in a queue. */
export function reweighThread(t: Thread, weight: number): void {
  const e = t.entity;
  if (!e?.queue) return;
  addLoad(e.queue, weight - e.weight);
  reweigh(e, weight);
}

/** Only a CPU on which somebody is held back adds to `throttled_usec`. */
export function countThrottled(q: Queue, now: Nanos): void {
  if (q.list.length > 0 && q.group.purse) q.group.purse.throttledTime += now - q.throttledSince;
  q.throttledSince = now;
}

/** Puts the queue's entity into the queue above, and so on up, unless somebody is held back. */
export function attach(s: Slicing, q: Queue): void {
  const up = above(q);
  if (q.entity?.delayed && q.list.length > 0) return resume(q.entity, s.slice);
  if (!up || !q.entity || q.entity.queue || q.throttled || q.list.length === 0) return;
  reweigh(q.entity, entityWeight(q));
  insert(up, q.entity, s.slice);
  addLoad(up, q.entity.weight);
  attach(s, up);
}

export function detach(s: Slicing, q: Queue): void {
  const up = above(q);
  if (!up || !q.entity?.queue) return;
  const weight = q.entity.weight;
  q.entity.delayed = false;
  withdraw(q.entity, s.slice);
  addLoad(up, -weight);
  if (up.list.length === 0) detach(s, up);
}

/** Counts runnable threads up to the first queue that is held back. */
export function count(from: Queue, by: number): void {
  for (let q: Queue | null = from; q; q = above(q)) {
    q.ready += by;
    if (q.throttled) return;
  }
}

/** Weight of a group on one CPU: its shares times the part of its load that is queued there (`calc_group_shares`). */
function entityWeight(q: Queue): number {
  const g = q.group;
  return g.load > 0 ? Math.max(2, (weightOf(g) * q.load) / g.load) : Math.max(2, weightOf(g));
}

function addLoad(q: Queue, by: number): void {
  q.load = Math.max(0, q.load + by);
  q.group.load = Math.max(0, q.group.load + by);
  reweighGroup(q.group);
}

/** The group's weight on every CPU where it stands follows from where its load is. */
export function reweighGroup(g: Group): void {
  for (const q of g.queues) {
    const e = q.entity;
    // The last one is just leaving: the weight it had counts until it is out.
    if (!e?.queue || q.list.length === 0) continue;
    const weight = entityWeight(q);
    if (weight === e.weight) continue;
    const by = weight - e.weight;
    reweigh(e, weight);
    addLoad(e.queue, by);
  }
}
