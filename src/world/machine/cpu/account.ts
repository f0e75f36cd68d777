/** Bringing the growing numbers of threads, groups and CPUs forward to an instant, at the rates that held since. */
import type { Nanos } from "../../../kernel/time.ts";
import { debit, refill, startPeriod, TICK, tickAt, type Purse } from "./purse.ts";
import { bringStalls } from "./stalls.ts";
import { type Cpus, type Group, type Thread } from "./tree.ts";

export function bringThread(t: Thread, now: Nanos): void {
  const passed = now - t.since;
  if (passed <= 0) return;
  t.since = now;
  if (!t.on) return;
  const ran = now >= t.doneAt ? t.work : Math.min(t.work, t.rate * passed);
  t.usage += ran;
  if (t.work !== Infinity) t.work -= ran;
  t.waiting += (1 - t.share) * passed;
}

export function bringGroup(c: Cpus, g: Group, now: Nanos): void {
  const passed = now - g.since;
  if (passed <= 0) return;
  g.since = now;
  g.usage += g.rate * passed;
  g.waiting += Math.max(0, g.runnable - g.share) * passed;
  if (g.runnable > 0 || g.stalls.memory + g.stalls.io > 0) bringStalls(g, passed);
  if (g.purse && !c.slicing) bringPurse(g.purse, g.rate, widthOf(g, c.count), now);
}

/** On how many CPUs the group is held back when it is: where it has runnable threads. */
export function widthOf(g: Group, count: number): number {
  const pinned = new Set<number>();
  const open = Math.min(g.runnable, g.cpuset?.length ?? count);
  return isPinned(g, pinned) ? Math.min(open, pinned.size) : open;
}

/** May every runnable thread in the group run on some CPUs only? Gathers them. */
function isPinned(g: Group, pinned: Set<number>): boolean {
  for (const t of g.threads) {
    if (!t.on) continue;
    if (!t.affinity) return false;
    for (const cpu of t.affinity) pinned.add(cpu);
  }
  return g.awake.every((child) => isPinned(child, pinned));
}

/** Lets a purse live until `now` with its group using CPU at `rate`, or held back on `width` CPUs. */
export function bringPurse(p: Purse, rate: number, width: number, now: Nanos): void {
  while (p.since < now) {
    if (p.periodEnd > now && !restarts(p, rate, now)) break;
    if (p.periodEnd === Infinity) {
      spend(p, rate, width, tickAt(p.since) + TICK);
      startPeriod(p, p.since);
      continue;
    }
    spend(p, rate, width, p.periodEnd);
    refill(p);
  }
  spend(p, rate, width, now);
}

/** The clock stands though the group runs (its periods are shorter than a tick): the next debit starts it again. */
const restarts = (p: Purse, rate: number, now: Nanos): boolean =>
  p.periodEnd === Infinity && p.quota !== Infinity && rate > 0 && tickAt(now) > p.since;

function spend(p: Purse, rate: number, width: number, to: Nanos): void {
  const from = p.since;
  p.since = to;
  if (p.quota === Infinity) return;
  if (p.throttled) {
    p.throttledTime += width * (to - from);
    return;
  }
  const tick = tickAt(to);
  if (tick <= from) {
    p.undebited += rate * (to - from);
    return;
  }
  debit(p, p.undebited + rate * (tick - from));
  p.undebited = rate * (to - tick);
}

/** A thread of the group went to sleep: what was used is debited at once, without waiting for the tick. */
export function settleUp(group: Group): void {
  for (let g: Group | null = group; g; g = g.parent) {
    if (!g.purse || g.purse.quota === Infinity) continue;
    debit(g.purse, g.purse.undebited);
    g.purse.undebited = 0;
  }
}

/** When the purse next changes what may run: the tick at which it is empty, or the refill. Infinity if it cannot run dry. */
export function purseChange(g: Group): Nanos {
  const p = g.purse as Purse;
  if (p.throttled) return p.periodEnd;
  if (p.quota === Infinity || g.rate <= 0) return Infinity;
  const dry = p.since + (p.pool - p.undebited) / g.rate;
  // The pool may also run dry a tick late, when what was left is less than what a tick uses.
  const tick = Math.max(Math.ceil((dry + 1) / TICK) * TICK, tickAt(p.since) + TICK);
  if (tick <= p.periodEnd) return tick;
  return p.undebited + g.rate * (p.period + TICK) < p.quota && p.pool >= 0 ? Infinity : p.periodEnd;
}

export function bringMachine(c: Cpus, now: Nanos): void {
  const passed = now - c.since;
  if (passed <= 0) return;
  c.since = now;
  c.online += passed * c.count;
  for (let cpu = 0; cpu < c.count; cpu++) {
    if (!c.wanted[cpu]) continue;
    const rate = c.rates[cpu] as number;
    c.busy[cpu] = (c.busy[cpu] as number) + passed * rate;
    c.steal[cpu] = (c.steal[cpu] as number) + passed * (1 - rate);
  }
}
