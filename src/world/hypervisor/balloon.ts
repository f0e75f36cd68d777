import { MILLISECOND } from "../../kernel/time.ts";
import { dropCache } from "../machine/page-cache.ts";
import { swapOut } from "../machine/reclaim.ts";
import type { Machine } from "../machine/machine.ts";
import { giveBack } from "../machine/memory-charge.ts";
import { freeBytes, usedBytes, watermarks } from "../machine/memory.ts";
import type { World, WorldEnv } from "../state.ts";
import { placed, type Placed } from "./vm.ts";

/**
 * The balloon: a driver in the guest that takes memory away from its own kernel and hands it to the host, which drops it
 * (drivers/virtio/virtio_balloon.c). It takes free pages; to have some it makes the kernel drop page cache, then swap.
 * It never forces the OOM killer (`__GFP_NORETRY`): when there is nothing to take it waits 0.2 s and tries again; but
 * what the guest's programs ask for afterwards may find no memory left.
 */

const MIB = 1024 * 1024;
/** What it manages per step: about 640 MiB a second while there is something to take. */
const STEP = 50 * MILLISECOND;
const PIECE = 32 * MIB;
const RETRY = 200 * MILLISECOND;

const targetOf = ({ vm }: Placed): number => vm.live.memoryMaxBytes - vm.live.memoryBytes;

/** Sets the balloon going towards what the VM is to have now; a size set before is forgotten. */
export function inflateTo(at: Placed, cause: number, env: WorldEnv): void {
  const { host, vm, guest } = at;
  const target = targetOf(at);
  const type = target > guest.memory.balloonBytes ? "balloonInflating" : "balloonDeflating";
  if (target === guest.memory.balloonBytes) {
    vm.ballooning = -1;
    return;
  }
  vm.ballooning = env.note(type, `vm/${vm.name}`, { from_bytes: vm.live.memoryMaxBytes - guest.memory.balloonBytes, to_bytes: vm.live.memoryBytes }, [cause]);
  env.after(STEP, { type: "vm", what: "balloon", host: host.path, vm: vm.name, because: vm.ballooning });
}

/** One step of the driver; stale when it was set going anew. A paused guest's driver stands still. */
export function balloonStep(world: World, hostPath: string, name: string, because: number, env: WorldEnv): void {
  const at = placed(world, hostPath, name);
  if (at === undefined || at.vm.ballooning !== because || !at.guest.up) return;
  const { vm, guest } = at;
  const again = { type: "vm", what: "balloon", host: hostPath, vm: name, because } as const;
  if (guest.paused) return env.after(RETRY, again);
  const missing = targetOf(at) - guest.memory.balloonBytes;
  const moved = missing > 0 ? inflate(world, guest, Math.min(PIECE, missing), env) : deflate(guest, Math.min(4 * PIECE, -missing));
  if (guest.memory.balloonBytes !== targetOf(at)) return env.after(moved > 0 ? STEP : RETRY, again);
  vm.ballooning = -1;
  env.note("balloonDone", `vm/${name}`, { memory_bytes: vm.live.memoryBytes }, [because]);
}

function inflate(world: World, guest: Machine, wanted: number, env: WorldEnv): number {
  const { memory } = guest;
  const { min } = watermarks(memory);
  const spare = (): number => freeBytes(memory) - min;
  if (spare() < wanted) dropCache(guest, wanted - spare());
  if (spare() < wanted) swapOut(world, guest, wanted - spare(), env);
  const taken = Math.min(wanted, Math.max(0, Math.floor(spare())));
  if (taken === 0) return 0;
  // Of the free pages it takes, the host gets back those that had ever been touched.
  const free = freeBytes(memory);
  const touched = Math.max(0, memory.touchedBytes - usedBytes(memory));
  memory.balloonBytes += taken;
  giveBack(world, guest, Math.max(Math.round((taken * touched) / free), memory.touchedBytes - (memory.totalBytes - memory.balloonBytes)));
  return taken;
}

function deflate(guest: Machine, bytes: number): number {
  guest.memory.balloonBytes -= bytes;
  return bytes;
}
