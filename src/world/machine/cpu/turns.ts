/**
 * When rates are not enough. As long as there is a CPU for everyone, or those who want one have wanted it for long, the
 * fluid engine's rates are what the kernel comes to on average. But who has just woken is served in turns: a slice early,
 * then behind the others, on one CPU, out of run time that CPU holds. So while somebody has to wait and somebody woke
 * lately, the threads stand in the run queues of `sliced/`; after a while of calm they go back to rates.
 */
import { MILLISECOND, type Nanos } from "../../../kernel/time.ts";
import { bringGroup, bringMachine, bringThread } from "./account.ts";
import { TICK, tickAt } from "./purse.ts";
import { throttle } from "./sliced/bandwidth.ts";
import { charge, reschedule, rootQueue } from "./sliced/core.ts";
import { chargeEntity, stagger } from "./sliced/eevdf.ts";
import { mayRunOn, wakeCpu } from "./sliced/placement.ts";
import { createSlicing, queueOf, type Entity, type Queue, type Slicing } from "./sliced/queue.ts";
import { countThrottled } from "./sliced/runqueue.ts";
import { join } from "./sliced/sliced.ts";
import type { Cpus, Group, Thread } from "./tree.ts";

/** So long must nobody have woken, or nobody have had to wait, before turns give way to rates: a usual period of `cpu.max`. */
const CALM: Nanos = 100 * MILLISECOND;
const NEAR = 1e-9;

/** Does somebody wait, for a CPU or behind a limit, while somebody woke lately? */
export const needsTurns = (c: Cpus, now: Nanos): boolean =>
  now - c.wokeAt < CALM && c.root.share < c.root.runnable - NEAR;

/** When turns can give way to rates, at a tick; Infinity = not as things stand. */
export function calmAt(c: Cpus, s: Slicing): Nanos {
  return Math.max(s.turnsUntil, Math.ceil((Math.min(c.wokeAt, s.waitedAt) + CALM) / TICK) * TICK);
}

/** To be called when everybody has been given their turns: notes since when nobody has had to wait. */
export function noteWaiting(c: Cpus, s: Slicing, now: Nanos): void {
  let waits = c.limited.some((g) => g.purse?.throttled);
  for (let cpu = 0; cpu < c.count && !waits; cpu++) waits = rootQueue(c, cpu).ready > 1;
  if (waits) s.waitedAt = Infinity;
  else if (s.waitedAt === Infinity) s.waitedAt = now;
}

/** Puts everyone who can run into the run queues, as if they had taken turns all along, and then those who woke just now. */
export function takeTurns(c: Cpus, now: Nanos): void {
  const s = createSlicing(c.count, now);
  bringMachine(c, now);
  stopAll(c, c.root, now);
  c.slicing = s;
  c.running = [];
  c.wanted.fill(false);
  const on = [...c.threads.values()].filter((t) => t.on).sort((a, b) => b.fair - a.fair || a.id - b.id);
  const asked = new Array<number>(c.count).fill(0);
  for (const t of on) if (t.wokeAt < now) join(c, s, t, seatOf(c, t, asked), now);
  for (const g of c.limited) holdBack(s, g, now);
  goOn(c, s, now);
  for (const t of on) if (t.wokeAt === now) wakeInto(c, s, t, now);
}

/** Somebody runs on every CPU since the last tick. */
function goOn(c: Cpus, s: Slicing, now: Nanos): void {
  staggerAll(c.root, s);
  for (let cpu = 0; cpu < c.count; cpu++) {
    reschedule(c, s, cpu, now);
    const ran = (now - tickAt(now)) * (c.rates[cpu] as number);
    for (let e = s.cores[cpu]?.current?.entity ?? null; e?.queue; e = e.queue.entity) chargeEntity(e, ran, s.slice);
  }
}

function staggerAll(g: Group, s: Slicing): void {
  for (const q of g.queues) stagger(q, s.slice);
  for (const child of g.awake) staggerAll(child, s);
}

