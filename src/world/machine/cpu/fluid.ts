/**
 * The fluid engine: everyone runs at a constant rate until something changes. A change is a thread that finishes its
 * work, a purse that is found empty at a tick, a refill, or anything that is done to the machine from outside. While
 * somebody who woke lately has to wait, threads take turns instead (`turns.ts`).
 */
import type { Nanos } from "../../../kernel/time.ts";
import { bringGroup, bringMachine, bringThread, purseChange, settleUp } from "./account.ts";
import { fillRestricted, place } from "./affinity.ts";
import { empty, refilled, startPeriod } from "./purse.ts";
import { divide, measure } from "./share.ts";
import type { Slicing } from "./sliced/queue.ts";
import { nextSliced, settleSliced } from "./sliced/sliced.ts";
import { countRunnable, isRunnable, type Cpus, type Group, type Thread } from "./tree.ts";
import { calmAt, leaveTurns, needsTurns, noteWaiting, takeTurns } from "./turns.ts";

export function settleFluid(c: Cpus, now: Nanos): number[] {
  if (c.slicing) return settleTurns(c, c.slicing, now);
  if (c.limbo.length > 0) leaveLimbo(c, now);
  const finished = finish(c, now);
  if (finished.length > 0) return finished;
  for (const g of c.limited) watch(c, g, now);
  if (!c.dirty) return finished;
  resolve(c, now);
  if (!needsTurns(c, now)) return finished;
  takeTurns(c, now);
  return settleFluid(c, now);
}

function settleTurns(c: Cpus, s: Slicing, now: Nanos): number[] {
  const finished = settleSliced(c, now);
  if (finished.length > 0) return finished;
  noteWaiting(c, s, now);
  if (calmAt(c, s) > now || !leaveTurns(c, s, now)) return finished;
  return settleFluid(c, now);
}

export function nextFluid(c: Cpus): Nanos {
  if (c.slicing) return Math.min(nextSliced(c), calmAt(c, c.slicing));
  if (c.dirty || c.limbo.length > 0) return c.now;
  let next = Infinity;
  for (const t of c.running) if (t.doneAt < next) next = t.doneAt;
  for (const g of c.limited) if (g.runnable > 0) next = Math.min(next, purseChange(g));
  return next;
}

/** Threads through with their work. They are not put to sleep yet: a program that has more to do never sleeps in between. */
function finish(c: Cpus, now: Nanos): number[] {
  const finished: number[] = [];
  for (const t of c.running) {
    if (!(t.doneAt <= now)) continue;
    bringThread(t, now);
    t.work = 0;
    t.doneAt = Infinity;
    c.limbo.push(t);
    finished.push(t.id);
  }
  return finished;
}

function leaveLimbo(c: Cpus, now: Nanos): void {
  const limbo = c.limbo;
  c.limbo = [];
  for (const t of limbo) if (t.on && !isRunnable(t)) sleepFluid(c, t, now);
}

/** Takes a thread that just stopped being runnable out of all counts. */
export function sleepFluid(c: Cpus, t: Thread, now: Nanos): void {
  bringThread(t, now);
  t.on = false;
  t.share = 0;
  t.rate = 0;
  t.doneAt = Infinity;
  for (let g: Group | null = t.group; g; g = g.parent) {
    bringGroup(c, g, now);
    countRunnable(g, -1);
    if (g.runnable > 0) continue;
    g.rate = 0;
    g.share = 0;
  }
  settleUp(t.group);
  c.dirty = true;
}

/** Puts a thread that just became runnable into all counts; a group with an empty purse is held back at once. */
export function wakeFluid(c: Cpus, t: Thread, now: Nanos): void {
  bringThread(t, now);
  t.on = true;
  t.doneAt = NaN;
  for (let g: Group | null = t.group; g; g = g.parent) {
    bringGroup(c, g, now);
    countRunnable(g, 1);
    const p = g.purse;
    if (!p || p.quota === Infinity) continue;
    startPeriod(p, now);
    if (g.runnable === 1 && !refilled(p)) p.throttled = true;
  }
  c.dirty = true;
}

/** A limited group: is its purse empty at this tick, was it refilled? */
function watch(c: Cpus, g: Group, now: Nanos): void {
  const p = g.purse;
  if (!p || p.quota === Infinity || g.runnable === 0) return;
  const held = p.throttled;
  if (p.since < now && purseChange(g) <= now) bringGroup(c, g, now);
  if (!held && empty(p) && g.rate > 0) p.throttled = true;
  else if (held && refilled(p)) p.throttled = false;
  if (p.throttled !== held) c.dirty = true;
}

function resolve(c: Cpus, now: Nanos): void {
  c.dirty = false;
  bringMachine(c, now);
  const room = measure(c.root, c.count);
  c.running = [];
  if (c.restricted > 0) {
    place(c, fillRestricted(c));
  } else {
    divide(c.root, room);
    for (let cpu = 0; cpu < c.count; cpu++) c.wanted[cpu] = cpu < room;
  }
  apply(c, c.root, now, meanRate(c));
}

function meanRate(c: Cpus): number {
  let sum = 0;
  let wanted = 0;
  for (let cpu = 0; cpu < c.count; cpu++) {
    if (!c.wanted[cpu]) continue;
    wanted += 1;
    sum += c.rates[cpu] as number;
  }
  return wanted === 0 ? 0 : sum / wanted;
}

/** Turns fair shares into rates, bringing forward everyone whose rate changes. */
function apply(c: Cpus, g: Group, now: Nanos, speed: number): void {
  bringGroup(c, g, now);
  const held = g.room === 0;
  g.rate = 0;
  g.share = 0;
  for (const t of g.threads) {
    if (!t.on) continue;
    const fair = held ? 0 : t.fair;
    setRate(c, t, fair, fair * (t.pace < 0 ? speed : t.pace), now);
    g.rate += t.rate;
    g.share += t.share;
  }
  for (const child of g.awake) {
    if (held) child.room = 0;
    apply(c, child, now, speed);
    g.rate += child.rate;
    g.share += child.share;
  }
}

function setRate(c: Cpus, t: Thread, share: number, rate: number, now: Nanos): void {
  if (t.rate !== rate || t.share !== share || Number.isNaN(t.doneAt)) {
    bringThread(t, now);
    t.share = share;
    t.rate = rate;
    t.doneAt = rate > 0 ? now + Math.ceil(t.work / rate) : Infinity;
  }
  if (t.doneAt !== Infinity) c.running.push(t);
}
