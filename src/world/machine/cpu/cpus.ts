/**
 * The CPUs of one machine and how they are shared: cgroups with weights, limits and bursts, threads with nice values
 * and affinity. Two engines work on the same tree: `fluid` (rates, exact between changes) and `sliced` (every CPU runs
 * one thread at a time). A virtual machine is a group with one thread per vCPU; inside it is another `Cpus` whose
 * CPUs run at the rates those threads are granted (`../scheduling.ts`).
 *
 * How to drive it: `advance(c, now)`, then change things, then `settle(c, now)`; it answers which threads are through
 * with their work. Come back at `nextChange(c)` at the latest.
 */
import { MICROSECOND, type Nanos } from "../../../kernel/time.ts";
import { bringGroup, bringMachine, bringThread } from "./account.ts";
import { nextFluid, settleFluid, sleepFluid, wakeFluid } from "./fluid.ts";
import { limit } from "./purse.ts";
import { releaseAll } from "./sliced/bandwidth.ts";
import { charge } from "./sliced/core.ts";
import { createSlicing, setCores, type Slicing } from "./sliced/queue.ts";
import { drop, reweighGroup, reweighThread } from "./sliced/runqueue.ts";
import { nextSliced, reworkSliced, setCoreRate, settleSliced, sleepSliced, wakeSliced } from "./sliced/sliced.ts";
import { segmentsOf, type Segment } from "./sliced/trace.ts";
import { createGroup, createThread, isRunnable, purseOf, type Cpus, type Group, type Thread } from "./tree.ts";
import { cpuWeight, niceWeight } from "./weight.ts";

export { copyCpus, type Cpus } from "./tree.ts";
export * from "./reading.ts";
export { readStalls, type Stalls } from "./stalls.ts";
export type { Segment } from "./sliced/trace.ts";

export interface GroupSettings {
  /** cgroup v2 `cpu.weight`, 1..10000, default 100. */
  readonly weight?: number;
  /** The scheduler's own load weight (v1 `cpu.shares`, libvirt `cpu_shares`), default 1024. Wins over `weight`. */
  readonly shares?: number;
  /** Microseconds per period; Infinity = no limit. */
  readonly quotaUs?: number;
  readonly periodUs?: number;
  readonly burstUs?: number;
  /** `cpu.idle`: runs only on what nobody else wants (weight 3). */
  readonly idle?: boolean;
  readonly cpuset?: readonly number[] | null;
}

export interface ThreadSpec {
  readonly id: number;
  /** Path of its group; "/" is the root group. */
  readonly group: string;
  readonly nice: number;
  readonly affinity?: readonly number[] | null;
}

export const ROOT = "/";

/** `virtual`: the CPUs are vCPUs of a machine that carries this one. */
export function createCpus(count: number, engine: "fluid" | "sliced", now: Nanos, virtual = false): Cpus {
  const root = createGroup(ROOT, null, now);
  const c: Cpus = {
    count, engine, virtual, now, root, groups: new Map([[ROOT, root]]), threads: new Map(), rates: [], wanted: [], busy: [], steal: [],
    since: now, online: 0, dirty: true, restricted: 0, running: [], limited: [], limbo: [], wokeAt: -Infinity,
    slicing: engine === "sliced" ? createSlicing(count, now) : null,
  };
  setCount(c, count);
  return c;
}

/** Number of CPUs online (hot-plug). The times of a CPU that went offline are kept. */
export function setCount(c: Cpus, count: number): void {
  bringMachine(c, c.now);
  c.count = count;
  if (c.slicing) setCores(c.slicing, count, c.now);
  while (c.rates.length < count) {
    c.rates.push(1);
    c.wanted.push(false);
    c.busy.push(0);
    c.steal.push(0);
  }
  if (c.slicing) for (const t of c.threads.values()) if (t.on && t.cpu >= count) rework(c, t);
  for (let cpu = count; cpu < c.wanted.length; cpu++) c.wanted[cpu] = false;
  c.dirty = true;
}

export function addGroup(c: Cpus, path: string, parent: string | null, settings: GroupSettings = {}): void {
  const above = groupAt(c, parent ?? ROOT);
  const g = createGroup(path, above, c.now);
  above.groups.push(g);
  c.groups.set(path, g);
  setGroup(c, path, settings);
}

