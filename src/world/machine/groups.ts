import type { Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import { addGroup, removeGroup } from "./cpu/cpus.ts";
import type { Machine } from "./machine.ts";
import { touchCpus } from "./scheduling.ts";

/** What a cgroup is charged with, its whole subtree counted. Bytes; Infinity = no limit. */
export interface Group {
  readonly path: string;
  /** "" for the root. */
  readonly parent: string;
  memoryBytes: number;
  peakBytes: number;
  pids: number;
  oomKills: number;
}

export type Groups = Map<string, Group>;

export function createGroups(): Groups {
  return new Map([["/", { path: "/", parent: "", memoryBytes: 0, peakBytes: 0, pids: 0, oomKills: 0 }]]);
}

export function copyGroups(groups: Groups): Groups {
  const copy: Groups = new Map();
  for (const [path, g] of groups) {
    copy.set(path, { path: g.path, parent: g.parent, memoryBytes: g.memoryBytes, peakBytes: g.peakBytes, pids: g.pids, oomKills: g.oomKills });
  }
  return copy;
}

/** Makes the group and those above it, as `mkdir -p` in the cgroup file system would. */
export function ensureGroup(world: World, machine: Machine, path: string, now: Nanos): void {
  if (machine.groups.has(path)) return;
  const parent = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  ensureGroup(world, machine, parent, now);
  machine.groups.set(path, { path, parent, memoryBytes: 0, peakBytes: 0, pids: 0, oomKills: 0 });
  touchCpus(world, machine, now);
  if (!machine.cpus.groups.has(path)) addGroup(machine.cpus, path, parent);
}

/** Removes a group and those below it, once nothing lives in them: `rmdir` from the leaves up. */
export function dropGroups(world: World, machine: Machine, path: string, now: Nanos): void {
  touchCpus(world, machine, now);
  const below = [...machine.groups.keys()].filter((g) => inGroup(g, path)).sort((a, b) => b.length - a.length);
  for (const g of below) {
    machine.groups.delete(g);
    removeGroup(machine.cpus, g);
  }
}

/** Adds to a group and everything above it. Bytes and pids may be negative. */
export function chargeGroup(groups: Groups, path: string, bytes: number, pids: number): void {
  for (let g = groups.get(path); g !== undefined; g = g.parent === "" ? undefined : groups.get(g.parent)) {
    g.memoryBytes += bytes;
    g.pids += pids;
    if (g.memoryBytes > g.peakBytes) g.peakBytes = g.memoryBytes;
  }
}

export const inGroup = (path: string, group: string): boolean => group === "/" || path === group || path.startsWith(`${group}/`);
