import type { Line } from "../display/line.ts";
import type { Result } from "../kernel/model.ts";
import type { Nanos } from "../kernel/time.ts";
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

/** What the shell made of a line. */
export interface Answer {
  readonly seat: Seat;
  readonly status: number;
  readonly output: readonly Line[];
  /** The line goes on by itself: again every so often, so many times in all (Infinity: until stopped). */
  readonly follow?: { readonly every: Nanos; readonly times: number } | undefined;
  /** The screen is cleared before the output. */
  readonly cleared?: boolean | undefined;
}

export type Interpret = (line: string, seat: Seat, host: Pick<Stage, "look" | "act">, round?: number) => Answer;

/** Opens worlds and reads lines: all that playing needs from outside the lesson. */
export interface Theatre {
  open(scenario: Scenario, seed: number): Stage;
  readonly interpret: Interpret;
  /** Where a learner sits when a scenario begins. */
  seat(scenario: Scenario): Seat;
}
