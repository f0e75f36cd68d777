import { fixed } from "../display/format-number.ts";
import type { GroupRow, Observation } from "../world/observation.ts";
import { processesInside } from "./cgroup-members.ts";
import type { Seat } from "./verb.ts";

/** What each interface file of a cgroup says, line for line as the kernel prints it: Documentation/admin-guide/cgroup-v2.rst. */

type Reading = { readonly lines: readonly string[] } | { readonly refused: string };
type Reader = (g: GroupRow, seen: Observation, seat: Seat) => Reading;

const say = (lines: (g: GroupRow, seen: Observation, seat: Seat) => readonly string[]): Reader => (g, seen, seat) => ({ lines: lines(g, seen, seat) });
const one = (value: (g: GroupRow) => number | string | boolean): Reader => say((g) => [cell(value(g))]);
const cell = (value: number | string | boolean): string => (typeof value === "boolean" ? (value ? "1" : "0") : `${value}`);
const orMax = (value: number): string => (value < 0 ? "max" : `${value}`);
const limit = (value: (g: GroupRow) => number): Reader => say((g) => [orMax(value(g))]);
const keyed = (rows: (g: GroupRow) => Readonly<Record<string, number>>): Reader => say((g) => Object.entries(rows(g)).map(([key, value]) => `${key} ${value}`));
/** A list that is empty prints nothing at all. */
const words = (value: (g: GroupRow) => string): Reader => say((g) => (value(g) === "" ? [] : [value(g)]));

const PAGE = 4096;
/** Anonymous pages that nobody has used lately are not told apart here: all count as active. */
const memoryStat = (g: GroupRow): Record<string, number> => ({
  anon: g.mem_anon, file: g.mem_file, kernel: g.mem_kernel, kernel_stack: g.mem_stacks, pagetables: g.mem_tables, sec_pagetables: 0, percpu: 0, sock: 0,
  vmalloc: 0, shmem: 0, zswap: 0, zswapped: 0, file_mapped: 0, file_dirty: 0, file_writeback: 0, swapcached: 0, anon_thp: 0, file_thp: 0, shmem_thp: 0,
  inactive_anon: 0, active_anon: g.mem_anon, inactive_file: g.mem_file, active_file: 0, unevictable: 0,
  slab_reclaimable: 0, slab_unreclaimable: slab(g), slab: slab(g), pgfault: Math.round(g.mem_peak / PAGE),
});
const slab = (g: GroupRow): number => Math.max(0, g.mem_kernel - g.mem_stacks - g.mem_tables);

const events = (g: GroupRow) => ({ low: g.low_events, high: g.high_events, max: g.max_events, oom: g.oom_events, oom_kill: g.oom_kills, oom_group_kill: g.oom_group_kills });
const localEvents = (g: GroupRow) => ({
  low: g.low_events_local, high: g.high_events_local, max: g.max_events_local, oom: g.oom_events_local, oom_kill: g.oom_kills_local, oom_group_kill: g.oom_group_kills_local,
});

/** The bandwidth counters come with the cpu controller. User and system time are not told apart: programs here compute. */
const cpuStat = (g: GroupRow): Record<string, number> => ({
  usage_usec: g.usage_usec, user_usec: g.usage_usec, system_usec: 0, nice_usec: 0,
  ...(g.parent !== "" && g.controllers.split(" ").includes("cpu")
    ? { nr_periods: g.nr_periods, nr_throttled: g.nr_throttled, throttled_usec: g.throttled_usec, nr_bursts: g.nr_bursts, burst_usec: g.burst_usec }
    : undefined),
});

const ioLimits = (g: GroupRow): string[] => {
  const all = [["rbps", g.io_rbps], ["wbps", g.io_wbps], ["riops", g.io_riops], ["wiops", g.io_wiops]] as const;
  return all.every(([, value]) => value < 0) ? [] : [`${g.device} ${all.map(([key, value]) => `${key}=${orMax(value)}`).join(" ")}`];
};

const ioStat = (g: GroupRow): string[] =>
  g.device === "" || g.io_rios + g.io_wios === 0 ? [] : [`${g.device} rbytes=${g.io_rbytes} wbytes=${g.io_wbytes} rios=${g.io_rios} wios=${g.io_wios} dbytes=0 dios=0`];

