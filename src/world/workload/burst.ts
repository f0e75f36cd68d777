import type { Nanos } from "../../kernel/time.ts";
import type { Process, Thread } from "../machine/process.ts";
import type { Machine } from "../machine/machine.ts";
import type { Program } from "../scenario.ts";
import type { App } from "./app.ts";
import { createLatencies, record } from "./latency.ts";
import { compute, sleepFor, type Behaviour, type Doing } from "./program.ts";

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "burst" }>;

/**
 * One request at a time that all threads work on at once, at fixed times: a wave is over when its last thread is through.
 * `held`: when the thread's present wave was due.
 */
export const burst: Behaviour = {
  start: (doing) => begin(doing, doing.env.now + spec(doing).every),
  woken: (doing) => compute(doing, spec(doing).work),
  computed(doing) {
    const { machine, app, thread, env } = doing;
    const due = thread.held;
    if (siblings(machine, app).every((t) => t === thread || t.held > due)) finish(app, env.now, due);
    begin(doing, due + spec(doing).every);
  },
};

function begin(doing: Doing, due: Nanos): void {
  const { thread, env } = doing;
  thread.held = due;
  if (due > env.now) sleepFor(doing, due - env.now);
  else compute(doing, spec(doing).work);
}

const siblings = (machine: Machine, app: App): Thread[] =>
  app.pids.flatMap((pid) => (machine.processes.get(pid) as Process).tids.map((tid) => machine.threads.get(tid)!));

function finish(app: App, now: Nanos, due: Nanos): void {
  app.waves ??= createLatencies();
  record(app.waves, now, now - due);
}
