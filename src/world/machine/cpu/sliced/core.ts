/** One CPU of the sliced engine: charging who runs, deciding who runs next, switching. */
import { MILLISECOND, type Nanos } from "../../../../kernel/time.ts";
import { bringGroup, bringMachine, bringThread } from "../account.ts";
import { IDLE_WEIGHT } from "../weight.ts";
import type { Cpus, Group, Thread } from "../tree.ts";
import { isLimited, mayRun, spendSlice, throttle } from "./bandwidth.ts";
import { chargeEntity, pick, pickProtected, protect } from "./eevdf.ts";
import { queueOf, type Core, type Entity, type Queue, type Slicing } from "./queue.ts";
import { above, drop } from "./runqueue.ts";
import { record } from "./trace.ts";

export const rootQueue = (c: Cpus, cpu: number): Queue => queueOf(c.root, cpu);

/** Charges the thread that runs, and its groups, with what it ran since the last time. */
export function charge(c: Cpus, s: Slicing, cpu: number, now: Nanos): void {
  const core = s.cores[cpu] as Core;
  const from = core.chargedAt;
  core.chargedAt = now;
  const t = core.current;
  const ran = (now - from) * (c.rates[cpu] as number);
  if (!t || ran <= 0) return;
  for (let e: Entity | null = t.entity; e?.queue; e = e.queue.entity) {
    if (chargeEntity(e, ran, s.slice)) core.resched = true;
    if (!spendSlice(e.queue, ran, now)) core.resched = true;
  }
}

/** Writes down what ran up to now, before something about it changes. */
export function noteRun(c: Cpus, s: Slicing, cpu: number, now: Nanos): void {
  const core = s.cores[cpu] as Core;
  if (c.engine === "sliced" && core.current && (c.rates[cpu] as number) > 0) record(s.trace, cpu, core.current.id, core.ranFrom, now);
  core.ranFrom = now;
}

const HALF_LIFE = 32 * MILLISECOND;

/** Brings the mean number of busy CPUs up to now. */
export function noteLoad(s: Slicing, now: Nanos): void {
  if (now === s.loadAt) return;
  let busy = 0;
  for (const core of s.cores) if (core.current) busy += 1;
  s.load = busy + (s.load - busy) * 2 ** ((s.loadAt - now) / HALF_LIFE);
  s.loadAt = now;
}

/** A CPU needs its tick when somebody else waits for it, when a group is still to be dequeued, or when somebody's run time is limited. */
export function needsTick(c: Cpus, s: Slicing, cpu: number): boolean {
  const t = (s.cores[cpu] as Core).current;
  if (!t) return false;
  if (rootQueue(c, cpu).ready > 1) return true;
  for (let q: Queue | null = t.entity?.queue ?? null; q; q = above(q)) if (isLimited(q) || q.list.some((e) => e.delayed)) return true;
  return false;
}

/** Picks who runs now and switches to it. */
export function reschedule(c: Cpus, s: Slicing, cpu: number, now: Nanos): void {
  const core = s.cores[cpu] as Core;
  charge(c, s, cpu, now);
  core.resched = false;
  const before = core.current;
  if (before?.entity?.queue) holdBack(s, before.entity.queue, now);
  const next = pickThread(c, s, cpu, now);
  setCurrent(c, cpu, next, s.slice);
  if (next === before) return;
  noteRun(c, s, cpu, now);
  noteLoad(s, now);
  core.current = next;
  if (!next) core.newlyIdle = true;
  c.wanted[cpu] = next !== null;
  if (before) switchOff(c, before, now);
  if (next) switchOn(c, next, c.rates[cpu] as number, now);
}

/** A group without run time is held back on this CPU; so are the groups in it, with it. */
function holdBack(s: Slicing, from: Queue, now: Nanos): void {
  for (let q: Queue | null = from; q; q = above(q)) if (!mayRun(q, now)) throttle(s, q, now);
}

