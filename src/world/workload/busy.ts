import { compute, type Behaviour } from "./program.ts";

/** Every thread computes for ever, on data that stays in the CPU's caches. */
export const busy: Behaviour = {
  start: (doing) => compute(doing, Infinity),
};
