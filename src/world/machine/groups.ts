import type { Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import { addGroup, removeGroup } from "./cpu/cpus.ts";
import { dropGate } from "./disk.ts";
import type { Machine } from "./machine.ts";
import { CALM, type Pressures } from "./pressure.ts";
import { touchCpus } from "./scheduling.ts";

/** The resources a group can divide among its children: Documentation/admin-guide/cgroup-v2.rst, "Controllers". */
export const CONTROLLERS = ["cpuset", "cpu", "io", "memory", "pids"] as const;
export type Controller = (typeof CONTROLLERS)[number];

/** memory.min, memory.low, memory.high, memory.max, memory.swap.max, memory.oom.group. Bytes; Infinity = max. */
export interface MemoryLimits {
  readonly min: number;
  readonly low: number;
  readonly high: number;
  readonly max: number;
  readonly swapMax: number;
  readonly oomGroup: boolean;
}

/** The counters of memory.events. */
export interface MemoryEvents {
  readonly low: number;
  readonly high: number;
  readonly max: number;
  readonly oom: number;
  readonly oom_kill: number;
  readonly oom_group_kill: number;
}

/** io.stat: finished requests of the group's subtree. */
export interface IoStat {
  readonly rbytes: number;
  readonly wbytes: number;
  readonly rios: number;
  readonly wios: number;
}

/**
 * A cgroup and what it is charged with, its whole subtree counted. Bytes; Infinity = no limit. What stands in an object of
 * its own is never changed but replaced: copies share it.
 */
export interface Group {
  readonly path: string;
  /** "" for the root. */
  readonly parent: string;
  children: readonly string[];
  /** cgroup.subtree_control: what its children may limit. */
  control: readonly Controller[];
  /** Somebody made it with `mkdir`; the others are the system's. */
  readonly made: boolean;
  maxDepth: number;
  maxDescendants: number;
  /** memory.current: anonymous, page cache and the kernel's own for its processes. */
  memoryBytes: number;
  anonBytes: number;
  fileBytes: number;
  kernelBytes: number;
  swapBytes: number;
  peakBytes: number;
  swapPeakBytes: number;
  /** The page cache it brought in itself, without its children. */
  ownFileBytes: number;
  limits: MemoryLimits;
  /** memory.events and memory.events.local. */
  events: MemoryEvents;
  localEvents: MemoryEvents;
  /** Tasks: threads count too. */
  pids: number;
  pidsPeak: number;
  pidsMax: number;
  /** pids.events and pids.events.local: forks that hit this limit or one below; this limit. */
  pidsEvents: number;
  pidsLocalEvents: number;
  /** Forks of its own processes that were refused, whoever's limit it was. */
  forksRefused: number;
  /** cgroup.freeze of its own; a frozen group above counts too. */
  freeze: boolean;
  io: IoStat;
  pressures: Pressures;
  /** The fact that set one of its limits last; -1 when none did. */
  because: number;
}

export type Groups = Map<string, Group>;

const UNLIMITED_MEMORY: MemoryLimits = { min: 0, low: 0, high: Infinity, max: Infinity, swapMax: Infinity, oomGroup: false };
const NO_EVENTS: MemoryEvents = { low: 0, high: 0, max: 0, oom: 0, oom_kill: 0, oom_group_kill: 0 };
const NO_IO: IoStat = { rbytes: 0, wbytes: 0, rios: 0, wios: 0 };
/** Kernel stack of a task. */
const STACK = 16 * 1024;

function newGroup(path: string, parent: string, control: readonly Controller[], made: boolean): Group {
  return {
    path, parent, children: [], control, made, maxDepth: Infinity, maxDescendants: Infinity,
    memoryBytes: 0, anonBytes: 0, fileBytes: 0, kernelBytes: 0, swapBytes: 0, peakBytes: 0, swapPeakBytes: 0, ownFileBytes: 0,
    limits: UNLIMITED_MEMORY, events: NO_EVENTS, localEvents: NO_EVENTS,
    pids: 0, pidsPeak: 0, pidsMax: Infinity, pidsEvents: 0, pidsLocalEvents: 0, forksRefused: 0, freeze: false, io: NO_IO, pressures: CALM, because: -1,
  };
}

export const createGroups = (): Groups => new Map([["/", newGroup("/", "", CONTROLLERS, false)]]);

export function copyGroups(groups: Groups): Groups {
  const copy: Groups = new Map();
  for (const [path, g] of groups) copy.set(path, { ...g });
  return copy;
}

export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf("/")));

