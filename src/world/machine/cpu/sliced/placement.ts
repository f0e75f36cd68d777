/** Which CPU a thread goes to: when it wakes, and when a CPU would otherwise have nothing to do. */
import type { Cpus, Group, Thread } from "../tree.ts";
import { cpusetOf, meet } from "../tree.ts";
import { MICROSECOND, type Nanos } from "../../../../kernel/time.ts";
import { charge, noteLoad, rootQueue, vacate } from "./core.ts";
import type { Core, Queue, Slicing } from "./queue.ts";
import { dequeue, enqueue } from "./runqueue.ts";

export function mayRunOn(c: Cpus, t: Thread, cpu: number): boolean {
  if (c.restricted === 0) return true;
  const allowed = meet(cpusetOf(t.group), t.affinity);
  return !allowed || allowed.includes(cpu) || !allowed.some((one) => one < c.count);
}

/**
 * Where a thread that wakes goes: its last CPU if that is free, the one before that if free, another free one if the
 * machine is not so busy that the search is left out, else its last CPU (kernel/sched/fair.c, `select_idle_sibling`).
 * In a virtual machine its last CPU, always: an idle one is halted, its host has taken it away, and the guest sees a
 * preempted CPU (`available_idle_cpu`).
 */
export function wakeCpu(c: Cpus, s: Slicing, t: Thread, now: Nanos): number {
  const last = t.cpu;
  const recent = t.cpuBefore;
  t.cpuBefore = last;
  if (last < 0 || last >= c.count || !mayRunOn(c, t, last)) return chooseCpu(c, t);
  if (c.virtual || isFree(c, last)) return last;
  if (recent >= 0 && recent < c.count && mayRunOn(c, t, recent) && isFree(c, recent)) return recent;
  const width = searchWidth(c, s, now);
  for (let i = 0; i < width; i++) {
    const cpu = (last + 1 + i) % c.count;
    if (mayRunOn(c, t, cpu) && isFree(c, cpu)) return cpu;
  }
  return last;
}

/** How many CPUs are looked at for a free one: the busier they were of late, the fewer; none above 60% (`update_idle_cpu_scan`). */
function searchWidth(c: Cpus, s: Slicing, now: Nanos): number {
  noteLoad(s, now);
  const busy = (s.load / c.count) * 1.17;
  const scan = Math.floor(c.count * (1 - Math.min(1, busy * busy)));
  return scan === 0 ? 0 : scan + 1;
}

/** Where a thread begins: a free CPU, or the one with the fewest threads. */
export function chooseCpu(c: Cpus, t: Thread): number {
  let best = -1;
  for (let i = 0; i < c.count; i++) {
    const cpu = (i + Math.max(0, t.cpu)) % c.count;
    if (!mayRunOn(c, t, cpu)) continue;
    if (isFree(c, cpu)) return cpu;
    if (best < 0 || rootQueue(c, cpu).ready < rootQueue(c, best).ready) best = cpu;
  }
  return Math.max(0, best);
}

const isFree = (c: Cpus, cpu: number): boolean => rootQueue(c, cpu).ready === 0;

/** A thread that ran less than this ago has its data in that CPU's caches (`sysctl_sched_migration_cost`). */
const HOT = 500 * MICROSECOND;
/** After this many ticks without finding another, an idle CPU takes a thread that is hot elsewhere (`cache_nice_tries`). */
const PATIENCE = 1;

/**
 * CPUs with nothing to do take a waiting thread from the fullest CPU, unless it is hot there (`can_migrate_task`). They
 * look for one when their own work runs out (`sched_balance_newidle`), then they sleep, and at the ticks of a CPU that
 * has more than it can run they are called again (`nohz_balancer_kick`; all in kernel/sched/fair.c).
 */
export function fillIdle(c: Cpus, s: Slicing, ticks: boolean, now: Nanos): void {
  for (let cpu = 0; cpu < c.count; cpu++) {
    const core = s.cores[cpu] as Core;
    if (!(ticks || core.newlyIdle) || !isFree(c, cpu)) continue;
    core.newlyIdle = false;
    const t = findWaiting(c, s, cpu, core.failed > PATIENCE ? Infinity : now - HOT);
    if (!t) continue;
    core.failed = 0;
    migrate(c, s, t, cpu, now);
  }
}

/** At a tick: CPUs that have nothing to do though threads wait elsewhere grow less choosy. */
export function losePatience(c: Cpus, s: Slicing): void {
  for (let cpu = 0; cpu < c.count; cpu++) {
    const core = s.cores[cpu] as Core;
    core.failed = isFree(c, cpu) && findWaiting(c, s, cpu, Infinity) ? core.failed + 1 : 0;
  }
}

/** Who should come over: it waits, left its CPU at `coldSince` or before, and waits where most do. */
function findWaiting(c: Cpus, s: Slicing, to: number, coldSince: Nanos): Thread | null {
  let best: Thread | null = null;
  let most = 1;
  for (let cpu = 0; cpu < c.count; cpu++) {
    const { ready } = rootQueue(c, cpu);
    if (ready <= most) continue;
    const { current } = s.cores[cpu] as Core;
    let t = waitingIn(c, rootQueue(c, cpu), to, current, coldSince);
    // Where those who wait may not come over, the one that runs makes room for them.
    if (!t && c.restricted > 0 && current && mayRunOn(c, current, to)) {
      t = waitingIn(c, rootQueue(c, cpu), to, current, Infinity) ? null : current;
    }
    if (!t) continue;
    best = t;
    most = ready;
  }
  return best;
}

/** The thread in this queue or below that waits and is furthest behind its fair share. */
function waitingIn(c: Cpus, q: Queue, to: number, current: Thread | null, coldSince: Nanos): Thread | null {
  let best: Thread | null = null;
  for (const e of q.list) {
    const t = e.thread ?? waitingIn(c, e.stands as Queue, to, current, coldSince);
    if (!t || t === current || t.ranUntil > coldSince || !mayRunOn(c, t, to)) continue;
    if (!best || t.behind > best.behind) best = t;
  }
  return best;
}

export function migrate(c: Cpus, s: Slicing, t: Thread, to: number, now: Nanos): void {
  if ((s.cores[t.cpu] as Core).current === t) vacate(c, s, t.cpu, now);
  charge(c, s, t.cpu, now);
  charge(c, s, to, now);
  dequeue(s, t, now);
  enqueue(s, t, to, now);
  (s.cores[to] as Core).resched = true;
}

/** Threads that can run now, by CPU. */
export function readyThreads(g: Group, cpu: number, into: Thread[]): void {
  const q = g.queues[cpu];
  if (!q || q.throttled) return;
  for (const e of q.list) {
    if (e.thread) into.push(e.thread);
    else readyThreads((e.stands as Queue).group, cpu, into);
  }
}