function pickThread(c: Cpus, s: Slicing, cpu: number, now: Nanos): Thread | null {
  let q = rootQueue(c, cpu);
  for (;;) {
    const e = pick(q);
    if (!e) return null;
    if (e.thread) return e.thread;
    q = e.stands as Queue;
    if (e.delayed) {
      drop(s, e);
      q = rootQueue(c, cpu);
      continue;
    }
    if (mayRun(q, now)) continue;
    throttle(s, q, now);
    q = rootQueue(c, cpu);
  }
}

/** From the thread up to the group that goes on anyway: only who comes anew is safe from wake-ups for its slice (`set_next_entity`). */
function setCurrent(c: Cpus, cpu: number, next: Thread | null, slice: number): void {
  if (!next) return clear(rootQueue(c, cpu));
  for (let e: Entity | null = next.entity; e?.queue; e = e.queue.entity) {
    if (e.queue.current === e) continue;
    clear(e.queue);
    e.queue.current = e;
    protect(e, slice);
  }
}

function clear(q: Queue): void {
  const inner = q.current?.stands;
  if (inner) clear(inner);
  q.current = null;
}

/** Takes the running thread off the CPU; somebody else is to be picked. */
export function vacate(c: Cpus, s: Slicing, cpu: number, now: Nanos): void {
  const core = s.cores[cpu] as Core;
  charge(c, s, cpu, now);
  bringMachine(c, now);
  c.wanted[cpu] = false;
  noteRun(c, s, cpu, now);
  noteLoad(s, now);
  if (core.current) switchOff(c, core.current, now);
  core.current = null;
  core.newlyIdle = true;
  core.resched = true;
}

function switchOn(c: Cpus, t: Thread, rate: number, now: Nanos): void {
  bringThread(t, now);
  t.share = 1;
  setSpeed(c, t, rate, now, 1);
}

function switchOff(c: Cpus, t: Thread, now: Nanos): void {
  t.ranUntil = now;
  bringThread(t, now);
  t.share = 0;
  setSpeed(c, t, 0, now, -1);
}

/** The thread's speed changes, and with it that of its groups; `running` is +1, -1 or 0 threads more on a CPU. */
export function setSpeed(c: Cpus, t: Thread, rate: number, now: Nanos, running: number): void {
  bringThread(t, now);
  const by = rate - t.rate;
  t.rate = rate;
  t.doneAt = rate > 0 ? now + Math.ceil(t.work / rate) : Infinity;
  for (let g: Group | null = t.group; g; g = g.parent) {
    bringGroup(c, g, now);
    g.share += running;
    g.rate = g.share === 0 ? 0 : g.rate + by;
  }
}

/** Does a thread that just woke on a busy CPU take it over? (`check_preempt_wakeup_fair`) */
export function preempts(c: Cpus, s: Slicing, t: Thread, now: Nanos): boolean {
  const core = s.cores[t.cpu] as Core;
  if (!core.current) return true;
  charge(c, s, t.cpu, now);
  let q = rootQueue(c, t.cpu);
  for (;;) {
    const woken = entityIn(q, t);
    const current = q.current;
    if (!woken) return false;
    if (!current) return true;
    if (woken !== current) return overtakes(q, woken, current);
    if (!current.stands) return false;
    q = current.stands;
  }
}

function overtakes(q: Queue, woken: Entity, current: Entity): boolean {
  const idle = isIdle(current);
  if (idle !== isIdle(woken)) return idle;
  return pickProtected(q) === woken;
}

const isIdle = (e: Entity): boolean => e.stands !== null && e.stands.group.idle && e.weight <= IDLE_WEIGHT;

/** The entity in `q` that stands for the thread or for a group above it. */
function entityIn(q: Queue, t: Thread): Entity | null {
  for (let e: Entity | null = t.entity; e?.queue; e = e.queue.entity) if (e.queue === q) return e;
  return null;
}
