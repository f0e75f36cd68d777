import type { Model, Result } from "./model.ts";
import { Moment } from "./moment.ts";
import type { Nanos } from "./time.ts";

/** A command and the exact place in history where it was given. */
export interface Input<C> {
  readonly at: Nanos;
  /** How many events had been handled before it. */
  readonly handled: number;
  readonly command: C;
}

/** A position in history. */
interface Cursor {
  readonly at: Nanos;
  readonly handled: number;
}

/**
 * A history as an immutable value. Scenario, seed and the log of inputs are the whole truth:
 * everything else is derived by replay, sped up by snapshots. Going forward on the newest value
 * costs only the events; using an older value again replays from the nearest snapshot.
 */
export interface Timeline<Scenario, S, C, E> extends Cursor {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly log: readonly Input<C>[];
  readonly trunk: Trunk<Scenario, S, C, E>;
}

interface Snapshot<S, C, E> {
  /** How many inputs it holds; valid for every history that begins with the same inputs. */
  readonly last: Input<C> | undefined;
  readonly inputs: number;
  readonly moment: Moment<S, C, E>;
}

interface Trunk<Scenario, S, C, E> {
  readonly model: Model<Scenario, S, C, E>;
  /** The timeline that `moment` stands for: any other one has to be brought back first. */
  tip: Timeline<Scenario, S, C, E> | undefined;
  moment: Moment<S, C, E>;
  snapshots: Snapshot<S, C, E>[];
}

/** After so many events a session keeps a copy to go back to: few, so that going back replays little, and more where much is pending, as copies of large worlds cost more. */
export const eventsPerSnapshot = (pending: number): number => Math.max(3_000, 8 * pending);
/** So many copies are kept: of a large world fewer, as each holds on to more of what is gone. The older, the further apart they lie. */
const mostSnapshots = (pending: number): number => Math.max(16, Math.round(150_000 / eventsPerSnapshot(pending)));

export function begin<Scenario, S, C, E>(model: Model<Scenario, S, C, E>, scenario: Scenario, seed: number): Timeline<Scenario, S, C, E> {
  const moment = Moment.begin(model, scenario, seed);
  const trunk: Trunk<Scenario, S, C, E> = { model, tip: undefined, moment, snapshots: [{ inputs: 0, last: undefined, moment: moment.copy() }] };
  return grow({ scenario, seed, log: [] }, trunk);
}

/** Gives a command now. A refused one leaves the history as it was. */
export function act<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>, command: C): [Timeline<Scenario, S, C, E>, Result] {
  const trunk = revive(t);
  const input: Input<C> = { at: t.at, handled: t.handled, command };
  const result = trunk.moment.apply(command);
  if (!result.ok) return [t, result];
  return [grow({ scenario: t.scenario, seed: t.seed, log: [...t.log, input] }, trunk), result];
}

/** Lets time pass. */
export function wait<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>, duration: Nanos): Timeline<Scenario, S, C, E> {
  const trunk = revive(t);
  runTo(trunk, t.log, t.at + Math.max(0, Math.round(duration)));
  return grow(t, trunk);
}

/** Goes on to the next event that is recorded as a fact, but at the most `limit` far. */
export function step<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>, limit: Nanos): Timeline<Scenario, S, C, E> {
  const trunk = revive(t);
  const { moment } = trunk;
  const until = t.at + limit;
  const known = moment.facts.length;
  while (moment.facts.length === known && moment.queue.nextAt <= until) handleNext(trunk, t.log);
  if (moment.facts.length === known) moment.now = until;
  else runTo(trunk, t.log, moment.now);
  return grow(t, trunk);
}

/** The history as it was at `at`; what was done after that is undone. Forward of now it waits. */
export function goTo<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>, at: Nanos): Timeline<Scenario, S, C, E> {
  if (at >= t.at) return wait(t, at - t.at);
  const log = t.log.filter((input) => input.at <= at);
  const trunk = nearest(t.trunk, log, at, Infinity);
  replay(trunk, log, at, Infinity);
  return grow({ scenario: t.scenario, seed: t.seed, log }, trunk);
}

/** The same history with another owner: what happens to one is not seen by the other. */
export function fork<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>): Timeline<Scenario, S, C, E> {
  const trunk = revive(t);
  return grow(t, { ...trunk, moment: trunk.moment.copy(), snapshots: trunk.snapshots.slice() });
}

