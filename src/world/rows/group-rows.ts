import { MICROSECOND } from "../../kernel/time.ts";
import { readGroup } from "../machine/cpu/cpus.ts";
import { inGroup, type Group } from "../machine/groups.ts";
import type { Machine } from "../machine/machine.ts";
import { useOf } from "../machine/window.ts";
import type { GroupRow } from "../observation.ts";
import type { World } from "../state.ts";

const NO_LIMIT = -1;

export function groupRows(world: World): GroupRow[] {
  const rows: GroupRow[] = [];
  for (const m of world.machines.values()) for (const g of m.groups.values()) rows.push(groupRow(m, g));
  return rows;
}

function groupRow(m: Machine, g: Group): GroupRow {
  const stat = readGroup(m.cpus, g.path);
  const settings = m.cpus.groups.get(g.path)!;
  const limited = settings.purse !== null && settings.purse.quota !== Infinity;
  let cpu = 0;
  for (const p of m.processes.values()) if (p.tids.length > 0 && inGroup(p.group, g.path)) cpu += useOf(m, p.pid).cpu;
  return {
    machine: m.path, path: g.path, parent: g.parent, cpu, weight: Math.max(1, Math.round((settings.weight * 100) / 1024)),
    quota_us: limited ? settings.purse!.quota / MICROSECOND : NO_LIMIT,
    period_us: (settings.purse?.period ?? 100_000 * MICROSECOND) / MICROSECOND, burst_us: (settings.purse?.burst ?? 0) / MICROSECOND,
    usage_usec: Math.round(stat.usage / MICROSECOND), nr_periods: stat.nrPeriods, nr_throttled: stat.nrThrottled,
    throttled_usec: Math.round(stat.throttledTime / MICROSECOND),
    mem_current: g.memoryBytes, mem_peak: g.peakBytes, mem_max: NO_LIMIT, mem_high: NO_LIMIT, mem_low: 0, mem_min: 0,
    oom_kills: g.events.oom_kill, pids: g.pids, pids_max: NO_LIMIT,
  };
}
