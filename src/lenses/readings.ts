import { fixed } from "../display/format-number.ts";
import type { AppRow, MachineRow, Observation, VmRow } from "../world/observation.ts";

/** Hardware machines: the outermost boxes. */
export const hosts = (seen: Observation): readonly MachineRow[] => seen.tables.machines.filter((m) => m.host === "");

/** The apps of a machine that have been started at some time or are there from the beginning. */
export function appsOn(seen: Observation, machine: string): readonly AppRow[] {
  const apps = seen.tables.apps.filter((a) => a.machine === machine && (a.started || a.restarts > 0 || a.oom_kills > 0));
  const copies = new Set(seen.tables.services.filter((s) => s.machine === machine).map((s) => s.name));
  const crowd = copies.size > CROWD ? apps.filter((a) => copies.has(a.name)) : [];
  return crowd.length === 0 ? apps : [asOne(crowd), ...apps.filter((a) => !copies.has(a.name))];
}

/** More copies of one service than this are told as one. */
const CROWD = 6;

function asOne(apps: readonly AppRow[]): AppRow {
  const sum = (of: (a: AppRow) => number): number => apps.reduce((total, a) => total + of(a), 0);
  return { ...apps[0]!, name: `${apps.length} copies`, alive: apps.some((a) => a.alive), processes: sum((a) => a.processes), threads: sum((a) => a.threads), cpu: sum((a) => a.cpu), waiting: sum((a) => a.waiting), rss: sum((a) => a.rss), oom_kills: sum((a) => a.oom_kills) };
}

export const vmsOn = (seen: Observation, machine: string): readonly VmRow[] => seen.tables.vms.filter((v) => v.machine === machine);

/** CPUs as people compare them: two decimals, one from ten on. */
export const cpuText = (cpus: number): string => fixed(cpus, cpus >= 9.95 ? 1 : 2);

export const millisText = (ms: number): string => (ms < 0 ? "-" : ms >= 1000 ? `${fixed(ms / 1000, 1)} s` : `${fixed(ms, ms < 10 ? 1 : 0)} ms`);

export const rateText = (MBps: number): string => (MBps >= 1000 ? `${fixed(MBps / 1000, 2)} GB/s` : `${fixed(MBps, MBps < 10 ? 1 : 0)} MB/s`);

const GIB = 1024 ** 3;

/** GiB as numbers to compare in a column. */
export const gib = (bytes: number): string => fixed(bytes / GIB, bytes >= 99.95 * GIB ? 0 : 1);
