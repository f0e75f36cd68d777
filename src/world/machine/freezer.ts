import type { World, WorldEnv } from "../state.ts";
import { stopThread } from "./cpu/cpus.ts";
import { inGroup, upward, type Group, type Groups } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { endProcess } from "./process-life.ts";
import { subjectOf } from "./ruling.ts";
import { touchCpus } from "./scheduling.ts";
import { goOn } from "./signals.ts";
import type { Process } from "./process.ts";

/**
 * cgroup.freeze and cgroup.kill (Documentation/admin-guide/cgroup-v2.rst, "Core Interface Files"). What is frozen keeps
 * all it holds; SIGKILL reaches it. (In life the last task stands still after about a millisecond: here at once.)
 */

/** The group or one above is told to be frozen. */
export function isFrozen(groups: Groups, path: string): boolean {
  for (const g of upward(groups, path)) if (g.freeze) return true;
  return false;
}

/** Brings every process below a group into line with cgroup.freeze of all groups above it. */
export function settleFreezer(world: World, machine: Machine, top: string, env: WorldEnv): void {
  for (const p of [...machine.processes.values()]) if (inGroup(p.group, top)) settleFrozen(world, machine, p, env);
}

export function settleFrozen(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  const frozen = isFrozen(machine.groups, process.group);
  if (frozen === process.frozen) return;
  touchCpus(world, machine, env.now);
  process.frozen = frozen;
  if (frozen) for (const tid of process.tids) stopThread(machine.cpus, tid);
  else goOn(world, machine, process, env);
}

/** SIGKILL to every process of the subtree. */
export function killGroup(world: World, machine: Machine, group: Group, fact: number, env: WorldEnv): void {
  for (const p of [...machine.processes.values()]) {
    if (!inGroup(p.group, group.path) || machine.processes.get(p.pid) !== p) continue;
    const killed = env.note("processKilled", subjectOf(machine, p), { status: 137, pid: p.pid, process: p.name, machine: machine.path }, [fact]);
    endProcess(world, machine, p.pid, { status: 137, because: [killed] }, env);
  }
}
