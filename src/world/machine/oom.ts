import type { World, WorldEnv } from "../state.ts";
import type { Machine } from "./machine.ts";
import type { Memory } from "./memory.ts";
import type { Process } from "./process.ts";
import { endProcess } from "./process-life.ts";

/**
 * The out-of-memory killer: mm/oom_kill.c, `oom_badness`. It frees the most memory it can with one kill;
 * it does not ask who caused the shortage.
 */

const PAGE = 4096;
const KIB = 1024;
const NEVER = -1000;

/** Page tables of a process: one 4 KiB table per 2 MiB mapped, and the upper levels. */
export const pageTableBytes = (p: Process): number => PAGE * (3 + Math.ceil((p.anonBytes + p.swapBytes + p.fileBytes) / (512 * PAGE)));

/** Pages that killing it would free, plus its adjustment in thousandths of all memory. Undefined: it may not be killed. */
export function badness(p: Process, memory: Memory): number | undefined {
  if (p.oomScoreAdj === NEVER || p.pid === 1 || (p.ppid === 2 && p.anonBytes === 0) || p.pid === 2) return undefined;
  const pages = (p.anonBytes + p.fileBytes + p.swapBytes + pageTableBytes(p)) / PAGE;
  return Math.round(pages + (p.oomScoreAdj * totalPages(memory)) / 1000);
}

const totalPages = (m: Memory): number => (m.totalBytes + m.swapTotalBytes) / PAGE;

/** /proc/PID/oom_score: badness on a scale where 1000 is all memory, moved up by 1000 and shrunk (fs/proc/base.c, `proc_oom_score`). */
export function oomScore(p: Process, memory: Memory): number {
  const points = badness(p, memory);
  return points === undefined ? 0 : Math.max(0, Math.round(((1000 + (points * 1000) / totalPages(memory)) * 2) / 3));
}

/** Kills the process with the most points, the oldest among equals. False when nobody is left to kill. */
export function oomKill(world: World, machine: Machine, culprit: Process, env: WorldEnv): boolean {
  const victim = choose(machine);
  if (victim === undefined) return false;
  const causes = [machine.meter.memoryLow, culprit.grownBy, victim.adjusted].filter((id) => id >= 0);
  const fact = env.note("oomKill", subject(victim), detailOf(machine, victim, culprit), [...new Set(causes)]);
  machine.oomKills++;
  for (let g = machine.groups.get(victim.group); g !== undefined; g = machine.groups.get(g.parent)) g.oomKills++;
  const app = machine.apps.get(victim.app);
  if (app !== undefined) app.oomKills++;
  endProcess(world, machine, victim.pid, { status: 137, because: [fact] }, env);
  return true;
}

function choose(machine: Machine): Process | undefined {
  let chosen: Process | undefined;
  let most = -Infinity;
  for (const p of machine.processes.values()) {
    const points = badness(p, machine.memory);
    if (points === undefined || points <= most) continue;
    chosen = p;
    most = points;
  }
  return chosen;
}

const subject = (p: Process): string => (p.vm !== "" ? `vm/${p.vm}` : `process/${p.app === "" ? p.name : p.app}`);

/** The numbers of the kernel's own report; what tells most comes first, for short logs. */
function detailOf(machine: Machine, victim: Process, culprit: Process) {
  return {
    anon_rss_kB: Math.round(victim.anonBytes / KIB),
    invoked_by: culprit.name,
    machine: machine.path,
    pid: victim.pid,
    process: victim.name,
    app: victim.app,
    total_vm_kB: Math.round(victim.virtBytes / KIB),
    file_rss_kB: Math.round(victim.fileBytes / KIB),
    shmem_rss_kB: 0,
    swap_kB: Math.round(victim.swapBytes / KIB),
    pgtables_kB: Math.round(pageTableBytes(victim) / KIB),
    oom_score_adj: victim.oomScoreAdj,
    points: badness(victim, machine.memory) ?? 0,
    uid: victim.user === "root" ? 0 : 1000,
    group: victim.group,
    invoked_by_pid: culprit.pid,
    invoked_by_adj: culprit.oomScoreAdj,
  };
}
