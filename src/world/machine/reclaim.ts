import { SECOND } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { submit } from "./block.ts";
import { inGroup, upward } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { moveSwap, take } from "./memory-charge.ts";
import { freeBytes, watermarks } from "./memory.ts";
import { dropCache } from "./page-cache.ts";
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

/** Reclaim for a limit: only what is charged to the subtree is taken. Answers how many bytes it holds less. */
export function reclaimGroup(world: World, machine: Machine, top: string, bytes: number, env: WorldEnv): number {
  const dropped = dropCache(machine, bytes, top);
  return dropped >= bytes ? dropped : dropped + swapOut(world, machine, bytes - dropped, env, top);
}

/** Moves anonymous pages of a subtree to swap as far as there is room; the writing goes on behind. Answers how much. */
export function swapOut(world: World, machine: Machine, bytes: number, env: WorldEnv, top = "/"): number {
  const { memory } = machine;
  const wanted = Math.min(Math.ceil(bytes), memory.swapTotalBytes - memory.swapUsedBytes);
  if (wanted <= 0) return 0;
  const all = [...machine.processes.values()].filter((p) => p.anonBytes > 0 && !isDaemon(p) && inGroup(p.group, top) && swapRoom(machine, p) > 0);
  const inactive = all.filter((p) => env.now - p.touchedAt > INACTIVE);
  const active = all.filter((p) => env.now - p.touchedAt <= INACTIVE);
  const moved = evict(machine, inactive, wanted);
  const written = moved + evict(machine, active, wanted - moved);
  memory.swappedOutBytes += written;
  if (written > 0) submit(world, machine, { op: "write", bytes: written, tid: -1, purpose: "swap" }, env);
  return written;
}

/** Daemons have no threads of their own here; in life they wake often enough to keep their few pages. */
const isDaemon = (p: Process): boolean => p.tids.length === 0;

/** What memory.swap.max of the groups above leaves. */
function swapRoom(machine: Machine, p: Process): number {
  let room = Infinity;
  for (const g of upward(machine.groups, p.group)) room = Math.min(room, g.limits.swapMax - g.swapBytes);
  return room;
}

/** Every process gives in proportion to what it holds. */
function evict(machine: Machine, processes: readonly Process[], bytes: number): number {
  const held = processes.reduce((sum, p) => sum + p.anonBytes, 0);
  const wanted = Math.min(bytes, held);
  let moved = 0;
  for (const p of processes) {
    const part = Math.min(p.anonBytes, Math.ceil((p.anonBytes * wanted) / held), wanted - moved, swapRoom(machine, p));
    if (part <= 0) continue;
    take(machine, p, -part);
    moveSwap(machine, p, part);
    moved += part;
  }
  return moved;
}