/** `some avg10=… avg60=… avg300=… total=…`, then the same for `full`: Documentation/accounting/psi.rst. */
export const pressureLines = (machine: string, group: string, resource: string, seen: Observation): string[] =>
  seen.tables.pressures
    .filter((p) => p.machine === machine && p.group === group && p.resource === resource)
    .map((p) => `${p.kind} avg10=${fixed(p.avg10, 2)} avg60=${fixed(p.avg60, 2)} avg300=${fixed(p.avg300, 2)} total=${p.total_us}`);

const pressure = (resource: string): Reader => say((g, seen) => pressureLines(g.machine, g.path, resource, seen));

const pids = (threads: boolean): Reader => say((g, seen, seat) => processesInside(g, seen, seat, threads).map(String));
const always = (...lines: readonly string[]): Reader => say(() => lines);

export const cgroupFiles: Readonly<Record<string, Reader>> = {
  "cgroup.controllers": words((g) => g.controllers),
  "cgroup.subtree_control": words((g) => g.subtree_control),
  "cgroup.events": keyed((g) => ({ populated: g.populated ? 1 : 0, frozen: g.frozen ? 1 : 0 })),
  "cgroup.freeze": one((g) => g.freeze),
  "cgroup.max.depth": limit((g) => g.max_depth),
  "cgroup.max.descendants": limit((g) => g.max_descendants),
  "cgroup.pressure": always("1"),
  "cgroup.procs": pids(false),
  "cgroup.threads": pids(true),
  "cgroup.stat": keyed((g) => ({ nr_descendants: g.descendants, nr_dying_descendants: 0 })),
  "cgroup.type": always("domain"),
  "cpu.idle": one((g) => g.idle),
  "cpu.max": say((g) => [`${orMax(g.quota_us)} ${g.period_us}`]),
  "cpu.max.burst": one((g) => g.burst_us),
  "cpu.pressure": pressure("cpu"),
  "cpu.stat": keyed(cpuStat),
  "cpu.stat.local": keyed((g) => ({ throttled_usec: g.throttled_usec })),
  "cpu.uclamp.max": always("max"),
  "cpu.uclamp.min": always("0.00"),
  "cpu.weight": one((g) => g.weight),
  "cpu.weight.nice": one((g) => g.weight_nice),
  "cpuset.cpus": one((g) => g.cpuset),
  "cpuset.cpus.effective": one((g) => g.cpuset_effective),
  "cpuset.cpus.partition": always("member"),
  "cpuset.mems": always(""),
  "cpuset.mems.effective": always("0"),
  "io.cost.model": always(),
  "io.cost.qos": always(),
  "io.latency": always(),
  "io.max": say(ioLimits),
  "io.pressure": pressure("io"),
  "io.stat": say(ioStat),
  "io.weight": always("default 100"),
  "memory.current": one((g) => g.mem_current),
  "memory.events": keyed(events),
  "memory.events.local": keyed(localEvents),
  "memory.high": limit((g) => g.mem_high),
  "memory.low": limit((g) => noneAsMax(g.mem_low)),
  "memory.max": limit((g) => g.mem_max),
  "memory.min": limit((g) => noneAsMax(g.mem_min)),
  "memory.oom.group": one((g) => g.oom_group),
  "memory.peak": one((g) => g.mem_peak),
  "memory.pressure": pressure("memory"),
  "memory.stat": keyed(memoryStat),
  "memory.swap.current": one((g) => g.mem_swap),
  "memory.swap.events": keyed(() => ({ high: 0, max: 0, fail: 0 })),
  "memory.swap.high": always("max"),
  "memory.swap.max": limit((g) => g.swap_max),
  "memory.swap.peak": one((g) => g.swap_peak),
  "memory.zswap.current": always("0"),
  "memory.zswap.max": always("max"),
  "memory.zswap.writeback": always("1"),
  "pids.current": one((g) => g.pids),
  "pids.events": keyed((g) => ({ max: g.pids_events })),
  "pids.events.local": keyed((g) => ({ max: g.pids_events_local })),
  "pids.max": limit((g) => g.pids_max),
  "pids.peak": one((g) => g.pids_peak),
};

const noneAsMax = (bytes: number): number => (bytes === Infinity ? -1 : bytes);
