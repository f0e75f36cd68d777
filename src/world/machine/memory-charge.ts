import type { World, WorldEnv } from "../state.ts";
import { chargeGroup } from "./groups.ts";
import { machineOf, type Machine } from "./machine.ts";
import { reclaimHigh } from "./memory-high.ts";
import { makeGroupRoom } from "./memory-max.ts";
import { freeBytes, usedBytes } from "./memory.ts";
import type { Charge, Process } from "./process.ts";
import { keepWatermarks, makeRoom } from "./reclaim.ts";

/**
 * Memory is charged when it is first touched, not when a program asks for it (Documentation/mm/overcommit-accounting.rst).
 * What a guest touches, its host must provide, as anonymous memory of the process that carries the guest.
 */

/** Gives a process fresh anonymous pages. False when it did not live to see them: the OOM killer chose it. */
export function charge(world: World, machine: Machine, process: Process, bytes: number, env: WorldEnv): boolean {
  if (bytes <= 0) return true;
  if (!admit(world, machine, process, bytes, env)) return false;
  provide(world, machine, env, process);
  keepWatermarks(world, machine, process, env);
  reclaimHigh(world, machine, process.group, env);
  return machine.up && alive(machine, process);
}

/** Takes pages as its groups and the machine have room for them. False when the process did not live to see the last. */
export function admit(world: World, machine: Machine, process: Process, bytes: number, env: WorldEnv): boolean {
  for (let left = bytes; left > 0; ) {
    const piece = makeGroupRoom(world, machine, process, left, env);
    if (piece === 0 || !makeRoom(world, machine, piece, process, env) || !alive(machine, process)) return false;
    take(machine, process, piece);
    left -= piece;
  }
  return true;
}

/** What a process frees at once: swapped pages first stay where they are, pages in RAM become free. */
export function release(machine: Machine, process: Process, bytes: number): void {
  const inRam = Math.min(bytes, process.anonBytes);
  const onSwap = Math.min(bytes - inRam, process.swapBytes);
  moveSwap(machine, process, -onSwap);
  take(machine, process, -inRam);
}

/** Moves the anonymous pages of a process in every book they stand in. */
export function take(machine: Machine, process: Process, bytes: number): void {
  process.anonBytes += bytes;
  machine.memory.anonBytes += bytes;
  const elsewhere = bytes < 0 && process.elsewhere.length > 0 ? giveElsewhere(machine, process, -bytes) : 0;
  chargeGroup(machine.groups, process.group, bytes + elsewhere, 0);
  chargeKernel(machine, process);
}

/** Pages charged to the groups it came from are given back once its present group holds none of it. Answers how much. */
function giveElsewhere(machine: Machine, process: Process, bytes: number): number {
  const before = process.anonBytes + bytes;
  const here = before - process.elsewhere.reduce((sum, c) => sum + c.bytes, 0);
  let left = Math.max(0, bytes - here);
  const given = left;
  const kept: Charge[] = [];
  for (const c of process.elsewhere) {
    const back = Math.min(left, c.bytes);
    left -= back;
    if (back > 0) chargeGroup(machine.groups, c.group, -back, 0);
    if (c.bytes > back) kept.push({ group: c.group, bytes: c.bytes - back });
  }
  process.elsewhere = kept;
  return given;
}

/** Pages of a process go to swap (or, negative, leave it): the books of swap alone. */
export function moveSwap(machine: Machine, process: Process, bytes: number): void {
  process.swapBytes += bytes;
  machine.memory.swapUsedBytes += bytes;
  chargeGroup(machine.groups, process.group, 0, 0, 0, 0, bytes);
}

/** Task, files and the upper levels of the page tables of a process that has just been started. */
const PROCESS = 168 * 1024;
const PAGE = 4096;
const TABLE = 512 * PAGE;

/** What the kernel holds for a process that has touched this much: one page of tables for each 2 MiB. */
const kernelBytesFor = (bytes: number): number => PROCESS + PAGE * Math.ceil(bytes / TABLE);

/** What of the kernel's memory for a process are page tables. */
export const pageTablesOf = (process: Process): number => Math.max(0, process.kernelBytes - PROCESS);

/** Page tables `bytes` more would need. */
export const tablesFor = (process: Process, bytes: number): number => kernelBytesFor(process.anonBytes + process.swapBytes + bytes) - process.kernelBytes;

/** The kernel's memory for a process is charged to its group; for the machine it is part of the kernel's own. */
export function chargeKernel(machine: Machine, process: Process): void {
  const grown = tablesFor(process, 0);
  if (grown === 0) return;
  process.kernelBytes += grown;
  chargeGroup(machine.groups, process.group, 0, 0, 0, grown);
}

/** File pages come into the page cache; as much as there is room for without taking anonymous memory away. */
export function fillCache(world: World, machine: Machine, bytes: number, process: Process, env: WorldEnv): void {
  const wanted = makeGroupRoom(world, machine, process, bytes, env, "cache");
  const room = Math.max(0, freeBytes(machine.memory) - reserve(machine));
  takeCache(machine, process.group, Math.min(wanted, room));
  provide(world, machine, env, process);
  if (machine.up) keepWatermarks(world, machine, process, env);
  reclaimHigh(world, machine, process.group, env);
}

/** Page cache of a group in every book it stands in. The group that brought a page in is charged with it. */
export function takeCache(machine: Machine, group: string, bytes: number): void {
  machine.memory.cacheBytes += bytes;
  const g = machine.groups.get(group);
  if (g !== undefined) g.ownFileBytes += bytes;
  chargeGroup(machine.groups, group, 0, 0, bytes);
}

const reserve = (machine: Machine): number => Math.round(machine.memory.totalBytes / 512);
const alive = (machine: Machine, process: Process): boolean => machine.processes.get(process.pid) === process;

/** A guest uses more pages than ever before, on account of `process`: its host has to provide the difference. */
export function provide(world: World, guest: Machine, env: WorldEnv, process?: Process): void {
  const grown = usedBytes(guest.memory) - guest.memory.touchedBytes;
  if (grown <= 0 || guest.carrier === undefined) return;
  guest.memory.touchedBytes += grown;
  const host = machineOf(world, guest.host);
  const emulator = host?.processes.get(guest.carrier.pid);
  if (host === undefined || emulator === undefined) return;
  emulator.grownBy = process === undefined || process.grownBy < 0 ? emulator.because : process.grownBy;
  charge(world, host, emulator, grown, env);
}

/** The guest gives pages back (a balloon): the host drops them, from RAM and from swap in proportion. */
export function giveBack(world: World, guest: Machine, bytes: number): void {
  const back = Math.min(bytes, guest.memory.touchedBytes);
  guest.memory.touchedBytes -= back;
  const host = machineOf(world, guest.host);
  const emulator = guest.carrier === undefined ? undefined : host?.processes.get(guest.carrier.pid);
  if (host === undefined || emulator === undefined) return;
  const onSwap = Math.min(emulator.swapBytes, Math.round((back * emulator.swapBytes) / Math.max(1, emulator.anonBytes + emulator.swapBytes)));
  moveSwap(host, emulator, -onSwap);
  take(host, emulator, -Math.min(back - onSwap, emulator.anonBytes));
}
