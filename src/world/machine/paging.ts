import type { World, WorldEnv } from "../state.ts";
import { submit } from "./block.ts";
import { machineOf, type Machine } from "./machine.ts";
import { admit, moveSwap } from "./memory-charge.ts";
import type { Process, Thread } from "./process.ts";

/**
 * Using memory. Pages that are on swap have to be read back first, and the thread waits for the disk. In a guest it
 * may be the host that paged them out: then the guest's thread waits for the host's disk and its kernel knows nothing.
 * (The fault stops the thread that met it; the real one stops its whole vCPU for that time.)
 */

const PAGE = 4096;

export type Touched = "goes on" | "waits" | "dead";

/**
 * Uses `bytes` anywhere in a process's memory, or, for a scan, out of the `left` bytes it has not come to yet.
 * "waits": its thread goes on in `ioDone`. "dead": it did not survive it.
 */
export function touchMemory(world: World, machine: Machine, process: Process, thread: Thread, bytes: number, env: WorldEnv, left = Infinity): Touched {
  process.touchedAt = env.now;
  const waiting = thread.inFlight;
  if (process.swapBytes > 0) pageIn(world, machine, process, faults(machine, process, bytes, left, env), machine, thread, env);
  const host = machine.carrier === undefined ? undefined : machineOf(world, machine.host);
  const emulator = host?.processes.get(machine.carrier!.pid);
  if (host !== undefined && emulator !== undefined) {
    emulator.touchedAt = env.now;
    if (emulator.swapBytes > 0) pageIn(world, host, emulator, faults(host, emulator, bytes, left, env), machine, thread, env);
  }
  if (!machine.up || machine.processes.get(process.pid) !== process) return "dead";
  return thread.inFlight > waiting ? "waits" : "goes on";
}

function pageIn(world: World, machine: Machine, process: Process, bytes: number, waiter: Machine, thread: Thread, env: WorldEnv): void {
  if (bytes === 0) return;
  moveSwap(machine, process, -bytes);
  machine.memory.swappedInBytes += bytes;
  if (!admit(world, machine, process, bytes, env)) return;
  thread.inFlight++;
  submit(world, machine, { op: "read", bytes, tid: thread.tid, waiter: waiter.path, purpose: "swap" }, env);
}

/** Bytes of what is touched that are on swap: whole pages, chance deciding on the last one. */
function faults(machine: Machine, process: Process, touched: number, left: number, env: WorldEnv): number {
  const among = Math.max(touched, Math.min(left, process.swapBytes + process.anonBytes));
  // A page that is begun is a page: else its last bytes would hardly ever be touched.
  const swapped = Math.ceil(process.swapBytes / PAGE);
  const pages = (touched * swapped) / Math.max(1, among);
  const whole = Math.floor(pages) + (env.random.uniform(`faults/${machine.path}`) < pages % 1 ? 1 : 0);
  return Math.min(whole * PAGE, process.swapBytes);
}
