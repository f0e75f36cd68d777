import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { release } from "../machine/memory-charge.ts";
import type { Program } from "../scenario.ts";
import { grow } from "./grow.ts";
import { sleepFor, type Behaviour, type Doing } from "./program.ts";

const TICK = 100 * MILLISECOND;

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "spike" }>;

/** Needs more memory for a while, again and again, as who works through a batch; and may begin to leak. */
export const spike: Behaviour = {
  start: (doing) => sleepFor(doing, TICK),
  woken(doing) {
    const { process, thread, env } = doing;
    const wanted = thread.held > 0 ? thread.held : leaked(doing) + (inSpike(doing) ? spec(doing).bytes : 0) - process.grown;
    if (wanted < 0) give(doing, -wanted);
    else if (wanted > 0) {
      const grown = grow(doing, wanted);
      if (grown === "dead") return;
      process.grown += wanted - thread.held;
      if (grown === "sleeps") return;
    }
    sleepFor(doing, TICK - ((env.now - process.startedAt) % TICK));
  },
};

const age = ({ process, env }: Doing): number => env.now - process.startedAt;

/** The first spike comes when `every` has passed for the first time. */
function inSpike(doing: Doing): boolean {
  const { every, lasts } = spec(doing);
  return age(doing) >= every && age(doing) % every < lasts;
}

const leaked = (doing: Doing): number => Math.round((Math.max(0, age(doing) - spec(doing).leaksAfter) / SECOND) * spec(doing).bytesPerSecond);

function give(doing: Doing, bytes: number): void {
  release(doing.machine, doing.process, bytes);
  doing.process.grown -= bytes;
}