function wakeInto(c: Cpus, s: Slicing, t: Thread, now: Nanos): void {
  const cpu = wakeCpu(c, s, t, now);
  for (let g = t.group; g.parent; g = g.parent) (queueOf(g, cpu).entity as Entity).fresh = false;
  join(c, s, t, cpu, now);
}

function stopAll(c: Cpus, g: Group, now: Nanos): void {
  bringGroup(c, g, now);
  g.share = 0;
  g.rate = 0;
  for (const t of g.threads) {
    bringThread(t, now);
    t.share = 0;
    t.rate = 0;
    t.doneAt = Infinity;
  }
  for (const child of g.groups) stopAll(c, child, now);
}

/** Where it was, if that CPU can give it its share, else the one of which least is asked. */
function seatOf(c: Cpus, t: Thread, asked: number[]): number {
  let best = t.cpu;
  if (!fits(c, t, best) || (asked[best] as number) + t.fair > 1 + NEAR) {
    for (let cpu = 0; cpu < c.count; cpu++) {
      if (!fits(c, t, cpu)) continue;
      if (!fits(c, t, best) || (asked[cpu] as number) < (asked[best] as number) - NEAR) best = cpu;
    }
  }
  asked[best] = (asked[best] as number) + t.fair;
  return best;
}

const fits = (c: Cpus, t: Thread, cpu: number): boolean => cpu >= 0 && cpu < c.count && mayRunOn(c, t, cpu);

/** A group's run time is from now on taken by its CPUs in slices. */
function holdBack(s: Slicing, g: Group, now: Nanos): void {
  const p = g.purse;
  if (!p || p.quota === Infinity) return;
  p.pool -= p.undebited;
  p.undebited = 0;
  if (!p.throttled) return;
  p.throttled = false;
  for (const q of g.queues) if (q.list.length > 0) throttle(s, q, now);
}

/** Back to rates. False, and nothing is changed, while a group is held back on some of its CPUs only. */
export function leaveTurns(c: Cpus, s: Slicing, now: Nanos): boolean {
  if (c.limited.some(isHeldInPart)) {
    s.turnsUntil = now + TICK;
    return false;
  }
  for (let cpu = 0; cpu < c.count; cpu++) charge(c, s, cpu, now);
  bringMachine(c, now);
  emptyQueues(c, c.root, now);
  c.slicing = null;
  c.dirty = true;
  return true;
}

function isHeldInPart(g: Group): boolean {
  const busy = g.queues.filter((q) => q.list.length > 0);
  return busy.some((q) => q.throttled) && busy.some((q) => !q.throttled);
}

/** The queues stay, with the run time that a CPU keeps when a group goes to sleep there. */
function emptyQueues(c: Cpus, g: Group, now: Nanos): void {
  bringGroup(c, g, now);
  const held = g.queues.some((q) => q.throttled && q.list.length > 0);
  for (const q of g.queues) {
    if (q.throttled) countThrottled(q, now);
    if (q.list.length > 0) giveBack(q);
    q.list.length = 0;
    q.current = null;
    q.throttled = false;
    q.load = 0;
    q.ready = 0;
    if (q.entity) forget(q.entity, 0);
  }
  g.load = 0;
  for (const t of g.threads) {
    if (t.on) t.doneAt = NaN;
    if (t.entity) forget(t.entity, t.on ? 0 : Math.max(0, t.entity.lag));
  }
  if (g.purse) {
    g.purse.throttled = held;
    g.purse.since = now;
    g.purse.slackAt = Infinity;
  }
  for (const child of g.groups) emptyQueues(c, child, now);
}

function giveBack(q: Queue): void {
  const p = q.group.purse;
  if (p && p.quota !== Infinity) p.pool += q.left;
  q.left = 0;
}

function forget(e: Entity, lag: number): void {
  e.queue = null;
  e.leftQueue = null;
  e.lag = lag;
  e.delayed = false;
}