/** Makes the group and those above it, each with all controllers, as systemd and container runtimes do. */
export function ensureGroup(world: World, machine: Machine, path: string, now: Nanos): void {
  if (machine.groups.has(path)) return;
  const parent = parentOf(path);
  ensureGroup(world, machine, parent, now);
  machine.groups.get(parent)!.control = CONTROLLERS;
  insertGroup(world, machine, path, false, now);
}

/** The group alone; its parent exists. */
export function insertGroup(world: World, machine: Machine, path: string, made: boolean, now: Nanos): void {
  const parent = machine.groups.get(parentOf(path))!;
  machine.groups.set(path, newGroup(path, parent.path, [], made));
  parent.children = [...parent.children, path];
  touchCpus(world, machine, now);
  if (!machine.cpus.groups.has(path)) addGroup(machine.cpus, path, parent.path);
}

/** Removes a group and those below it, once nothing lives in them: `rmdir` from the leaves up. */
export function dropGroups(world: World, machine: Machine, path: string, now: Nanos): void {
  touchCpus(world, machine, now);
  for (const g of subtree(machine.groups, path).reverse()) dropGroup(machine, g);
}

/** What is still charged to it, page cache and memory of processes that moved on, is its parent's from now on. */
function dropGroup(machine: Machine, g: Group): void {
  const parent = machine.groups.get(g.parent)!;
  parent.ownFileBytes += g.ownFileBytes;
  parent.children = parent.children.filter((path) => path !== g.path);
  for (const file of machine.memory.files) if (file.group === g.path) file.group = parent.path;
  for (const p of machine.processes.values()) p.elsewhere = p.elsewhere.map((c) => (c.group === g.path ? { ...c, group: parent.path } : c));
  for (const disk of machine.disks.values()) dropGate(disk, g.path);
  machine.groups.delete(g.path);
  removeGroup(machine.cpus, g.path);
}

/** A group and everything below it, parents first. */
export function subtree(groups: Groups, path: string): Group[] {
  const top = groups.get(path);
  const found: Group[] = top === undefined ? [] : [top];
  for (let i = 0; i < found.length; i++) for (const child of found[i]!.children) found.push(groups.get(child)!);
  return found;
}

/** A group and those above it, innermost first. */
export function* upward(groups: Groups, path: string): Generator<Group, void> {
  for (let g = groups.get(path); g !== undefined; g = groups.get(g.parent)) yield g;
}

/** Adds to a group and everything above it: anonymous memory, tasks, page cache, the kernel's own, swap. All may be negative. */
export function chargeGroup(groups: Groups, path: string, anon: number, pids: number, file = 0, kernel = 0, swap = 0): void {
  const own = kernel + pids * STACK;
  for (let g = groups.get(path); g !== undefined; g = g.parent === "" ? undefined : groups.get(g.parent)) {
    g.anonBytes += anon;
    g.fileBytes += file;
    g.kernelBytes += own;
    g.memoryBytes += anon + file + own;
    g.swapBytes += swap;
    g.pids += pids;
    if (g.memoryBytes > g.peakBytes) g.peakBytes = g.memoryBytes;
    if (g.swapBytes > g.swapPeakBytes) g.swapPeakBytes = g.swapBytes;
    if (g.pids > g.pidsPeak) g.pidsPeak = g.pids;
  }
}

/** Counts one of memory.events: locally where it happened, hierarchically up to the top. */
export function countEvent(groups: Groups, path: string, event: keyof MemoryEvents): void {
  const g = groups.get(path);
  if (g !== undefined) g.localEvents = { ...g.localEvents, [event]: g.localEvents[event] + 1 };
  for (const up of upward(groups, path)) up.events = { ...up.events, [event]: up.events[event] + 1 };
}

export const inGroup = (path: string, group: string): boolean => group === "/" || path === group || path.startsWith(`${group}/`);
