/**
 * Earliest eligible virtual deadline first: who of a queue runs next. Rules: Documentation/scheduler/sched-eevdf.rst and
 * kernel/sched/fair.c (`pick_eevdf`, `place_entity`, `update_deadline`).
 */
import { TICK } from "../purse.ts";
import type { Entity, Queue } from "./queue.ts";

const scaled = (time: number, weight: number): number => (time * 1024) / weight;
/** Two virtual times this close are the same instant. */
const NEAR = 1e-3;

/** The weighted average of the virtual times in the queue: where an entity would be that got exactly its share. */
function average(q: Queue): number {
  const first = q.list[0];
  if (!first) return q.floor;
  const base = first.vruntime;
  let sum = 0;
  let weight = 0;
  for (const e of q.list) {
    sum += e.weight * (e.vruntime - base);
    weight += e.weight;
  }
  return base + sum / weight;
}

/** The eligible entity (not ahead of the average) with the earliest deadline; with equal ones, not the one that runs. */
export function pick(q: Queue): Entity | null {
  if (q.list.length < 2) return q.list[0] ?? null;
  const now = average(q) + NEAR;
  let best: Entity | null = null;
  for (const e of q.list) {
    if (e.vruntime > now) continue;
    if (!best || e.deadline < best.deadline || (best === q.current && e.deadline <= best.deadline)) best = e;
  }
  return best ?? (q.list[0] as Entity);
}

/** As `pick`, but whoever runs is left alone until its slice is over or it is no longer eligible (RUN_TO_PARITY). */
export function pickProtected(q: Queue): Entity | null {
  const current = q.current;
  const safe = current && current.vruntime < current.protectedUntil && current.vruntime <= average(q) + NEAR;
  return safe ? current : pick(q);
}

export function protect(e: Entity, slice: number): void {
  e.protectedUntil = Math.min(e.deadline, e.vruntime + scaled(slice, e.weight));
}

/** Run time is charged; true when the entity has used up its request and others wait in the queue. */
export function chargeEntity(e: Entity, ran: number, slice: number): boolean {
  e.vruntime += scaled(ran, e.weight);
  if (e.vruntime < e.deadline) return false;
  e.deadline = e.vruntime + scaled(slice, e.weight);
  return (e.queue as Queue).list.length > 1;
}

/** Puts an entity into a queue at the place its lag gives it. A new one starts with half a slice. */
export function insert(q: Queue, e: Entity, slice: number): void {
  const here = average(q);
  let lag = q.list.length > 0 ? lagOf(q, e, here) : 0;
  if (lag !== 0) {
    let weight = 0;
    for (const other of q.list) weight += other.weight;
    lag *= (weight + e.weight) / weight;
  }
  e.vruntime = here - lag;
  e.deadline = e.vruntime + scaled(e.fresh ? slice / 2 : slice, e.weight);
  e.fresh = false;
  e.queue = q;
  q.list.push(e);
}

/** A sleeper that was ahead pays it off while the others go on (delayed dequeue); one that was behind stays behind. */
function lagOf(q: Queue, e: Entity, here: number): number {
  if (e.lag >= 0 || e.leftQueue !== q) return e.lag;
  return Math.min(0, e.lag + Math.max(0, here - e.leftAt));
}

export function withdraw(e: Entity, slice: number): void {
  const q = e.queue as Queue;
  const limit = scaled(Math.max(2 * slice, TICK), e.weight);
  const here = average(q);
  e.lag = Math.max(-limit, Math.min(limit, here - e.vruntime));
  e.leftAt = here;
  e.leftQueue = q;
  q.list.splice(q.list.indexOf(e), 1);
  q.floor = q.list.length > 0 ? q.floor : Math.max(here, e.vruntime);
  if (q.current === e) q.current = null;
  e.queue = null;
}

export const isEligible = (e: Entity): boolean => e.vruntime <= average(e.queue as Queue) + NEAR;

/** Its group can run again before the others had caught up: it stays where it is, but is owed nothing (DELAY_ZERO). */
export function resume(e: Entity, slice: number): void {
  e.delayed = false;
  const here = average(e.queue as Queue);
  if (e.vruntime > here) return;
  e.vruntime = here;
  e.deadline = here + scaled(slice, e.weight);
}

/**
 * Entities that have taken turns of a tick each for long: the one that has waited most is last in the list and a whole
 * round behind the first, and their average stays where it is.
 */
export function stagger(q: Queue, slice: number): void {
  const n = q.list.length;
  for (let i = 0; i < n; i++) {
    const e = q.list[i] as Entity;
    e.fresh = false;
    e.vruntime += scaled((((n - 1) / 2 - i) * TICK) / n, e.weight);
    e.deadline = e.vruntime + scaled(slice, e.weight);
  }
}

/** A new weight keeps what the entity is owed, in time. */
export function reweigh(e: Entity, weight: number): void {
  if (weight === e.weight) return;
  if (e.queue && e.queue.list.length > 1) {
    const here = average(e.queue);
    const request = ((e.deadline - e.vruntime) * e.weight) / weight;
    e.vruntime = here - ((here - e.vruntime) * e.weight) / weight;
    e.deadline = e.vruntime + request;
  } else {
    e.lag = (e.lag * e.weight) / weight;
  }
  e.weight = weight;
}
