import type { World, WorldEnv } from "../state.ts";
import { countEvent, upward, type Group } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { tablesFor } from "./memory-charge.ts";
import { oomKill } from "./oom.ts";
import type { Process } from "./process.ts";
import { reclaimGroup } from "./reclaim.ts";

/**
 * memory.max: what a group may hold at most (mm/memcontrol.c, `try_charge_memcg`). An allocation that would pass it first
 * takes page cache and swappable memory back from the group itself; when that is not enough, somebody in the group is killed.
 */

const PAGE = 4096;

/**
 * How much of `bytes` may be charged now: all, or as many pages as fit. 0: the process did not live to see it, or
 * nothing more can be had. Page cache ("cache") is never worth a kill: what does not fit is not kept.
 */
export function makeGroupRoom(world: World, machine: Machine, process: Process, bytes: number, env: WorldEnv, purpose: "memory" | "cache" = "memory"): number {
  const cost = purpose === "cache" ? bytes : bytes + tablesFor(process, bytes);
  for (let tight = tightest(machine, process.group, cost); tight !== undefined; tight = tightest(machine, process.group, cost)) {
    countEvent(machine.groups, tight.path, "max");
    reclaimGroup(world, machine, tight.path, cost - roomIn(tight), env);
    if (roomIn(tight) >= cost) continue;
    if (pagesIn(tight) > 0) return pagesThatFit(machine, process.group);
    if (purpose === "cache") return 0;
    if (!groupOom(world, machine, tight, process, env)) return 0;
    if (!machine.up || machine.processes.get(process.pid) !== process) return 0;
  }
  return bytes;
}

const roomIn = (g: Group): number => g.limits.max - g.memoryBytes;

/** Whole pages that still fit, with the tables they need. */
const pagesIn = (g: Group): number => Math.max(0, Math.floor((roomIn(g) * 512) / 513 / PAGE) * PAGE);

/** The innermost group whose limit would be passed: by the first page, else by all of it. */
function tightest(machine: Machine, path: string, cost: number): Group | undefined {
  let small: Group | undefined;
  for (const g of upward(machine.groups, path)) {
    if (roomIn(g) >= cost) continue;
    if (pagesIn(g) === 0) return g;
    small ??= g;
  }
  return small;
}

function pagesThatFit(machine: Machine, path: string): number {
  let room = Infinity;
  for (const g of upward(machine.groups, path)) room = Math.min(room, pagesIn(g));
  return room;
}

/** False when there is nobody left who may be killed. */
function groupOom(world: World, machine: Machine, group: Group, culprit: Process, env: WorldEnv): boolean {
  countEvent(machine.groups, group.path, "oom");
  return oomKill(world, machine, culprit, env, group);
}

/** memory.max was lowered: reclaims, then kills, until what the group holds fits (`memory_max_write`). */
export function enforceMax(world: World, machine: Machine, group: Group, env: WorldEnv): void {
  if (group.memoryBytes <= group.limits.max) return;
  reclaimGroup(world, machine, group.path, group.memoryBytes - group.limits.max, env);
  while (group.memoryBytes > group.limits.max) {
    const culprit = largestIn(machine, group);
    if (culprit === undefined || !groupOom(world, machine, group, culprit, env)) return;
  }
}

const largestIn = (machine: Machine, group: Group): Process | undefined =>
  [...machine.processes.values()].find((p) => p.anonBytes > 0 && [...upward(machine.groups, p.group)].includes(group));
