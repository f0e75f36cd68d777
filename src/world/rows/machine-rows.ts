import { toSeconds, type Nanos } from "../../kernel/time.ts";
import { blockedThreads } from "../machine/meter.ts";
import { runningKernel, type Machine } from "../machine/machine.ts";
import { availableBytes, freeBytes } from "../machine/memory.ts";
import { answersOf, cpuOf, lastSecond, rateOf, stealOf } from "../machine/window.ts";
import type { MachineRow } from "../observation.ts";
import type { World } from "../state.ts";

/** Timer interrupts of a busy CPU: HZ = 250. An idle CPU stops its tick. */
const HZ = 250;

export function machineRows(world: World, now: Nanos): MachineRow[] {
  return [...world.machines.values()].map((m) => machineRow(m, now));
}

function machineRow(m: Machine, now: Nanos): MachineRow {
  const { memory, meter, spec } = m;
  const cpu = m.up ? cpuOf(m) : 0;
  const rates = eventRates(m, cpu);
  let tasks = 0;
  for (const p of m.processes.values()) tasks += p.threads;
  return {
    path: m.path, name: m.name, host: m.host, os: spec.os, distribution: spec.distribution, kernel: runningKernel(m),
    cpu_model: m.cpuModel, hypervisor: m.host === "" ? "" : "KVM",
    up: m.up, uptime_s: m.up ? toSeconds(now - m.upSince) : 0,
    cpus: m.cpus.count, cpu, user: cpu, system: 0, iowait: m.up ? iowait(m, cpu) : 0, steal: m.up ? stealOf(m) : 0,
    runnable: m.cpus.root.runnable, blocked: blockedThreads(m),
    load1: meter.loads[0], load5: meter.loads[1], load15: meter.loads[2],
    mem_total: memory.totalBytes - memory.balloonBytes, mem_used: memory.kernelBytes + memory.anonBytes, mem_free: freeBytes(memory),
    mem_cache: memory.cacheBytes, mem_available: availableBytes(memory),
    swap_total: memory.swapTotalBytes, swap_used: memory.swapUsedBytes,
    swap_in: rateOf(m, (s) => s.swappedIn), swap_out: rateOf(m, (s) => s.swappedOut),
    interrupts: rates.interrupts, context_switches: rates.switches,
    tasks, pids: m.processes.size, oom_kills: m.oomKills,
  };
}

/** CPUs that had nothing to run while a thread waited for a disk: as many as were blocked, on average over the samples. */
function iowait(m: Machine, cpu: number): number {
  const { samples } = m.meter;
  const blocked = samples.reduce((sum, s) => sum + s.blocked, 0) / Math.max(1, samples.length);
  return Math.max(0, Math.min(blocked, m.cpus.count - cpu - stealOf(m)));
}

/** Derived, not counted: ticks of busy CPUs, one interrupt per finished disk request, two switches per request of any kind. */
function eventRates(m: Machine, cpu: number): { interrupts: number; switches: number } {
  const window = lastSecond(m);
  if (window === undefined || !m.up) return { interrupts: 0, switches: 0 };
  let io = 0;
  for (const [name, to] of window.to.disks) io += (to.requests - (window.from.disks.get(name)?.requests ?? 0)) / window.seconds;
  let answered = 0;
  for (const app of m.apps.values()) if (app.traffic !== undefined) answered += answersOf(m, app.name).served;
  const crowded = m.cpus.root.runnable > m.cpus.count ? HZ * cpu : 0;
  return { interrupts: Math.round(HZ * cpu + io + answered), switches: Math.round(crowded + 2 * (io + answered)) };
}
