import { fork as forkChild } from "../machine/pids.ts";
import type { Program } from "../scenario.ts";
import { compute, sleepFor, startProgram, type Behaviour, type Doing } from "./program.ts";

/** What a fork costs: measured 80 to 115 µs for a small process. */
const FORK = 100_000;

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "fork" }>;

/** A fork bomb: every process makes another, again and again; with EAGAIN it tries once more. The first one is the app's. */
export const fork: Behaviour = {
  start: (doing) => sleepFor(doing, spec(doing).every),
  computed(doing) {
    const { world, machine, app, process, env } = doing;
    const { name, command, user, memoryBytes } = app.spec;
    const repeats = spec(doing).children === "fork";
    const child = forkChild(world, machine, process, {
      name, command, user, app: app.name, threads: repeats ? 1 : 0, quiet: repeats ? 0 : 1, anonBytes: memoryBytes, because: app.because,
    }, env);
    if (child !== undefined && machine.processes.get(child.pid) === child) {
      app.pids.push(child.pid);
      for (const tid of child.tids) startProgram(world, machine, app, child, machine.threads.get(tid)!, env);
    }
    if (machine.processes.get(process.pid) === process) sleepFor(doing, spec(doing).every);
  },
  woken: (doing) => compute(doing, FORK),
};
