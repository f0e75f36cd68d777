/** What may be read of a machine's CPU scheduling: nothing here changes anything. Times in nanoseconds, as of `c.now`. */
import { bringPurse, widthOf } from "./account.ts";
import { copyPurse } from "./purse.ts";
import type { Queue } from "./sliced/queue.ts";
import type { Cpus, Thread } from "./tree.ts";

export type ThreadState = "running" | "ready" | "blocked" | "stopped";

export interface ThreadReading {
  readonly usage: number;
  /** Runnable but not running: `run_delay`. */
  readonly waiting: number;
  readonly state: ThreadState;
  readonly rate: number;
  /** CPU time it still wants. */
  readonly work: number;
  readonly cpu: number;
}

/** `cpu.stat` of a group, in nanoseconds. */
export interface GroupReading {
  readonly usage: number;
  readonly waiting: number;
  readonly nrPeriods: number;
  readonly nrThrottled: number;
  readonly throttledTime: number;
  readonly nrBursts: number;
  readonly burstTime: number;
  readonly throttled: boolean;
  /** CPUs it uses at this instant. */
  readonly rate: number;
  /** Threads that want to run, here and below. */
  readonly runnable: number;
}

export interface MachineReading {
  readonly usage: number;
  readonly idle: number;
  readonly steal: number;
  readonly perCpu: readonly { readonly busy: number; readonly steal: number }[];
}

export function readThread(c: Cpus, id: number): ThreadReading {
  const t = c.threads.get(id) as Thread;
  const passed = t.on ? c.now - t.since : 0;
  const ran = Math.min(t.work, t.rate * passed);
  return {
    usage: t.usage + ran, waiting: t.waiting + (1 - t.share) * passed, state: stateOf(t), rate: t.rate,
    work: t.work === Infinity ? Infinity : t.work - ran, cpu: c.engine === "sliced" ? t.cpu : -1,
  };
}

function stateOf(t: Thread): ThreadState {
  if (t.stopped) return "stopped";
  if (t.work === 0) return "blocked";
  return t.share > 0 ? "running" : "ready";
}

export function readGroup(c: Cpus, path: string): GroupReading {
  const g = c.groups.get(path);
  if (!g) throw new Error(`no cpu group ${path}`);
  const passed = c.now - g.since;
  const p = g.purse && copyPurse(g.purse);
  if (p && c.slicing) for (const q of g.queues) p.throttledTime += heldBack(q, c.now);
  else if (p) bringPurse(p, g.rate, widthOf(g, c.count), c.now);
  return {
    usage: g.usage + g.rate * passed, waiting: g.waiting + Math.max(0, g.runnable - g.share) * passed,
    nrPeriods: p?.nrPeriods ?? 0, nrThrottled: p?.nrThrottled ?? 0, throttledTime: p?.throttledTime ?? 0,
    nrBursts: p?.nrBursts ?? 0, burstTime: p?.burstTime ?? 0, throttled: p?.throttled ?? false,
    rate: g.rate, runnable: g.runnable,
  };
}

const heldBack = (q: Queue, now: number): number => (q.throttled && q.list.length > 0 ? now - q.throttledSince : 0);

/** Sums since the machine was created. `idle` is what its online CPUs had to spare. */
export function readMachine(c: Cpus): MachineReading {
  const passed = c.now - c.since;
  const perCpu = c.busy.map((busy, cpu) => {
    const on = c.wanted[cpu] ? passed : 0;
    const rate = c.rates[cpu] as number;
    return { busy: busy + on * rate, steal: (c.steal[cpu] as number) + on * (1 - rate) };
  });
  const usage = perCpu.reduce((sum, one) => sum + one.busy, 0);
  const steal = perCpu.reduce((sum, one) => sum + one.steal, 0);
  return { usage, steal, idle: Math.max(0, c.online + passed * c.count - usage - steal), perCpu };
}
