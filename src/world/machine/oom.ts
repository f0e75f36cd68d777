import type { World, WorldEnv } from "../state.ts";
import { countEvent, inGroup, upward, type Group } from "./groups.ts";
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
const pageTableBytes = (p: Process): number => PAGE * (3 + Math.ceil((p.anonBytes + p.swapBytes + p.fileBytes) / (512 * PAGE)));

/** Pages that killing it would free, plus its adjustment in thousandths of all memory, or of what a group may hold. Undefined: it may not be killed. */
function badness(p: Process, memory: Memory, of = totalPages(memory)): number | undefined {
  if (p.oomScoreAdj === NEVER || p.pid === 1 || (p.ppid === 2 && p.anonBytes === 0) || p.pid === 2) return undefined;
  const pages = (p.anonBytes + p.fileBytes + p.swapBytes + pageTableBytes(p)) / PAGE;
  return Math.round(pages + (p.oomScoreAdj * of) / 1000);
}

const totalPages = (m: Memory): number => (m.totalBytes + m.swapTotalBytes) / PAGE;

/** /proc/PID/oom_score: badness on a scale where 1000 is all memory, moved up by 1000 and shrunk (fs/proc/base.c, `proc_oom_score`). */
export function oomScore(p: Process, memory: Memory): number {
  const points = badness(p, memory);
  return points === undefined ? 0 : Math.max(0, Math.round(((1000 + (points * 1000) / totalPages(memory)) * 2) / 3));
}

/**
 * Kills the process with the most points, the oldest among equals: of the machine, or, when a group has hit its limit, of
 * that group. A group above the victim with memory.oom.group dies as a whole. False when nobody is left to kill.
 */
export function oomKill(world: World, machine: Machine, culprit: Process, env: WorldEnv, limited?: Group): boolean {
  const victim = choose(machine, limited);
  if (victim === undefined) return false;
  const together = oomGroupOf(machine, victim, limited);
  killOne(world, machine, victim, culprit, limited, env);
  if (together === undefined) return true;
  countEvent(machine.groups, together.path, "oom_group_kill");
  for (const p of [...machine.processes.values()]) {
    if (inGroup(p.group, together.path) && p.oomScoreAdj !== NEVER && machine.processes.get(p.pid) === p) killOne(world, machine, p, culprit, limited, env);
  }
  return true;
}

function killOne(world: World, machine: Machine, victim: Process, culprit: Process, limited: Group | undefined, env: WorldEnv): void {
  const short = limited === undefined ? machine.meter.memoryLow : limited.because;
  const causes = [short, culprit.grownBy, victim.adjusted].filter((id) => id >= 0);
  const fact = env.note("oomKill", subject(victim), detailOf(machine, victim, culprit, limited), [...new Set(causes)]);
  machine.oomKills++;
  countEvent(machine.groups, victim.group, "oom_kill");
  const app = machine.apps.get(victim.app);
  if (app !== undefined) app.oomKills++;
  endProcess(world, machine, victim.pid, { status: 137, because: [fact] }, env);
}

/** What a group may hold, in pages: its limit and what it may swap (`mem_cgroup_get_max`). */
function pagesOf(machine: Machine, { limits }: Group): number {
  return (limits.max + Math.min(limits.swapMax, machine.memory.swapTotalBytes)) / PAGE;
}

function choose(machine: Machine, limited: Group | undefined): Process | undefined {
  const of = limited === undefined ? totalPages(machine.memory) : pagesOf(machine, limited);
  let chosen: Process | undefined;
  let most = -Infinity;
  for (const p of machine.processes.values()) {
    if (limited !== undefined && !inGroup(p.group, limited.path)) continue;
    const points = badness(p, machine.memory, of);
    if (points === undefined || points <= most) continue;
    chosen = p;
    most = points;
  }
  return chosen;
}

/** The outermost group between the victim and the limit that asks to be killed as one (`mem_cgroup_get_oom_group`). */
function oomGroupOf(machine: Machine, victim: Process, limited: Group | undefined): Group | undefined {
  let found: Group | undefined;
  for (const g of upward(machine.groups, victim.group)) {
    if (g.limits.oomGroup) found = g;
    if (g === limited) break;
  }
  return found;
}

const subject = (p: Process): string => (p.vm !== "" ? `vm/${p.vm}` : `process/${p.app === "" ? p.name : p.app}`);

/** The numbers of the kernel's own report; what tells most comes first, for short logs. */
function detailOf(machine: Machine, victim: Process, culprit: Process, limited: Group | undefined) {
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
    ...(limited === undefined ? undefined : { constraint: "memcg", limited_group: limited.path, limit_bytes: limited.limits.max }),
    invoked_by_pid: culprit.pid,
    invoked_by_adj: culprit.oomScoreAdj,
  };
}
