import { touchMemory } from "../machine/paging.ts";
import type { Program } from "../scenario.ts";
import { compute, sleepFor, type Behaviour, type Doing } from "./program.ts";

const USED_BYTES = 256 * 1024;

const spec = (doing: Doing) => doing.app.spec.program as Extract<Program, { kind: "cycle" }>;

/** Computes, sleeps, for ever: something that polls, or works through a trickle. */
export const cycle: Behaviour = {
  start: begin,
  computed: (doing) => sleepFor(doing, spec(doing).sleep),
  woken: begin,
  read: (doing) => {
    if (doing.thread.inFlight === 0) compute(doing, spec(doing).run);
  },
};

function begin(doing: Doing): void {
  const { world, machine, process, thread, env } = doing;
  const touched = touchMemory(world, machine, process, thread, USED_BYTES, env);
  if (touched === "waits") thread.state = "paging";
  else if (touched === "goes on") compute(doing, spec(doing).run);
}
