import { MICROSECOND } from "../../kernel/time.ts";
import { availableTo, isPopulated } from "../machine/cgroup-procs.ts";
import { cpuListText } from "../machine/cgroup-values.ts";
import { readGroup, readStalls } from "../machine/cpu/cpus.ts";
import { cpusetOf } from "../machine/cpu/tree.ts";
import { niceWeight } from "../machine/cpu/weight.ts";
import { isFrozen } from "../machine/freezer.ts";
import { inGroup, subtree, type Group } from "../machine/groups.ts";
import { UNLIMITED } from "../machine/io-max.ts";
import { deviceNumber, limitsOn } from "../machine/io-settings.ts";
import type { Machine } from "../machine/machine.ts";
import { pageTablesOf } from "../machine/memory-charge.ts";
import type { Averages } from "../machine/pressure.ts";
import { useOf } from "../machine/window.ts";
import type { GroupRow, PressureRow } from "../observation.ts";
import type { World } from "../state.ts";

const NO_LIMIT = -1;
const STACK = 16 * 1024;

export function groupRows(world: World): GroupRow[] {
  const rows: GroupRow[] = [];
  for (const m of world.machines.values()) for (const g of m.groups.values()) rows.push({ ...coreCells(m, g), ...cpuCells(m, g), ...memoryCells(m, g), ...ioCells(m, g) });
  return rows;
}

const orNone = (limit: number): number => (limit === Infinity ? NO_LIMIT : limit);

function coreCells(m: Machine, g: Group) {
  return {
    machine: m.path, path: g.path, parent: g.parent, controllers: availableTo(m.groups, g).join(" "), subtree_control: g.control.join(" "),
    descendants: subtree(m.groups, g.path).length - 1, max_descendants: orNone(g.maxDescendants), max_depth: orNone(g.maxDepth),
    populated: isPopulated(m, g), freeze: g.freeze, frozen: isFrozen(m.groups, g.path),
    pids: g.pids, pids_peak: g.pidsPeak, pids_max: orNone(g.pidsMax), pids_events: g.pidsEvents, pids_events_local: g.pidsLocalEvents,
  };
}

function cpuCells(m: Machine, g: Group) {
  const stat = readGroup(m.cpus, g.path);
  const settings = m.cpus.groups.get(g.path)!;
  const limited = settings.purse !== null && settings.purse.quota !== Infinity;
  const inMicros = (nanos: number): number => Math.round(nanos / MICROSECOND);
  let cpu = 0;
  for (const p of m.processes.values()) if (p.tids.length > 0 && inGroup(p.group, g.path)) cpu += useOf(m, p.pid).cpu;
  const all = Array.from({ length: m.cpus.count }, (_, cpu) => cpu);
  return {
    cpu, weight: settings.idle ? 0 : Math.max(1, Math.round((settings.weight * 100) / 1024)), weight_nice: nearestNice(settings.weight), idle: settings.idle,
    quota_us: limited ? settings.purse!.quota / MICROSECOND : NO_LIMIT,
    period_us: (settings.purse?.period ?? 100_000 * MICROSECOND) / MICROSECOND, burst_us: (settings.purse?.burst ?? 0) / MICROSECOND,
    usage_usec: inMicros(stat.usage), nr_periods: stat.nrPeriods, nr_throttled: stat.nrThrottled, throttled_usec: inMicros(stat.throttledTime),
    nr_bursts: stat.nrBursts, burst_usec: inMicros(stat.burstTime),
    cpuset: settings.cpuset === null ? "" : cpuListText(settings.cpuset), cpuset_effective: cpuListText(cpusetOf(settings) ?? all),
  };
}

/** The nice value whose weight comes nearest: what cpu.weight.nice shows (kernel/sched/core.c, `cpu_weight_nice_read_s64`). */
function nearestNice(weight: number): number {
  let nearest = 0;
  for (let nice = -20; nice < 20; nice++) if (Math.abs(niceWeight(nice) - weight) < Math.abs(niceWeight(nearest) - weight)) nearest = nice;
  return nearest;
}

function memoryCells(m: Machine, g: Group) {
  const { limits, events, localEvents } = g;
  let tables = 0;
  for (const p of m.processes.values()) if (inGroup(p.group, g.path)) tables += pageTablesOf(p);
  return {
    mem_current: g.memoryBytes, mem_peak: g.peakBytes, mem_max: orNone(limits.max), mem_high: orNone(limits.high), mem_low: limits.low, mem_min: limits.min,
    mem_anon: g.anonBytes, mem_file: g.fileBytes, mem_kernel: g.kernelBytes, mem_stacks: g.pids * STACK, mem_tables: tables, oom_group: limits.oomGroup,
    mem_swap: g.swapBytes, swap_peak: g.swapPeakBytes, swap_max: orNone(limits.swapMax),
    low_events: events.low, high_events: events.high, max_events: events.max, oom_events: events.oom, oom_kills: events.oom_kill, oom_group_kills: events.oom_group_kill,
    low_events_local: localEvents.low, high_events_local: localEvents.high, max_events_local: localEvents.max, oom_events_local: localEvents.oom,
    oom_kills_local: localEvents.oom_kill, oom_group_kills_local: localEvents.oom_group_kill,
  };
}

function ioCells(m: Machine, g: Group) {
  const disk = m.disks.values().next().value;
  const { rbps, wbps, riops, wiops } = disk === undefined ? UNLIMITED : limitsOn(disk, g.path);
  return {
    device: disk === undefined ? "" : deviceNumber(disk), io_rbps: orNone(rbps), io_wbps: orNone(wbps), io_riops: orNone(riops), io_wiops: orNone(wiops),
    io_rbytes: g.io.rbytes, io_wbytes: g.io.wbytes, io_rios: g.io.rios, io_wios: g.io.wios,
  };
}

const KINDS = [["cpu", "cpuSome", "cpuFull"], ["memory", "memorySome", "memoryFull"], ["io", "ioSome", "ioFull"]] as const;

/** One row for `some` and one for `full` of each resource of each group. */
export function pressureRows(world: World): PressureRow[] {
  return [...world.machines.values()].flatMap((m) => [...m.groups.values()].flatMap((g) => pressuresOf(m, g)));
}

function pressuresOf(m: Machine, g: Group): PressureRow[] {
  const totals = readStalls(m.cpus, g.path);
  const row = (resource: string, kind: string, averages: Averages, total: number): PressureRow => {
    const [avg10, avg60, avg300] = averages.map((part) => part * 100) as unknown as Averages;
    return { machine: m.path, group: g.path, resource, kind, avg10, avg60, avg300, total_us: Math.round(total / MICROSECOND) };
  };
  return KINDS.flatMap(([resource, some, full]) => [
    row(resource, "some", g.pressures.averages[some], totals[some]),
    row(resource, "full", g.pressures.averages[full], totals[full]),
  ]);
}