/** Removes an empty group. Throws if threads or groups are left in it: that is the caller's bug, as rmdir would refuse. */
export function removeGroup(c: Cpus, path: string): void {
  const g = groupAt(c, path);
  if (g.threads.length + g.groups.length > 0 || !g.parent) throw new Error(`cpu group ${path} is not empty`);
  setGroup(c, path, { cpuset: null });
  for (const kind of ["memory", "io"] as const) for (let up: Group | null = g.parent; up; up = up.parent) up.stalls[kind] -= g.stalls[kind];
  if (c.slicing) for (const { entity } of g.queues) if (entity?.queue) drop(c.slicing, entity);
  take(g.parent.groups, g);
  take(c.limited, g);
  c.groups.delete(path);
}

export function setGroup(c: Cpus, path: string, settings: GroupSettings): void {
  const g = groupAt(c, path);
  bringGroup(c, g, c.now);
  if (settings.weight !== undefined) g.weight = cpuWeight(settings.weight);
  if (settings.shares !== undefined) g.weight = Math.max(2, settings.shares);
  if (settings.idle !== undefined) g.idle = settings.idle;
  if (c.slicing) reweighGroup(g);
  if (settings.cpuset !== undefined) {
    c.restricted += (settings.cpuset ? 1 : 0) - (g.cpuset ? 1 : 0);
    g.cpuset = settings.cpuset;
    reworkAll(c, g);
  }
  if (settings.quotaUs !== undefined || settings.periodUs !== undefined || settings.burstUs !== undefined) {
    setLimit(c, g, settings);
  }
  c.dirty = true;
}

function setLimit(c: Cpus, g: Group, { quotaUs, periodUs, burstUs }: GroupSettings): void {
  if (!g.purse && (quotaUs === undefined || quotaUs === Infinity)) return;
  const p = purseOf(g, c.now);
  if (c.slicing) chargeAll(c, c.slicing);
  const inNanos = (us: number | undefined, otherwise: Nanos) => (us === undefined ? otherwise : us * MICROSECOND);
  limit(p, inNanos(quotaUs, p.quota), inNanos(periodUs, p.period), inNanos(burstUs, p.burst), g.runnable > 0, c.now);
  if (c.slicing) releaseAll(c, c.slicing, g, c.now);
  if (!c.limited.includes(g)) c.limited.push(g);
}

function chargeAll(c: Cpus, s: Slicing): void {
  for (let cpu = 0; cpu < c.count; cpu++) charge(c, s, cpu, c.now);
}

/** A new thread has nothing to do until `setWork`. */
export function addThread(c: Cpus, { id, group, nice, affinity }: ThreadSpec): void {
  if (c.threads.has(id)) throw new Error(`cpu thread ${id} exists`);
  const g = groupAt(c, group);
  const t = createThread(id, g, nice, affinity ?? null, c.now);
  g.threads.push(t);
  c.threads.set(id, t);
  if (t.affinity) c.restricted += 1;
}

export function removeThread(c: Cpus, id: number): void {
  const t = threadOf(c, id);
  setWork(c, id, 0);
  if (t.affinity) c.restricted -= 1;
  take(t.group.threads, t);
  take(c.running, t);
  take(c.limbo, t);
  c.threads.delete(id);
}

export function setThread(c: Cpus, id: number, change: { nice?: number; group?: string; affinity?: readonly number[] | null }): void {
  const t = threadOf(c, id);
  if (change.nice !== undefined) {
    t.nice = change.nice;
    t.weight = niceWeight(change.nice);
    reweighThread(t, t.weight);
  }
  if (change.affinity !== undefined) {
    c.restricted += (change.affinity ? 1 : 0) - (t.affinity ? 1 : 0);
    t.affinity = change.affinity;
    if (t.on) rework(c, t);
  }
  if (change.group !== undefined) move(c, t, groupAt(c, change.group));
  c.dirty = true;
}

function move(c: Cpus, t: Thread, to: Group): void {
  const runnable = t.on;
  if (runnable) sleep(c, t);
  take(t.group.threads, t);
  t.group = to;
  to.threads.push(t);
  if (runnable) wake(c, t);
}

/** The CPU time a thread wants from now on: Infinity = busy for ever, 0 = sleeps. */
export function setWork(c: Cpus, id: number, work: number): void {
  change(c, threadOf(c, id), (t) => {
    t.work = Math.max(0, work);
  });
}

