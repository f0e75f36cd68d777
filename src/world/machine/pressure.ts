import { SECOND, type Nanos } from "../../kernel/time.ts";
import { readStalls, type Stalls } from "./cpu/cpus.ts";
import type { Machine } from "./machine.ts";

/**
 * Pressure stall information (Documentation/accounting/psi.rst): the part of the time in which somebody (`some`) or
 * everybody who is not idle (`full`) was held up by a shortage of CPU, memory or disk. Every two seconds the averages over
 * 10, 60 and 300 s are brought forward with the kernel's own fixed-point factors (kernel/sched/psi.c, `calc_avgs`).
 */
export interface Pressures {
  /** When the averages were last brought forward, and the totals then. */
  readonly at: Nanos;
  readonly totals: Stalls;
  readonly averages: Readonly<Record<keyof Stalls, Averages>>;
}

/** Fractions 0..1 over 10, 60 and 300 seconds. */
export type Averages = readonly [number, number, number];

const NONE: Averages = [0, 0, 0];
const FACTORS = [1677 / 2048, 1981 / 2048, 2034 / 2048] as const;
const PERIOD = 2 * SECOND;
const KINDS = ["cpuSome", "cpuFull", "memorySome", "memoryFull", "ioSome", "ioFull"] as const;

export const CALM: Pressures = {
  at: 0,
  totals: { cpuSome: 0, cpuFull: 0, memorySome: 0, memoryFull: 0, ioSome: 0, ioFull: 0 },
  averages: { cpuSome: NONE, cpuFull: NONE, memorySome: NONE, memoryFull: NONE, ioSome: NONE, ioFull: NONE },
};

/** Brings the averages of all groups forward; to be called at least every two seconds. */
export function bringPressures(machine: Machine, now: Nanos): void {
  for (const g of machine.groups.values()) {
    const { pressures } = g;
    if (now - pressures.at >= PERIOD) g.pressures = brought(pressures, readStalls(machine.cpus, g.path), now);
  }
}

function brought({ at, totals: from, averages }: Pressures, totals: Stalls, now: Nanos): Pressures {
  const quiet = KINDS.every((kind) => totals[kind] === from[kind] && averages[kind][2] < 1e-6);
  if (quiet) return { at: now, totals, averages };
  const next = { ...averages };
  for (const kind of KINDS) next[kind] = damped(averages[kind], (totals[kind] - from[kind]) / (now - at), Math.floor((now - at) / PERIOD));
  return { at: now, totals, averages: next };
}

/** One share for each period of two seconds that has passed. */
function damped(averages: Averages, share: number, periods: number): Averages {
  const part = Math.min(1, Math.max(0, share));
  const [a, b, c] = averages.map((average, i) => part + (average - part) * FACTORS[i]! ** periods);
  return [a!, b!, c!];
}