/** The live instant, for reading only: valid until the timeline is taken further. */
export function present<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>): Moment<S, C, E> {
  return revive(t).moment;
}

/** Replays a saved log: how a stored session comes back. Throws when the model no longer goes the way it went then. */
export function restore<Scenario, S, C, E>(model: Model<Scenario, S, C, E>, scenario: Scenario, seed: number, log: readonly Input<C>[], at: Nanos): Timeline<Scenario, S, C, E> {
  const start = begin(model, scenario, seed);
  replay(start.trunk, log, at, Infinity);
  return grow({ scenario, seed, log }, start.trunk);
}

function grow<Scenario, S, C, E>(past: Pick<Timeline<Scenario, S, C, E>, "scenario" | "seed" | "log">, trunk: Trunk<Scenario, S, C, E>): Timeline<Scenario, S, C, E> {
  const { now: at, handled } = trunk.moment;
  const t: Timeline<Scenario, S, C, E> = { scenario: past.scenario, seed: past.seed, log: past.log, at, handled, trunk };
  trunk.tip = t;
  return t;
}

function revive<Scenario, S, C, E>(t: Timeline<Scenario, S, C, E>): Trunk<Scenario, S, C, E> {
  if (t.trunk.tip === t) return t.trunk;
  const trunk = nearest(t.trunk, t.log, t.at, t.handled);
  replay(trunk, t.log, t.at, t.handled);
  (t as { trunk: Trunk<Scenario, S, C, E> }).trunk = trunk;
  trunk.tip = t;
  return trunk;
}

/** A new trunk that starts from the last snapshot which lies on this history and not after the cursor. */
function nearest<Scenario, S, C, E>(trunk: Trunk<Scenario, S, C, E>, log: readonly Input<C>[], at: Nanos, handled: number): Trunk<Scenario, S, C, E> {
  const snapshots = trunk.snapshots.filter(
    (s) =>
      s.moment.now <= at &&
      s.moment.handled <= handled &&
      s.inputs <= log.length &&
      (s.inputs === 0 || log[s.inputs - 1] === s.last) &&
      (s.inputs === log.length || notBefore(log[s.inputs]!, s.moment)),
  );
  const from = snapshots.at(-1)!;
  return { model: trunk.model, tip: undefined, moment: from.moment.copy(), snapshots };
}

const notBefore = (input: Cursor, moment: { now: Nanos; handled: number }): boolean => input.at >= moment.now && input.handled >= moment.handled;

function replay<Scenario, S, C, E>(trunk: Trunk<Scenario, S, C, E>, log: readonly Input<C>[], at: Nanos, handled: number): void {
  const { moment } = trunk;
  const done = trunk.snapshots.at(-1)!.inputs;
  for (let i = done; i < log.length; i++) {
    const input = log[i]!;
    while (moment.handled < input.handled && moment.queue.nextAt <= input.at) handleNext(trunk, log, i);
    if (moment.handled !== input.handled) throw new Error("replay went another way: other things happened before a command than when it was given");
    moment.now = input.at;
    const result = moment.apply(input.command);
    if (!result.ok) throw new Error(`replay went another way: ${result.reason}`);
  }
  while (moment.handled < handled && moment.queue.nextAt <= at) handleNext(trunk, log);
  moment.now = at;
}

function runTo<Scenario, S, C, E>(trunk: Trunk<Scenario, S, C, E>, log: readonly Input<C>[], until: Nanos): void {
  const { moment } = trunk;
  while (moment.queue.nextAt <= until) handleNext(trunk, log);
  moment.now = until;
}

function handleNext<Scenario, S, C, E>(trunk: Trunk<Scenario, S, C, E>, log: readonly Input<C>[], inputs = log.length): void {
  const { moment } = trunk;
  moment.handleNext();
  const pending = moment.queue.size;
  if (moment.handled - trunk.snapshots.at(-1)!.moment.handled < eventsPerSnapshot(pending)) return;
  trunk.snapshots.push({ inputs, last: log[inputs - 1], moment: moment.copy() });
  const most = mostSnapshots(pending);
  if (trunk.snapshots.length > most) trunk.snapshots = trunk.snapshots.filter((_, i) => i % 2 === 0 || i > most / 2);
}
