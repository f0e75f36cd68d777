import { computedOnGpu, computeOnGpu } from "../gpu/program.ts";
import type { Machine } from "../machine/machine.ts";
import { touchMemory } from "../machine/paging.ts";
import { standsStill, type Thread } from "../machine/process.ts";
import type { World, WorldEnv } from "../state.ts";
import type { App } from "./app.ts";
import { compute, type Behaviour, type Doing } from "./program.ts";
import { answered, serving } from "./traffic.ts";

/** Memory that answering one request uses, anywhere in the process. */
const USED_BYTES = 256 * 1024;

/** Answers requests, one at a time per thread: reads what it needs of its memory, computes, answers, takes the next. */
export const serve: Behaviour = {
  start: next,

  computed(doing) {
    const { onGpu = 0 } = serving(doing.app);
    if (onGpu > 0) computeOnGpu(doing);
    else answer(doing);
  },

  /** The GPU is through with it. */
  woken(doing) {
    computedOnGpu(doing);
    answer(doing);
  },

  read(doing) {
    if (doing.thread.inFlight === 0 && doing.thread.request !== undefined) compute(doing, doing.thread.request.work);
  },

  continued(doing) {
    if (doing.thread.state === "idle") next(doing);
  },
};

function answer(doing: Doing): void {
  answered(doing.world, doing.machine, doing.app, doing.thread, doing.env);
  next(doing);
}

/** An idle thread is called because a request has come. */
export function serveNext(world: World, machine: Machine, app: App, thread: Thread, env: WorldEnv): void {
  const process = machine.processes.get(thread.pid);
  if (process !== undefined) next({ world, machine, app, process, thread, env });
}

function next(doing: Doing): void {
  const { app, thread, world, machine, process, env } = doing;
  const traffic = app.traffic!;
  const request = standsStill(process) || app.stuck ? undefined : traffic.waiting.shift();
  const waited = traffic.idle.indexOf(thread.tid);
  if (request === undefined) {
    thread.state = "idle";
    if (waited < 0) traffic.idle.push(thread.tid);
    return;
  }
  if (waited >= 0) traffic.idle.splice(waited, 1);
  thread.request = request;
  const touched = touchMemory(world, machine, process, thread, USED_BYTES, env);
  if (touched === "waits") thread.state = "paging";
  else if (touched === "goes on") compute(doing, request.work);
}
