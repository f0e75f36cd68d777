import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { charge } from "../machine/memory-charge.ts";
import type { Program } from "../scenario.ts";
import { sleepFor, type Behaviour, type Doing } from "./program.ts";

const TICK = 100 * MILLISECOND;

/** Allocates, touches what it got, and never frees: a piece every tenth of a second. */
export const leak: Behaviour = {
  start: (doing) => sleepFor(doing, TICK),
  woken(doing) {
    const { world, machine, process, env } = doing;
    process.touchedAt = env.now;
    if (charge(world, machine, process, rate(doing) * (TICK / SECOND), env)) sleepFor(doing, TICK);
  },
};

const rate = ({ app }: Doing): number => (app.spec.program as Extract<Program, { kind: "leak" }>).bytesPerSecond;
