/**
 * The sliced engine: every CPU runs one thread at a time. Preemption of busy threads happens at the tick (HZ = 250), so
 * that slices come in multiples of 4 ms although the request is shorter. The same inputs always give the same lanes.
 */
import type { Nanos } from "../../../../kernel/time.ts";
import { bringGroup, bringMachine, bringThread } from "../account.ts";
import { startPeriod, TICK, tickAt } from "../purse.ts";
import { countRunnable, isRunnable, type Cpus, type Group, type Thread } from "../tree.ts";
import { BALANCE, balance } from "./balance.ts";
import { returnSlack, runTimers } from "./bandwidth.ts";
import { charge, needsTick, noteRun, preempts, reschedule, setSpeed, vacate } from "./core.ts";
import { chooseCpu, fillIdle, losePatience, mayRunOn, migrate, wakeCpu } from "./placement.ts";
import { createEntity, type Core, type Queue, type Slicing } from "./queue.ts";
import { above, dequeue, enqueue } from "./runqueue.ts";

export function settleSliced(c: Cpus, now: Nanos): number[] {
  const s = c.slicing as Slicing;
  leaveLimbo(c, s, now);
  const finished = finish(c, s, now);
  if (finished.length > 0) return finished;
  const ticks = tickAt(now) > s.ticked && tick(c, s, now);
  timers(c, s, now);
  decide(c, s, ticks, now);
  c.dirty = false;
  return finished;
}

/** Refills and slack of limited groups; whoever comes back is placed by where the others are at this instant. */
function timers(c: Cpus, s: Slicing, now: Nanos): void {
  for (const g of c.limited) {
    const p = g.purse;
    if (!p || p.quota === Infinity || (p.periodEnd > now && p.slackAt > now)) continue;
    if (p.throttled) for (let cpu = 0; cpu < c.count; cpu++) charge(c, s, cpu, now);
    runTimers(c, s, g, now);
  }
}

/** CPUs that should switch do; CPUs left without work fetch some. */
function decide(c: Cpus, s: Slicing, ticks: boolean, now: Nanos): void {
  bringMachine(c, now);
  // At a tick the idle ones are called when the busy ones have already switched.
  for (let round = ticks ? -1 : 0; round < 4; round++) {
    if (round >= 0) fillIdle(c, s, ticks, now);
    let switched = false;
    for (let cpu = 0; cpu < c.count; cpu++) {
      if (!(s.cores[cpu] as Core).resched) continue;
      reschedule(c, s, cpu, now);
      switched = true;
    }
    if (!switched && round >= 0) break;
  }
  if (ticks) losePatience(c, s);
}

export function nextSliced(c: Cpus): Nanos {
  const s = c.slicing as Slicing;
  if (c.dirty || c.limbo.length > 0) return c.now;
  let next = Infinity;
  let ticking = false;
  for (let cpu = 0; cpu < c.count; cpu++) {
    const t = (s.cores[cpu] as Core).current;
    if (!t) continue;
    if (t.doneAt < next) next = t.doneAt;
    ticking ||= (c.rates[cpu] as number) > 0 && needsTick(c, s, cpu);
  }
  if (ticking) next = Math.min(next, Math.max(tickAt(c.now), s.ticked) + TICK);
  for (const g of c.limited) {
    const p = g.purse;
    if (p && p.quota !== Infinity) next = Math.min(next, p.periodEnd, p.slackAt);
  }
  return next;
}

/** Answers whether it is one of the ticks right now: those at which nothing could happen are left out. */
function tick(c: Cpus, s: Slicing, now: Nanos): boolean {
  s.ticked = tickAt(now);
  if (s.ticked < now) return false;
  // Each CPU is the first in turn: who comes first takes the last run time of a limited group.
  const first = now / TICK;
  for (let i = 0; i < c.count; i++) charge(c, s, (first + i) % c.count, now);
  if (c.count > 1 && s.ticked - s.balanced >= BALANCE) balance(c, s, now);
  return true;
}

function finish(c: Cpus, s: Slicing, now: Nanos): number[] {
  const finished: number[] = [];
  for (let cpu = 0; cpu < c.count; cpu++) {
    const t = (s.cores[cpu] as Core).current;
    if (!t || !(t.doneAt <= now)) continue;
    bringThread(t, now);
    t.work = 0;
    t.doneAt = Infinity;
    c.limbo.push(t);
    finished.push(t.id);
  }
  return finished;
}

function leaveLimbo(c: Cpus, s: Slicing, now: Nanos): void {
  const limbo = c.limbo;
  if (limbo.length === 0) return;
  c.limbo = [];
  for (const t of limbo) if (t.on && !isRunnable(t)) sleepSliced(c, s, t, now);
}

export function sleepSliced(c: Cpus, s: Slicing, t: Thread, now: Nanos): void {
  const core = s.cores[t.cpu] as Core;
  charge(c, s, t.cpu, now);
  const q = t.entity?.queue as Queue;
  if (core.current === t) vacate(c, s, t.cpu, now);
  bringThread(t, now);
  dequeue(s, t, now);
  for (let up: Queue | null = q; up && up.list.length === 0; up = above(up)) returnSlack(up, now);
  t.on = false;
  t.doneAt = Infinity;
  countIn(c, t, -1, now);
  c.dirty = true;
}

export function wakeSliced(c: Cpus, s: Slicing, t: Thread, now: Nanos): void {
  bringThread(t, now);
  t.on = true;
  countIn(c, t, 1, now);
  join(c, s, t, wakeCpu(c, s, t, now), now);
}

/** A thread that can run begins to take turns on a CPU, at once if it may overtake who runs there. */
export function join(c: Cpus, s: Slicing, t: Thread, cpu: number, now: Nanos): void {
  t.behind = 0;
  t.usageSeen = t.usage;
  t.seenAt = now;
  t.entity ??= createEntity(t, null, t.weight);
  charge(c, s, cpu, now);
  enqueue(s, t, cpu, now);
  const core = s.cores[cpu] as Core;
  if (!core.resched && preempts(c, s, t, now)) core.resched = true;
  c.dirty = true;
}

function countIn(c: Cpus, t: Thread, by: 1 | -1, now: Nanos): void {
  for (let g: Group | null = t.group; g; g = g.parent) {
    bringGroup(c, g, now);
    countRunnable(g, by);
    if (by > 0 && g.purse) startPeriod(g.purse, now);
  }
}

/** Work or allowed CPUs of a runnable thread changed. */
export function reworkSliced(c: Cpus, s: Slicing, t: Thread, now: Nanos): void {
  if (t.share > 0) setSpeed(c, t, t.rate, now, 0);
  if (!mayRunOn(c, t, t.cpu) || t.cpu >= c.count) migrate(c, s, t, chooseCpu(c, t), now);
  c.dirty = true;
}

/** A guest's CPU is given another speed by its host. */
export function setCoreRate(c: Cpus, s: Slicing, cpu: number, rate: number, now: Nanos): void {
  charge(c, s, cpu, now);
  noteRun(c, s, cpu, now);
  c.rates[cpu] = rate;
  const t = (s.cores[cpu] as Core).current;
  if (t) setSpeed(c, t, rate, now, 0);
  c.dirty = true;
}
