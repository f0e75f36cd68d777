import type { Line } from "../display/line.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Command } from "../world/command.ts";
import type { Observation } from "../world/observation.ts";
import type { View } from "./inside.ts";

/** Where the learner sits: which machine's shell, in which directory. Part of the session, not of the world. */
export interface Seat {
  /** Path of the machine whose prompt this is: `atlas`, or `atlas/web1` on that VM's console. */
  readonly machine: string;
  readonly user: string;
  readonly directory: string;
  /** Seats to come back to with `exit`, innermost last. */
  readonly outer: readonly Seat[];
  /** The terminal of a shell that is a process of its own, in namespaces or a container; absent at a machine's first shell. */
  readonly terminal?: string;
  /** For one program run in another view than the seat's: `docker exec`, `nsenter`. Never kept. */
  readonly view?: View;
  /** What becomes of the container whose first shell this is when somebody leaves it. */
  readonly parting?: { readonly commands: readonly Command[]; readonly says: readonly string[] };
  /** For one program run without a terminal, as docker exec does. */
  readonly detached?: true;
  /** What `$?` says: the status of the last command; 0 when absent. */
  readonly status?: number;
  /** The namespace that kubectl looks at when nothing is said; "default" when absent. */
  readonly kubeNamespace?: string;
  /** Variables of the learner's own: `X=5`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Short names for the beginning of a line: `alias k=kubectl`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The lines typed so far, oldest first: what `history` prints. */
  readonly typed?: readonly string[];
}

/**
 * What a command does, as data. `say` and `fail` stop at the shell; `act` becomes one entry of the world's log
 * (`then` is printed when the world accepts it, the world's reason when it refuses);
 * `sit` moves the learner to another prompt; `follow` repeats the line as simulated time passes (`vmstat 1`, `top`);
 * `run` runs other commands, given as words, and counts as their output (`xargs`, `sudo`, `watch`).
 */
export type Reply =
  | { readonly kind: "say"; readonly lines: readonly Line[]; /** How it looks when nobody but the terminal reads it: names in columns. */ readonly onTerminal?: readonly Line[]; /** What goes to standard error besides. */ readonly errors?: readonly string[]; readonly status?: number }
  | {
      readonly kind: "act";
      readonly command: Command;
      readonly then: readonly Line[];
      /** Printed before the world's reason when it refuses: `error: Failed to start domain 'web1'`. */
      readonly otherwise?: readonly string[];
      /** What goes to standard error even when the world accepts: the one PID of several that does not exist. */
      readonly errors?: readonly string[];
      readonly status?: number;
      /** What stands before the world's reason instead of the program's name, and the status of a refusal. */
      readonly prefix?: string;
      readonly refusedStatus?: number;
      /** Done as well when it is accepted, whatever comes of that. */
      readonly also?: readonly Command[];
      /** When accepted, the learner sits there. */
      readonly seat?: Seat;
      /** When accepted, the line is interpreted again after this time: it waits for something that takes its time. */
      readonly every?: Nanos;
      /** What its next round is told: what it has to remember. */
      readonly kept?: string;
    }
  | { readonly kind: "fail"; readonly reason: string; readonly hint?: string; readonly status?: number }
  | { readonly kind: "sit"; readonly seat: Seat; readonly lines: readonly Line[] }
  | { readonly kind: "follow"; readonly every: Nanos; readonly times: number; readonly lines: readonly Line[]; readonly clear: boolean; /** What its next round is told: what it has to remember. */ readonly kept?: string; /** What goes to standard error besides. */ readonly errors?: readonly string[] }
  | {
      readonly kind: "run";
      readonly commands: readonly (readonly string[])[];
      readonly lines?: readonly Line[];
      /** Runs them again every so often, on a cleared screen. */
      readonly every?: Nanos;
    }
  /** A text for the learner's own editor: the line is interpreted again with what came of it as `kept`. */
  | { readonly kind: "edit"; readonly name: string; readonly text: string; readonly lines: readonly Line[] }
  | { readonly kind: "clear" };

export interface Flag {
  /** Long form with dashes, or the short one if there is no long one: `--all`, `-n`. */
  readonly name: string;
  readonly short?: string;
  readonly about: string;
  /** What it takes: absent = nothing. Also the key of the completion to use. */
  readonly value?: string;
  /** Its value stands behind an equals sign or not at all, and is this one then: `--dry-run`, `--cascade`. */
  readonly alone?: string;
}

export interface Positional {
  readonly name: string;
  readonly about: string;
  /** Which names complete it: `vm`, `pid`, `app`, `process`, `disk`, … */
  readonly completes?: string;
  readonly optional?: boolean;
  readonly many?: boolean;
}

export interface Values {
  /** Flags as written in `Flag.name` without dashes: `values.flags.all`. A flag given twice has its values joined by commas. */
  readonly flags: Readonly<Record<string, string | true>>;
  readonly args: readonly string[];
  /** How many of them stood before `--`; undefined without one. */
  readonly dash?: number;
  /** What came through the pipe; undefined when the command stands first. */
  readonly input?: readonly string[];
  /** How often a followed command was run before this one; 0 the first time. */
  readonly round: number;
  /** What the round before this one wanted to be remembered. */
  readonly kept?: string;
}

/** One description gives parser, help, completion and types. */
export interface Verb {
  /** Words that call it: `virsh setvcpus`, `top`. */
  readonly path: string;
  readonly about: string;
  readonly flags: readonly Flag[];
  readonly args: readonly Positional[];
  /** Flags the real program has and Strata does not model: answered with one sentence, never ignored. */
  readonly unmodelled?: readonly string[];
  /** A line to try. */
  readonly example?: string;
  /** What the model leaves out or does differently, in one sentence: a note on the help page. */
  readonly note?: string;
  /** Where it is installed; `linux` when absent. `host`: only on hardware; `any`: part of the shell itself. */
  readonly on?: "linux" | "host" | "windows" | "any";
  /** Options end at the first plain word, as for programs that run another one. */
  readonly stopsAtWord?: boolean;
  /** Turns a spelling of the real program's own (`kill -9`, `head -5`) into plain flags, before they are read. */
  rewrite?(words: readonly string[]): readonly string[];
  run(values: Values, seen: Observation, seat: Seat): Reply;
}

/** Programs that belong together in the help list. */
export interface Shelf {
  readonly title: string;
  readonly verbs: readonly Verb[];
}
