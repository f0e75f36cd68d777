import type { World, WorldEnv } from "../state.ts";
import { leaveGpus } from "../gpu/leave.ts";
import { carrierExited } from "../hypervisor/life.ts";
import { processEnded } from "../workload/app.ts";
import { addThread, removeThread, stopThread } from "./cpu/cpus.ts";
import { isFrozen } from "./freezer.ts";
import { chargeGroup, ensureGroup } from "./groups.ts";
import { jobKilled } from "./job.ts";
import type { Machine } from "./machine.ts";
import { charge, chargeKernel, release } from "./memory-charge.ts";
import { endStall } from "./memory-high.ts";
import { born, departed } from "./namespace-life.ts";
import type { View } from "./namespaces.ts";
import type { Process } from "./process.ts";
import { touchCpus } from "./scheduling.ts";

const COMM = 15;
const TEXT_BYTES = 4 * 1024 * 1024;

/** What fork and exec are told. Sizes in bytes. */
export interface ProcessStart {
  readonly name: string;
  readonly command: string;
  readonly user: string;
  readonly group: string;
  readonly app?: string;
  readonly vm?: string;
  readonly ppid?: number;
  readonly nice?: number;
  readonly oomScoreAdj?: number;
  readonly affinity?: readonly number[];
  /** Threads that run: each gets a CPU thread and a `Thread`. */
  readonly threads: number;
  /** Threads that only wait: counted by `ps`, never run. */
  readonly quiet?: number;
  readonly anonBytes: number;
  readonly fileBytes?: number;
  /** Its address space, when that is not what a small program maps beside its memory: all RAM of a guest, nothing for a kernel thread. */
  readonly virtBytes?: number;
  /** The namespaces it refers to; those of its parent when not given. */
  readonly joins?: View | undefined;
  /** The fact that started it. */
  readonly because: number;
}

/** Starts a process. Its memory is charged at once, so it may already have been killed when this returns. */
export function spawn(world: World, machine: Machine, start: ProcessStart, env: WorldEnv): Process {
  const process = newProcess(machine, start, env);
  machine.processes.set(process.pid, process);
  born(machine, process, start.joins);
  ensureGroup(world, machine, process.group, env.now);
  chargeGroup(machine.groups, process.group, 0, process.threads);
  chargeKernel(machine, process);
  process.frozen = isFrozen(machine.groups, process.group);
  if (start.threads > 0) touchCpus(world, machine, env.now);
  for (let i = 0; i < start.threads; i++) runThread(machine, process, process.pid + i, process.group);
  charge(world, machine, process, start.anonBytes, env);
  return process;
}

function newProcess(machine: Machine, start: ProcessStart, env: WorldEnv): Process {
  const pid = machine.nextPid;
  const threads = start.threads + (start.quiet ?? 0);
  machine.nextPid += Math.max(1, threads);
  return {
    pid, ppid: start.ppid ?? 1, name: start.name.slice(0, COMM), command: start.command, user: start.user,
    app: start.app ?? "", vm: start.vm ?? "", group: start.group,
    nice: start.nice ?? 0, oomScoreAdj: start.oomScoreAdj ?? 0, affinity: start.affinity,
    tids: [], threads: Math.max(1, threads), anonBytes: 0, swapBytes: 0, elsewhere: [], kernelBytes: 0, grown: 0, touchedAt: env.now,
    fileBytes: start.fileBytes ?? TEXT_BYTES, virtBytes: start.virtBytes ?? Math.round(start.anonBytes * 1.25) + 96 * 1024 * 1024,
    stopped: false, frozen: false, startedAt: env.now, because: start.because, adjusted: -1, grownBy: start.because,
  };
}

/** One more thread of a process, in a group of its own choice; bring the CPUs to now before (`touchCpus`). Answers its id. */
export function addTask(machine: Machine, process: Process, group: string): number {
  const tid = machine.nextPid++;
  process.threads++;
  chargeGroup(machine.groups, process.group, 0, 1);
  runThread(machine, process, tid, group);
  return tid;
}

function runThread(machine: Machine, process: Process, tid: number, group: string): void {
  process.tids.push(tid);
  addThread(machine.cpus, { id: tid, group, nice: process.nice, affinity: process.affinity ?? null });
  if (machine.paused || process.frozen) stopThread(machine.cpus, tid);
  machine.threads.set(tid, { tid, pid: process.pid, state: "idle", wakeAt: -1, inFlight: 0, held: 0, request: undefined, stalled: false, abandoned: false });
}

/** How a process ended: its exit status as a shell shows it (137 = SIGKILL, 143 = SIGTERM) and the facts that caused it. */
export interface Ending {
  readonly status: number;
  readonly because: readonly number[];
}

/** A process is gone: its threads, its memory; whoever supervises it or lives in it hears of it. */
export function endProcess(world: World, machine: Machine, pid: number, ending: Ending, env: WorldEnv): void {
  const process = machine.processes.get(pid);
  if (process === undefined) return;
  machine.processes.delete(pid);
  forget(world, machine, process, env);
  if (machine.gpus.length > 0) leaveGpus(machine, pid, env);
  env.because(ending.because, () => {
    if (process.app !== "") processEnded(world, machine, process, ending, env);
    if (process.vm !== "") carrierExited(world, machine, process.vm, env);
    jobKilled(machine, pid, env);
  });
  for (const tid of process.tids) machine.threads.delete(tid);
  departed(world, machine, process, ending, env);
}

/** Removes all that the kernel holds of a process, but not its `Thread`s, which the program may still look at. */
export function forget(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  touchCpus(world, machine, env.now);
  for (const tid of process.tids) {
    endStall(machine, process, machine.threads.get(tid));
    removeThread(machine.cpus, tid);
  }
  release(machine, process, process.anonBytes + process.swapBytes);
  chargeGroup(machine.groups, process.group, 0, -process.threads, 0, -process.kernelBytes);
  process.kernelBytes = 0;
}
