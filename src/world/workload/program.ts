import type { Nanos } from "../../kernel/time.ts";
import { bootComputed, bootRead } from "../hypervisor/boot.ts";
import { errandComputed, errandWritten } from "../containers/errand.ts";
import { setWork } from "../machine/cpu/cpus.ts";
import { jobServed } from "../machine/job.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { standsStill, type Process, type Thread } from "../machine/process.ts";
import { touchCpus } from "../machine/scheduling.ts";
import type { Program } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import type { App } from "./app.ts";
import { allocate } from "./allocate.ts";
import { burst } from "./burst.ts";
import { busy } from "./busy.ts";
import { cache } from "./cache.ts";
import { cycle } from "./cycle.ts";
import { disk } from "./disk.ts";
import { fork } from "./fork.ts";
import { leak } from "./leak.ts";
import { read } from "./read.ts";
import { serve } from "./serve.ts";
import { spike } from "./spike.ts";

/** A thread of an app at the moment something happens to it, and all it may act upon. */
export interface Doing {
  readonly world: World;
  readonly machine: Machine;
  readonly app: App;
  readonly process: Process;
  readonly thread: Thread;
  readonly env: WorldEnv;
}

/** What a kind of program does when something it waited for has come about. */
export interface Behaviour {
  start(doing: Doing): void;
  /** The CPU time it asked for is used up. */
  computed?(doing: Doing): void;
  /** Its timer is due. */
  woken?(doing: Doing): void;
  /** A disk request of its own, or pages from swap, have come. */
  read?(doing: Doing): void;
  /** SIGCONT, or its machine was resumed. */
  continued?(doing: Doing): void;
}

const idle: Behaviour = { start() {} };

function behaviourOf(kind: Program["kind"]): Behaviour {
  switch (kind) {
    case "busy":
      return busy;
    case "cycle":
      return cycle;
    case "leak":
      return leak;
    case "burst":
      return burst;
    case "spike":
      return spike;
    case "fork":
      return fork;
    case "allocate":
      return allocate;
    case "read":
      return read;
    case "serve":
      return serve;
    case "disk":
      return disk;
    case "cache":
      return cache;
    case "idle":
      return idle;
  }
}

export function startProgram(world: World, machine: Machine, app: App, process: Process, thread: Thread, env: WorldEnv): void {
  if (machine.threads.get(thread.tid) !== thread) return;
  behaviourOf(app.spec.program.kind).start({ world, machine, app, process, thread, env });
}

/** The CPUs say that a thread has had what it asked for: while a guest boots, the boot itself. */
export function workDone(world: World, path: string, tid: number, env: WorldEnv): void {
  const machine = world.machines.get(path);
  if (machine?.up === false) return bootComputed(world, path, tid, env);
  if (machine?.docker?.errands.has(tid) === true) return errandComputed(world, path, tid, env);
  const doing = doingOf(world, path, tid, env);
  if (doing === undefined) jobServed(world, path, tid, env);
  else behaviourOf(doing.app.spec.program.kind).computed?.(doing);
}

/** A timer is due. While its process stands still it stays due (`continueThreads`). */
export function wake(world: World, path: string, tid: number, at: Nanos, env: WorldEnv): void {
  const doing = doingOf(world, path, tid, env);
  if (doing === undefined || doing.thread.wakeAt !== at || standsStill(doing.process) || doing.machine.paused) return;
  doing.thread.wakeAt = -1;
  behaviourOf(doing.app.spec.program.kind).woken?.(doing);
}

/** A disk request that a thread waited for is finished. */
export function ioDone(world: World, path: string, tid: number, env: WorldEnv): void {
  if (world.machines.get(path)?.up === false) return bootRead(world, path, env);
  const doing = doingOf(world, path, tid, env);
  if (doing === undefined) return jobServed(world, path, tid, env) ? undefined : errandWritten(world, path, tid, env);
  if (doing.thread.inFlight === 0) return;
  doing.thread.inFlight--;
  behaviourOf(doing.app.spec.program.kind).read?.(doing);
}

/** Threads that stood still go on: timers that fell due meanwhile fire now. */
export function continueThreads(world: World, machine: Machine, processes: Iterable<Process>, env: WorldEnv): void {
  for (const process of processes) {
    for (const tid of process.tids) {
      const thread = machine.threads.get(tid)!;
      const doing = doingOf(world, machine.path, tid, env);
      if (thread.wakeAt >= 0 && thread.wakeAt <= env.now) env.after(0, { type: "wake", machine: machine.path, tid, at: thread.wakeAt });
      if (doing !== undefined) behaviourOf(doing.app.spec.program.kind).continued?.(doing);
    }
  }
}

function doingOf(world: World, path: string, tid: number, env: WorldEnv): Doing | undefined {
  const machine = machineOf(world, path);
  const thread = machine?.threads.get(tid);
  if (machine === undefined || thread === undefined) return undefined;
  const process = machine.processes.get(thread.pid);
  const app = process === undefined ? undefined : machine.apps.get(process.app);
  return process === undefined || app === undefined ? undefined : { world, machine, app, process, thread, env };
}

/** From now on the thread wants `work` of CPU time; then `computed`. */
export function compute({ world, machine, thread, env }: Doing, work: Nanos): void {
  touchCpus(world, machine, env.now);
  thread.state = "computing";
  setWork(machine.cpus, thread.tid, work);
}

/** Sleeps until the timer fires; then `woken`. */
export function sleepFor({ machine, thread, env }: Doing, delay: Nanos): void {
  thread.state = "sleeping";
  thread.wakeAt = env.now + Math.round(delay);
  env.after(delay, { type: "wake", machine: machine.path, tid: thread.tid, at: thread.wakeAt });
}
