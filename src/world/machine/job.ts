import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import { jobEnded, jobFailed } from "../hypervisor/provisioning/ends.ts";
import type { JobEnd } from "../hypervisor/provisioning/ends.ts";
import type { World, WorldEnv } from "../state.ts";
import { submit } from "./block.ts";
import { setWork } from "./cpu/cpus.ts";
import { SESSION } from "../workload/app.ts";
import { machineOf, type Machine } from "./machine.ts";
import { fairShare, transmit } from "./network.ts";
import { endProcess, spawn } from "./process-life.ts";
import { touchCpus } from "./scheduling.ts";

/**
 * A piece of work with an end: copying an image, installing packages. It is a process of its machine with one thread
 * that goes through steps one after the other. In each step it waits for something outside, receives bytes over the
 * network, reads, computes and writes: network, disk and CPU are the machine's own, so on a busy one it takes longer.
 */
export interface JobStep {
  readonly about: string;
  readonly wait: Nanos;
  readonly receiveBytes: number;
  /** What the other side gives at most, bytes per second. */
  readonly receiveRate: number;
  readonly readBytes: number;
  readonly work: Nanos;
  readonly writeBytes: number;
}

export interface Job {
  readonly pid: number;
  /** What it is for: the file or the VM it makes. */
  readonly name: string;
  readonly steps: readonly JobStep[];
  readonly end: JobEnd;
  readonly because: number;
  readonly startedAt: Nanos;
  step: number;
  stepAt: Nanos;
  part: number;
  /** Still to be received. */
  left: number;
  /** When its timer is due: another one is stale. */
  dueAt: Nanos;
}

export type JobEvent = { readonly type: "job"; readonly machine: string; readonly pid: number; readonly at: Nanos };

export interface JobStart {
  readonly name: string;
  readonly command: string;
  readonly user?: string;
  readonly memoryBytes?: number;
  readonly steps: readonly JobStep[];
  readonly end: JobEnd;
  readonly because: number;
}

const PARTS = ["wait", "receiveBytes", "readBytes", "work", "writeBytes"] as const;
const PIECE = 100 * MILLISECOND;

const NOTHING: Omit<JobStep, "about"> = { wait: 0, receiveBytes: 0, receiveRate: 0, readBytes: 0, work: 0, writeBytes: 0 };
export const jobStep = (about: string, parts: Partial<Omit<JobStep, "about">>): JobStep => ({ about, ...NOTHING, ...parts });
export const copyJob = (job: Job): Job => ({ ...job });

/** Starts a job: a process that `ps` shows and a signal ends. */
export function startJob(world: World, machine: Machine, start: JobStart, env: WorldEnv): void {
  const { command, because, end, steps, name } = start;
  const process = spawn(world, machine, {
    name: command.split(" ")[0]!, command, user: start.user ?? "root", group: SESSION, threads: 1, anonBytes: start.memoryBytes ?? 8 * 1024 * 1024, because,
  }, env);
  const job: Job = { pid: process.pid, name, steps, end, because, startedAt: env.now, step: 0, stepAt: env.now, part: -1, left: 0, dueAt: -1 };
  if (machine.processes.get(process.pid) !== process) return jobFailed(machine, job, env);
  machine.jobs.set(process.pid, job);
  goOn(world, machine, job, env);
}

/** On to the next part that there is something to do in; behind the last one the job is done. */
function goOn(world: World, machine: Machine, job: Job, env: WorldEnv): void {
  for (;;) {
    job.part++;
    if (job.part >= PARTS.length) {
      job.step++;
      job.part = 0;
      job.stepAt = env.now;
    }
    const step = job.steps[job.step];
    if (step === undefined) return finish(world, machine, job, env);
    if (job.part === 0) tell(machine, job, step, env);
    const amount = step[PARTS[job.part]!];
    if (amount > 0) return begin(world, machine, job, PARTS[job.part]!, amount, env);
  }
}

/** Work that somebody follows line by line says what it does now. */
function tell(machine: Machine, job: Job, { about }: JobStep, env: WorldEnv): void {
  if (about === "" || (job.end.about !== "customized" && job.end.about !== "packages")) return;
  env.note("jobStep", `job/${job.name}`, { about, machine: machine.path, begun_s: job.startedAt / SECOND }, [job.because]);
}

function begin(world: World, machine: Machine, job: Job, part: (typeof PARTS)[number], amount: number, env: WorldEnv): void {
  const thread = machine.threads.get(job.pid)!;
  if (part === "work") {
    thread.state = "computing";
    touchCpus(world, machine, env.now);
    return setWork(machine.cpus, job.pid, amount);
  }
  if (part === "readBytes" || part === "writeBytes") {
    thread.state = "reading";
    thread.inFlight++;
    return submit(world, machine, { op: part === "readBytes" ? "read" : "write", bytes: amount, tid: job.pid, purpose: "file" }, env);
  }
  thread.state = "sleeping";
  if (part === "receiveBytes") job.left = amount;
  plan(machine, job, part === "wait" ? amount : PIECE, env);
}

function plan(machine: Machine, job: Job, delay: Nanos, env: WorldEnv): void {
  job.dueAt = env.now + Math.round(delay);
  env.after(delay, { type: "job", machine: machine.path, pid: job.pid, at: job.dueAt });
}

/** What it waited for has come, or the next bytes have. While its machine or process stands still, it stays due. */
export function handleJob(world: World, event: JobEvent, env: WorldEnv): void {
  const machine = machineOf(world, event.machine);
  const job = machine?.jobs.get(event.pid);
  const process = machine?.processes.get(event.pid);
  if (machine === undefined || job === undefined || process === undefined || job.dueAt !== event.at) return;
  if (machine.paused || process.stopped || process.frozen) return plan(machine, job, PIECE, env);
  env.because([job.because], () => (PARTS[job.part] === "receiveBytes" ? receive(world, machine, job, env) : goOn(world, machine, job, env)));
}

function receive(world: World, machine: Machine, job: Job, env: WorldEnv): void {
  const rate = fairShare(world, machine, `job-${job.pid}`, "rx", job.steps[job.step]!.receiveRate * 8, env.now) / 8;
  const bytes = Math.min(job.left, (rate * PIECE) / SECOND);
  transmit(world, machine, Math.round(bytes), 0);
  job.left -= bytes;
  if (job.left > 0) plan(machine, job, PIECE, env);
  else goOn(world, machine, job, env);
}

/** The CPUs say that a thread has computed, or the disk that it is through: true when it was a job's. */
export function jobServed(world: World, path: string, tid: number, env: WorldEnv): boolean {
  const machine = machineOf(world, path);
  const job = machine?.jobs.get(tid);
  if (machine === undefined || job === undefined) return false;
  const thread = machine.threads.get(tid)!;
  if (thread.inFlight > 0) thread.inFlight--;
  env.because([job.because], () => goOn(world, machine, job, env));
  return true;
}

function finish(world: World, machine: Machine, job: Job, env: WorldEnv): void {
  machine.jobs.delete(job.pid);
  endProcess(world, machine, job.pid, { status: 0, because: [job.because] }, env);
  jobEnded(world, machine, job, env);
}

/** Its process is gone before it was through. */
export function jobKilled(machine: Machine, pid: number, env: WorldEnv): void {
  const job = machine.jobs.get(pid);
  if (job === undefined) return;
  machine.jobs.delete(pid);
  jobFailed(machine, job, env);
}
