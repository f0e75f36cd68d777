import type { World, WorldEnv } from "../state.ts";
import { chargeGroup } from "./groups.ts";
import { machineOf, type Machine } from "./machine.ts";
import { freeBytes, usedBytes } from "./memory.ts";
import type { Process } from "./process.ts";
import { keepWatermarks, makeRoom } from "./reclaim.ts";

/**
 * Memory is charged when it is first touched, not when a program asks for it (Documentation/mm/overcommit-accounting.rst).
 * What a guest touches, its host must provide, as anonymous memory of the process that carries the guest.
 */

/** Gives a process fresh anonymous pages. False when it did not live to see them: the OOM killer chose it. */
export function charge(world: World, machine: Machine, process: Process, bytes: number, env: WorldEnv): boolean {
  if (bytes <= 0) return true;
  if (!makeRoom(world, machine, bytes, process, env) || !alive(machine, process)) return false;
  take(machine, process, bytes);
  provide(world, machine, env, process);
  keepWatermarks(world, machine, process, env);
  return machine.up && alive(machine, process);
}

/** What a process frees at once: swapped pages first stay where they are, pages in RAM become free. */
export function release(machine: Machine, process: Process, bytes: number): void {
  const inRam = Math.min(bytes, process.anonBytes);
  const onSwap = Math.min(bytes - inRam, process.swapBytes);
  take(machine, process, -inRam);
  process.swapBytes -= onSwap;
  machine.memory.swapUsedBytes -= onSwap;
}

/** Moves the anonymous pages of a process in every book they stand in. */
export function take(machine: Machine, process: Process, bytes: number): void {
  process.anonBytes += bytes;
  machine.memory.anonBytes += bytes;
  chargeGroup(machine.groups, process.group, bytes, 0);
}

/** File pages come into the page cache; as much as there is room for without taking anonymous memory away. */
export function fillCache(world: World, machine: Machine, bytes: number, process: Process, env: WorldEnv): void {
  const room = Math.max(0, freeBytes(machine.memory) - reserve(machine));
  machine.memory.cacheBytes += Math.min(bytes, room);
  provide(world, machine, env, process);
  if (machine.up) keepWatermarks(world, machine, process, env);
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
  emulator.swapBytes -= onSwap;
  host.memory.swapUsedBytes -= onSwap;
  take(host, emulator, -Math.min(back - onSwap, emulator.anonBytes));
}

