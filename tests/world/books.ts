import type { Machine } from "../../src/world/machine/machine.ts";
import { freeBytes } from "../../src/world/machine/memory.ts";
import type { World } from "../../src/world/world.ts";

/** What must hold in every world at every instant; says what does not. */
export const booksOf = (world: World): string[] =>
  [...world.machines.values()].flatMap((m) => [...wrong(m), ...wrongOutside(world, m)].map((what) => `${m.path}: ${what}`));

/** What a guest has touched is what its emulator holds, in RAM and on swap, besides its own memory. */
function wrongOutside(world: World, guest: Machine): string[] {
  if (guest.carrier === undefined) return [];
  const host = world.machines.get(guest.host)!;
  const emulator = host.processes.get(guest.carrier.pid)!;
  const overhead = host.vms.get(guest.name)!.spec.overheadBytes;
  const held = emulator.anonBytes + emulator.swapBytes - overhead;
  return held === guest.memory.touchedBytes ? [] : [`touched ${guest.memory.touchedBytes}, its emulator holds ${held}`];
}

function wrong(m: Machine): string[] {
  const found: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || found.push(what));
  const sum = (of: (p: { anonBytes: number; swapBytes: number }) => number) => [...m.processes.values()].reduce((total, p) => total + of(p), 0);
  const { memory } = m;
  check(sum((p) => p.anonBytes) === memory.anonBytes, `anonymous pages ${sum((p) => p.anonBytes)} of processes, ${memory.anonBytes} of the machine`);
  check(sum((p) => p.swapBytes) === memory.swapUsedBytes, `swap ${sum((p) => p.swapBytes)} of processes, ${memory.swapUsedBytes} of the machine`);
  check(m.groups.get("/")!.anonBytes === memory.anonBytes, `${m.groups.get("/")!.anonBytes} charged to the root group, ${memory.anonBytes} used`);
  check(memory.swapUsedBytes <= memory.swapTotalBytes, "more on swap than there is");
  check(freeBytes(memory) >= 0, `free memory ${freeBytes(memory)}`);
  for (const p of m.processes.values()) check(p.anonBytes >= 0 && p.swapBytes >= 0, `${p.name} holds less than nothing`);
  const used = [...m.cpus.threads.values()].reduce((rate, t) => rate + t.rate, 0);
  check(used <= m.cpus.count + 1e-9, `${used} CPUs used of ${m.cpus.count}`);
  if (m.up) check(m.cpus.threads.size === m.threads.size, `${m.cpus.threads.size} CPU threads, ${m.threads.size} threads`);
  return found;
}