/** SIGSTOP, a paused VM, the freezer: does not run though it has work, and is not counted as waiting. */
export function stopThread(c: Cpus, id: number): void {
  change(c, threadOf(c, id), (t) => {
    t.stopped = true;
  });
}

export function continueThread(c: Cpus, id: number): void {
  change(c, threadOf(c, id), (t) => {
    t.stopped = false;
  });
}

/** One thread of a group more (+1) or less (-1) waits for memory or a disk. A group that is gone is left alone. */
export function countStall(c: Cpus, path: string, kind: "memory" | "io", by: 1 | -1): void {
  for (let g = c.groups.get(path) ?? null; g; g = g.parent) {
    bringGroup(c, g, c.now);
    g.stalls[kind] = Math.max(0, g.stalls[kind] + by);
  }
}

/** Nobody waits for memory or a disk any more: the machine was switched off. */
export function clearStalls(c: Cpus): void {
  for (const g of c.groups.values()) {
    bringGroup(c, g, c.now);
    g.stalls.memory = 0;
    g.stalls.io = 0;
  }
}

function change(c: Cpus, t: Thread, edit: (t: Thread) => void): void {
  bringThread(t, c.now);
  edit(t);
  const runnable = isRunnable(t);
  if (t.on && !runnable) sleep(c, t);
  else if (!t.on && runnable) wake(c, t);
  else if (runnable) rework(c, t);
}

function sleep(c: Cpus, t: Thread): void {
  if (c.slicing) sleepSliced(c, c.slicing, t, c.now);
  else sleepFluid(c, t, c.now);
}

function wake(c: Cpus, t: Thread): void {
  t.wokeAt = c.now;
  c.wokeAt = c.now;
  if (c.slicing) wakeSliced(c, c.slicing, t, c.now);
  else wakeFluid(c, t, c.now);
}

/** What a runnable thread has to do, or where it may run, changed. */
function rework(c: Cpus, t: Thread): void {
  if (c.slicing) return reworkSliced(c, c.slicing, t, c.now);
  t.doneAt = NaN;
  c.dirty = true;
}

function reworkAll(c: Cpus, g: Group): void {
  for (const t of g.threads) if (t.on) rework(c, t);
  for (const child of g.groups) reworkAll(c, child);
}

/** How fast each CPU of this machine really runs at this instant; for guests, what the host grants the vCPU threads. */
export function setRates(c: Cpus, rates: readonly number[]): void {
  for (let cpu = 0; cpu < c.count; cpu++) {
    const rate = rates[cpu] ?? 1;
    if (rate === c.rates[cpu]) continue;
    bringMachine(c, c.now);
    if (c.slicing) setCoreRate(c, c.slicing, cpu, rate, c.now);
    c.rates[cpu] = rate;
    c.dirty = true;
  }
}

/** Lets time pass up to `now`, which must not lie beyond `nextChange`. */
export function advance(c: Cpus, now: Nanos): void {
  if (now > c.now) c.now = now;
}

/** Decides who runs; to be called after every change and when `nextChange` is reached. Answers who finished its work. */
export function settle(c: Cpus, now: Nanos): number[] {
  advance(c, now);
  return c.engine === "sliced" ? settleSliced(c, now) : settleFluid(c, now);
}

/** When something changes by itself at the present rates; Infinity if never. */
export const nextChange = (c: Cpus): Nanos => (c.engine === "sliced" ? nextSliced(c) : nextFluid(c));

/** Who ran on which CPU since then, oldest first (sliced engine; the last 4,000 segments). What runs now is included. */
export function segments(c: Cpus, since: Nanos): Segment[] {
  if (c.engine !== "sliced" || !c.slicing) return [];
  const running: Segment[] = [];
  c.slicing.cores.forEach((core, cpu) => {
    const from = core.ranFrom;
    if (core.current && from < c.now && (c.rates[cpu] as number) > 0) running.push({ cpu, id: core.current.id, from, to: c.now });
  });
  return segmentsOf(c.slicing.trace, running, since);
}

/** Speed granted to a thread now, 0..1. */
export const rate = (c: Cpus, id: number): number => threadOf(c, id).rate;

function groupAt(c: Cpus, path: string): Group {
  const g = c.groups.get(path);
  if (!g) throw new Error(`no cpu group ${path}`);
  return g;
}

function threadOf(c: Cpus, id: number): Thread {
  const t = c.threads.get(id);
  if (!t) throw new Error(`no cpu thread ${id}`);
  return t;
}

function take<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
