import type { Row } from "./facts.ts";
import type { Random } from "./random.ts";
import type { Nanos } from "./time.ts";

/** What came of a command. A refused command has changed nothing. */
export type Result = { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly hint?: string };

export const done: Result = { ok: true };
export const refused = (reason: string, hint?: string): Result =>
  hint === undefined ? { ok: false, reason } : { ok: false, reason, hint };

/** Time, chance, future and record: everything a mechanism may take from outside its own state. */
export interface Env<E> {
  readonly now: Nanos;
  readonly random: Random;
  /** Plans an event `delay` from now. Events at the same instant run in the order they were planned. */
  after(delay: Nanos, event: E): void;
  /** Records what happened. Without `because`, the cause is whatever is being handled (see `because`). */
  note(type: string, about: string, detail?: Row, because?: readonly number[]): number;
  /** Runs `work` with `causes` as the default cause of every fact it notes. */
  because(causes: readonly number[], work: () => void): void;
}

/**
 * A domain the kernel can run: state, commands and events are plain data.
 * `handle` and `apply` change the state in place; only `copy` must leave the original alone.
 */
export interface Model<Scenario, State, Command, Event> {
  begin(scenario: Scenario, env: Env<Event>): State;
  apply(state: State, command: Command, env: Env<Event>): Result;
  handle(state: State, event: Event, env: Env<Event>): void;
  /** A copy that shares nothing that either side may change later. Called for every snapshot: keep it cheap. */
  copy(state: State): State;
}
