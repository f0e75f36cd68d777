import type { Machine } from "../../src/world/machine/machine.ts";
import { inGroup } from "../../src/world/machine/groups.ts";
import { freeBytes } from "../../src/world/machine/memory.ts";
import type { Process } from "../../src/world/machine/process.ts";
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
  return [...found, ...wrongGroups(m)];
}

/** Every group is charged with what its own processes and its children hold, and nothing twice. */
function wrongGroups(m: Machine): string[] {
  const found: string[] = [];
  const sum = (path: string, of: (p: Process) => number) => [...m.processes.values()].filter((p) => inGroup(p.group, path)).reduce((total, p) => total + of(p), 0);
  for (const g of m.groups.values()) {
    const check = (what: string, charged: number, held: number) => void (Math.abs(charged - held) < 1 || found.push(`group ${g.path} is charged with ${charged} ${what}, ${held} are held`));
    const children = g.children.map((path) => m.groups.get(path)!);
    check("bytes of anonymous memory", g.anonBytes, [...m.processes.values()].reduce((total, p) => total + anonIn(p, g.path), 0));
    check("bytes on swap", g.swapBytes, sum(g.path, (p) => p.swapBytes));
    check("bytes of page cache", g.fileBytes, g.ownFileBytes + children.reduce((total, c) => total + c.fileBytes, 0));
    check("bytes in all", g.memoryBytes, g.anonBytes + g.fileBytes + g.kernelBytes);
    check("bytes at most", Math.max(g.memoryBytes, g.peakBytes), g.peakBytes);
    if (g.ownFileBytes < 0 || g.anonBytes < 0 || g.kernelBytes < 0 || g.pids < 0 || g.swapBytes < 0) found.push(`group ${g.path} is charged with less than nothing`);
    const stalls = m.cpus.groups.get(g.path)?.stalls;
    if (stalls === undefined || stalls.io < 0 || stalls.memory < 0) found.push(`group ${g.path}: stalls ${JSON.stringify(stalls)}`);
  }
  const files = m.memory.files.reduce((total, file) => total + file.bytes, 0);
  if (files > m.memory.cacheBytes) found.push(`${files} bytes of files in a page cache of ${m.memory.cacheBytes}`);
  if (Math.abs(m.groups.get("/")!.fileBytes - m.memory.cacheBytes) >= 1) found.push(`the root group is charged with ${m.groups.get("/")!.fileBytes} of a page cache of ${m.memory.cacheBytes}`);
  return found;
}

/** What of a process's anonymous memory is charged to a subtree. */
function anonIn(p: Process, path: string): number {
  const elsewhere = p.elsewhere.reduce((total, c) => total + c.bytes, 0);
  const left = p.elsewhere.filter((c) => inGroup(c.group, path)).reduce((total, c) => total + c.bytes, 0);
  return left + (inGroup(p.group, path) ? p.anonBytes - elsewhere : 0);
}
