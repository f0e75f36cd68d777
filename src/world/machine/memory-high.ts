import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { countStall } from "./cpu/cpus.ts";
import { countEvent, upward } from "./groups.ts";
import type { Machine } from "./machine.ts";
import type { Process, Thread } from "./process.ts";
import { reclaimGroup } from "./reclaim.ts";
import { touchCpus } from "./scheduling.ts";

/**
 * memory.high: a group over it gives back what can be reclaimed, and whoever goes on allocating is put to sleep, the
 * longer the further it is over (mm/memcontrol.c, `calculate_high_delay`). Nobody is killed for it.
 */

/** Pages are charged in batches of 64: after each one a task looks whether it has to sleep. */
export const BATCH = 64 * 4096;
const HZ = 250;
const LONGEST = 2 * SECOND;
/** A shorter sleep is not worth it (HZ / 100 jiffies). */
const SHORTEST = 10 * MILLISECOND;

/** Takes back from every group above `path`, itself included, what it holds over its memory.high. */
export function reclaimHigh(world: World, machine: Machine, path: string, env: WorldEnv): void {
  for (const g of upward(machine.groups, path)) {
    if (g.memoryBytes <= g.limits.high) continue;
    countEvent(machine.groups, g.path, "high");
    reclaimGroup(world, machine, g.path, g.memoryBytes - g.limits.high, env);
  }
}

/** Whether somewhere above a limit makes allocating slow. */
export function isThrottled(machine: Machine, path: string): boolean {
  for (const g of upward(machine.groups, path)) if (g.limits.high !== Infinity) return true;
  return false;
}

/** How long a task sleeps after a batch: overage² · HZ, fixed point as in the kernel, of the group that is furthest over. */
export function highDelay(machine: Machine, path: string): Nanos {
  let overage = 0;
  for (const { memoryBytes, limits } of upward(machine.groups, path)) {
    if (memoryBytes > limits.high) overage = Math.max(overage, Math.floor(((memoryBytes - limits.high) * 2 ** 20) / Math.max(1, limits.high)));
  }
  const jiffies = Math.floor((overage * overage * HZ) / 2 ** 34);
  const delay = Math.min(LONGEST, (jiffies / HZ) * SECOND);
  return delay <= SHORTEST ? 0 : delay;
}

/** A thread begins to sleep off its overage: until `endStall` it counts as waiting for memory. */
export function beginStall(world: World, machine: Machine, process: Process, thread: Thread, now: Nanos): void {
  if (thread.stalled) return;
  touchCpus(world, machine, now);
  thread.stalled = true;
  countStall(machine.cpus, process.group, "memory", 1);
}

export function endStall(machine: Machine, process: Process, thread: Thread | undefined): void {
  if (thread?.stalled !== true) return;
  thread.stalled = false;
  countStall(machine.cpus, process.group, "memory", -1);
}
