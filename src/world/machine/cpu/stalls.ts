/**
 * How long the threads of a group were held up, for pressure stall information. Runnable threads that do not run wait
 * for CPU, also while their group is held back by `cpu.max`; threads that wait for a disk or for memory are counted in
 * and out by who makes them wait. (The kernel keeps this per CPU and adds it up by weight: here it is kept once per group.)
 */
import type { Nanos } from "../../../kernel/time.ts";
import type { Cpus, Group } from "./tree.ts";

/** Nanoseconds, counted for ever. */
export interface Stalls {
  readonly cpuSome: number;
  readonly cpuFull: number;
  readonly memorySome: number;
  readonly memoryFull: number;
  readonly ioSome: number;
  readonly ioFull: number;
}

/** Threads held up now, and the sums as of the group's `since`. */
export interface StallCount {
  memory: number;
  io: number;
  cpuSome: number;
  cpuFull: number;
  memorySome: number;
  memoryFull: number;
  ioSome: number;
  ioFull: number;
}

export const createStalls = (): StallCount => ({ memory: 0, io: 0, cpuSome: 0, cpuFull: 0, memorySome: 0, memoryFull: 0, ioSome: 0, ioFull: 0 });

/** Lets the sums of a group grow over a time in which nothing changed. */
export function bringStalls(g: Group, passed: Nanos): void {
  const s = g.stalls;
  const idle = Math.max(0, 1 - g.share) * passed;
  if (g.runnable > 0) {
    s.cpuSome += Math.min(1, Math.max(0, g.runnable - g.share)) * passed;
    s.cpuFull += idle;
  }
  if (s.memory > 0) {
    s.memorySome += passed;
    s.memoryFull += idle;
  }
  if (s.io > 0) {
    s.ioSome += passed;
    s.ioFull += idle;
  }
}

/** Sums of a group as of `c.now`. For the whole machine the kernel reports no `full` for CPU: somebody always runs. */
export function readStalls(c: Cpus, path: string): Stalls {
  const g = c.groups.get(path);
  if (!g) throw new Error(`no cpu group ${path}`);
  const sums = { ...g.stalls };
  bringStalls({ ...g, stalls: sums }, Math.max(0, c.now - g.since));
  return { ...sums, cpuFull: g.parent === null ? 0 : sums.cpuFull };
}
