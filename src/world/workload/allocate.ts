import type { Program } from "../scenario.ts";
import { faultTime, grow, timeAt } from "./grow.ts";
import { compute, sleepFor, type Behaviour, type Doing } from "./program.ts";

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "allocate" }>;

/** Touches so much memory, piece by piece, and holds it. Beyond what page faults take it waits for its pace. */
export const allocate: Behaviour = {
  start: (doing) => compute(doing, faultTime(next(doing))),
  computed: touch,
  woken(doing) {
    if (doing.thread.held > 0) touch(doing);
    else compute(doing, faultTime(next(doing)));
  },
};

const next = (doing: Doing): number => Math.min(spec(doing).piece, spec(doing).bytes - doing.process.grown);

function touch(doing: Doing): void {
  const { process, thread } = doing;
  const piece = thread.held > 0 ? thread.held : next(doing);
  const grown = grow(doing, piece);
  if (grown === "dead") return;
  process.grown += piece - thread.held;
  if (grown === "sleeps" || process.grown >= spec(doing).bytes) return;
  const { env, app } = doing;
  const due = process.startedAt + timeAt(process.grown, (app.spec.program as Extract<Program, { kind: "allocate" }>).bytesPerSecond);
  if (due > env.now) sleepFor(doing, due - env.now);
  else compute(doing, faultTime(next(doing)));
}
