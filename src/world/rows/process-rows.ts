import { toSeconds } from "../../kernel/time.ts";
import { readThread } from "../machine/cpu/cpus.ts";
import type { Machine } from "../machine/machine.ts";
import { oomScore } from "../machine/oom.ts";
import type { Process, Thread } from "../machine/process.ts";
import { useOf } from "../machine/window.ts";
import type { ProcessRow, ThreadRow } from "../observation.ts";
import { viewCells } from "./namespace-rows.ts";
import type { World } from "../state.ts";

export function processRows(world: World): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const m of world.machines.values()) for (const p of m.processes.values()) rows.push(processRow(m, p));
  return rows;
}

function processRow(m: Machine, p: Process): ProcessRow {
  const use = useOf(m, p.pid);
  return {
    machine: m.path, pid: p.pid, ppid: p.ppid, name: p.name, command: p.command, user: p.user, app: p.app,
    state: stateOf(m, p), nice: p.nice, threads: p.threads, cpu: use.cpu, waiting: use.waiting,
    cpu_time_s: toSeconds(p.tids.reduce((sum, tid) => sum + readThread(m.cpus, tid).usage, 0)),
    rss: p.anonBytes + p.fileBytes, shared: p.fileBytes, swap: p.swapBytes, virt: Math.max(p.virtBytes, p.anonBytes + p.swapBytes + p.fileBytes),
    oom_score: oomScore(p, m.memory), oom_score_adj: p.oomScoreAdj, group: p.group, started_s: toSeconds(p.startedAt), vm: p.vm, ...viewCells(m, p),
  };
}

/** Kernel threads that sleep without counting as load: include/linux/sched.h, TASK_IDLE. */
const IDLE_THREAD = /^(kworker\/|rcu_)/;

/** R running or ready, D waiting for a disk, T stopped, S asleep, I a kernel thread that waits for work. */
function stateOf(m: Machine, p: Process): string {
  if (p.stopped) return "T";
  let state = p.ppid === 2 && IDLE_THREAD.test(p.name) ? "I" : "S";
  for (const tid of p.tids) {
    const { state: of } = readThread(m.cpus, tid);
    if (of === "running" || of === "ready") return "R";
    if (waitsForDisk(m.threads.get(tid))) state = "D";
  }
  return state;
}

const waitsForDisk = (t: Thread | undefined): boolean => t !== undefined && t.inFlight > 0 && (t.state === "reading" || t.state === "paging");

export function threadRows(world: World): ThreadRow[] {
  const rows: ThreadRow[] = [];
  for (const m of world.machines.values()) for (const p of m.processes.values()) for (const tid of p.tids) rows.push(threadRow(m, p, tid));
  return rows;
}

function threadRow(m: Machine, p: Process, tid: number): ThreadRow {
  const { state, cpu } = readThread(m.cpus, tid);
  const affinity = p.affinity === undefined ? range(0, m.cpus.count - 1) : p.affinity.join(",");
  return { machine: m.path, tid, pid: p.pid, name: p.name, state: state === "stopped" ? "blocked" : state, cpu, affinity, nice: p.nice };
}

const range = (first: number, last: number): string => (first === last ? String(first) : `${first}-${last}`);
