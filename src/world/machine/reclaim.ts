import { SECOND } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { submit } from "./block.ts";
import type { Machine } from "./machine.ts";
import { take } from "./memory-charge.ts";
import { freeBytes, watermarks } from "./memory.ts";
import { noteShortage } from "./shortage.ts";
import { oomKill } from "./oom.ts";
import type { Process } from "./process.ts";

/**
 * How a kernel finds free pages: page cache first, then anonymous pages to swap, then the OOM killer.
 * (The real kernel weighs cache against anonymous pages by `vm.swappiness`; here the cache goes first.)
 */

const INACTIVE = 10 * SECOND;

/** Direct reclaim for `process`, which needs `bytes` now. False when it was killed or nothing could be found. */
export function makeRoom(world: World, machine: Machine, bytes: number, process: Process, env: WorldEnv): boolean {
  const { min } = watermarks(machine.memory);
  const missing = (): number => bytes + min - freeBytes(machine.memory);
  if (missing() <= 0) return true;
  noteShortage(machine, process, env);
  dropCache(machine, missing());
  swapOut(world, machine, missing(), env);
  while (missing() > 0) {
    if (!oomKill(world, machine, process, env)) return false;
    if (!machine.up || machine.processes.get(process.pid) !== process) return false;
  }
  return true;
}

/** The kernel's own reclaim in the background (kswapd): from the low watermark up to the high one. */
export function keepWatermarks(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  const { low, high } = watermarks(machine.memory);
  noteShortage(machine, process, env);
  if (freeBytes(machine.memory) >= low) return;
  dropCache(machine, high - freeBytes(machine.memory));
  swapOut(world, machine, high - freeBytes(machine.memory), env);
}

export function dropCache(machine: Machine, bytes: number): void {
  machine.memory.cacheBytes -= Math.min(machine.memory.cacheBytes, Math.max(0, bytes));
}

/** Moves anonymous pages to swap as far as there is room; the writing goes on behind. */
export function swapOut(world: World, machine: Machine, bytes: number, env: WorldEnv): void {
  const { memory } = machine;
  const wanted = Math.min(Math.ceil(bytes), memory.swapTotalBytes - memory.swapUsedBytes);
  if (wanted <= 0) return;
  const all = [...machine.processes.values()].filter((p) => p.anonBytes > 0 && !isDaemon(p));
  const inactive = all.filter((p) => env.now - p.touchedAt > INACTIVE);
  const active = all.filter((p) => env.now - p.touchedAt <= INACTIVE);
  const moved = evict(machine, inactive, wanted);
  const written = moved + evict(machine, active, wanted - moved);
  memory.swappedOutBytes += written;
  if (written > 0) submit(world, machine, { op: "write", bytes: written, tid: -1, purpose: "swap" }, env);
}

/** Daemons have no threads of their own here; in life they wake often enough to keep their few pages. */
const isDaemon = (p: Process): boolean => p.tids.length === 0;

/** Every process gives in proportion to what it holds. */
function evict(machine: Machine, processes: readonly Process[], bytes: number): number {
  const held = processes.reduce((sum, p) => sum + p.anonBytes, 0);
  const wanted = Math.min(bytes, held);
  let moved = 0;
  for (const p of processes) {
    const part = Math.min(p.anonBytes, Math.ceil((p.anonBytes * wanted) / held), wanted - moved);
    if (part <= 0) continue;
    take(machine, p, -part);
    p.swapBytes += part;
    machine.memory.swapUsedBytes += part;
    moved += part;
  }
  return moved;
}
