import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Program } from "../scenario.ts";
import { grow } from "./grow.ts";
import { sleepFor, type Behaviour, type Doing } from "./program.ts";

const TICK = 100 * MILLISECOND;
const PAGE = 4096;

/** Allocates, touches what it got, and never frees: a piece every tenth of a second. `held`: what of the piece it still has to touch. */
export const leak: Behaviour = {
  start: (doing) => sleepFor(doing, TICK),
  woken(doing) {
    const { held } = doing.thread;
    if (grow(doing, held > 0 ? held : Math.round((rate(doing) * (TICK / SECOND)) / PAGE) * PAGE) === "done") sleepFor(doing, TICK);
  },
};

const rate = ({ app }: Doing): number => (app.spec.program as Extract<Program, { kind: "leak" }>).bytesPerSecond;
