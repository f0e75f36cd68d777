import type { World, WorldEnv } from "../state.ts";
import { upward, type Group } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { availableBytes, watermarks } from "./memory.ts";
import type { Process } from "./process.ts";
import { spawn, type ProcessStart } from "./process-life.ts";

/**
 * pids.max: how many tasks a group may hold (Documentation/admin-guide/cgroup-v2.rst, "PID"; kernel/cgroup/pids.c). Only
 * fork and clone are refused; moving a process in, or lowering the limit, may leave more than that.
 */

/** What a machine of this size has at most: kernel/fork.c, `set_max_threads`: an eighth of memory as kernel stacks. */
const threadsMax = (machine: Machine): number => Math.min(4_194_304, Math.floor(machine.memory.totalBytes / (8 * 16 * 1024)));

/** fork(2): a child like `start`, in its parent's group; undefined: EAGAIN, or ENOMEM where the machine has no memory left for one more. */
export function fork(world: World, machine: Machine, parent: Process, start: Omit<ProcessStart, "group" | "ppid">, env: WorldEnv): Process | undefined {
  if (!mayFork(machine, parent, env) || !hasMemory(machine, start.anonBytes)) return undefined;
  return spawn(world, machine, { oomScoreAdj: parent.oomScoreAdj, nice: parent.nice, ...start, group: parent.group, ppid: parent.pid }, env);
}

/** Whether one task more is allowed; a refusal is counted where the limit is, and in the groups above it. */
function mayFork(machine: Machine, parent: Process, env: WorldEnv): boolean {
  const full = fullGroup(machine, parent.group);
  if (full !== undefined) countRefusal(machine, parent, full, env);
  return full === undefined && machine.groups.get("/")!.pids < threadsMax(machine);
}

/** A child's pages are copied at once here, so a fork that would have to kill for them fails instead. */
const hasMemory = (machine: Machine, bytes: number): boolean => availableBytes(machine.memory) - watermarks(machine.memory).high > bytes;

function fullGroup(machine: Machine, path: string): Group | undefined {
  for (const g of upward(machine.groups, path)) if (g.pids >= g.pidsMax) return g;
  return undefined;
}

function countRefusal(machine: Machine, parent: Process, full: Group, env: WorldEnv): void {
  const own = machine.groups.get(parent.group)!;
  if (own.forksRefused === 0) {
    const causes = [full.because, parent.because].filter((id) => id >= 0);
    env.note("forkRejected", `group${own.path}`, { machine: machine.path, limit_of: full.path, pids_max: full.pidsMax, process: parent.name }, causes);
  }
  own.forksRefused++;
  full.pidsLocalEvents++;
  for (const g of upward(machine.groups, full.path)) g.pidsEvents++;
}
