/** Which CPU a thread goes to: when it wakes, and when a CPU would otherwise have nothing to do. */
import type { Cpus, Group, Thread } from "../tree.ts";
import { cpusetOf, meet } from "../tree.ts";
import type { Nanos } from "../../../../kernel/time.ts";
import { charge, rootQueue, vacate } from "./core.ts";
import type { Core, Queue, Slicing } from "./queue.ts";
import { dequeue, enqueue } from "./runqueue.ts";

export function mayRunOn(c: Cpus, t: Thread, cpu: number): boolean {
  if (c.restricted === 0) return true;
  const allowed = meet(cpusetOf(t.group), t.affinity);
  return !allowed || allowed.includes(cpu) || !allowed.some((one) => one < c.count);
}

/** Where it ran last if that CPU is free, any free CPU, where it ran last, or the CPU with the fewest threads. */
export function chooseCpu(c: Cpus, t: Thread): number {
  const last = t.cpu >= 0 && t.cpu < c.count && mayRunOn(c, t, t.cpu) ? t.cpu : -1;
  if (last >= 0 && isFree(c, last)) return last;
  let best = -1;
  for (let i = 0; i < c.count; i++) {
    const cpu = (i + Math.max(0, last)) % c.count;
    if (!mayRunOn(c, t, cpu)) continue;
    if (isFree(c, cpu)) return cpu;
    if (best < 0 || rootQueue(c, cpu).ready < rootQueue(c, best).ready) best = cpu;
  }
  return last >= 0 ? last : Math.max(0, best);
}

export const isFree = (c: Cpus, cpu: number): boolean => rootQueue(c, cpu).ready === 0;

/** CPUs with nothing to do take a waiting thread from the fullest CPU. */
export function fillIdle(c: Cpus, s: Slicing, now: Nanos): void {
  for (let cpu = 0; cpu < c.count; cpu++) {
    if (!isFree(c, cpu)) continue;
    const t = findWaiting(c, s, cpu);
    if (t) migrate(c, s, t, cpu, now);
  }
}

function findWaiting(c: Cpus, s: Slicing, to: number): Thread | null {
  let best: Thread | null = null;
  let most = 1;
  for (let cpu = 0; cpu < c.count; cpu++) {
    const { ready } = rootQueue(c, cpu);
    if (ready <= most) continue;
    const { current } = s.cores[cpu] as Core;
    // Where those who wait may not come over, the one that runs makes room for them.
    const t = waitingIn(c, rootQueue(c, cpu), to, current) ?? (current && mayRunOn(c, current, to) ? current : null);
    if (!t) continue;
    best = t;
    most = ready;
  }
  return best;
}

/** The thread in this queue or below that waits and is furthest behind its fair share. */
function waitingIn(c: Cpus, q: Queue, to: number, current: Thread | null): Thread | null {
  let best: Thread | null = null;
  for (const e of q.list) {
    const t = e.thread ?? waitingIn(c, e.stands as Queue, to, current);
    if (!t || t === current || !mayRunOn(c, t, to)) continue;
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
