import type { Result } from "../kernel/model.ts";
import type { Nanos } from "../kernel/time.ts";
import type { interpret } from "../shell/interpret.ts";
import type { Seat } from "../shell/verb.ts";
import type { Command } from "../world/command.ts";
import type { Observation } from "../world/observation.ts";
import type { Scenario } from "../world/scenario.ts";

/** A world to play on: seen, acted on, let run. `fork` gives one of which this one never hears. */
export interface Stage {
  look(): Observation;
  act(command: Command): Result;
  wait(duration: Nanos): void;
  fork(): Stage;
}

/** Reads a line at a seat and does what it says: the shell's `interpret`. */
export type Interpret = typeof interpret;

/** Opens worlds and reads lines: all that playing needs from outside the lesson. */
export interface Theatre {
  open(scenario: Scenario, seed: number): Stage;
  readonly interpret: Interpret;
  /** Where a learner sits when a scenario begins. */
  seat(scenario: Scenario): Seat;
}
