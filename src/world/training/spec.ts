import type { Nanos } from "../../kernel/time.ts";

/** A training that can be run here with `lab train`. Plain data. */
export interface TrainingSpec {
  /** One GPU each. All work, or none. */
  readonly workers: number;
  /** What writing a checkpoint costs, and what starting anew from one costs: all workers stand still meanwhile. */
  readonly checkpoint: Nanos;
  readonly restart: Nanos;
  /** From one failure of a GPU to the next, on average; 0 = only those that somebody causes. */
  readonly faultEvery: Nanos;
  /** It ends after this time, however far it has come. */
  readonly lasts: Nanos;
}
