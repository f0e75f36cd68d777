import type { Cell } from "../kernel/facts.ts";
import { millis, type Nanos, SECOND, toSeconds } from "../kernel/time.ts";
import { durationText } from "../world/quantity.ts";
import type { Observation } from "../world/observation.ts";
import { comparison, holds, isMissing, shown } from "./comparison.ts";
import type { Exercise, Goal, Mistake } from "./lesson.ts";
import { read, type Seen } from "./reading.ts";
import { typedLines } from "./story.ts";

/** How often goals are judged while simulated time passes. */
const OFTEN: Nanos = millis(250);

/** Where simulated time passes this much faster, or more, nobody can tell two judgements of one picture apart: a 30th of a second. */
const FAST = 60;

/** How much simulated time may pass between two judgements. */
export const judgeEvery = ({ speed }: Pick<Exercise, "speed">): Nanos => (speed > FAST ? (SECOND * speed) / 30 : OFTEN * Math.max(1, Math.floor(speed / 30)));

/** One goal against the world now. */
export interface Verdict {
  readonly goal: Goal;
  readonly met: boolean;
  /** What was read; undefined when there was nothing to read. */
  readonly seen: Cell | undefined;
  /** `0.47 CPU, wanted >= 1.9` */
  readonly say: string;
  /** Since when the comparison has held without a break. */
  readonly since?: Nanos;
  /** When something that had to stay true stopped being so. */
  readonly brokenAt?: Nanos;
}

/** All goals of an exercise at one instant, with what is remembered of the instants before. */
export interface Judgement {
  readonly at: Nanos;
  readonly verdicts: readonly Verdict[];
  readonly met: boolean;
}

/**
 * Judges the goals at an observation, given the judgement before (none after a reset).
 * Called at least every `judgeEvery` of simulated time: a hold is broken by any judged instant that misses it.
 */
export function judge(exercise: Pick<Exercise, "goals" | "from">, before: Judgement | undefined, seen: Observation): Judgement {
  const early = exercise.from !== undefined && seen.now < exercise.from;
  const verdicts = exercise.goals.map((goal, i) => verdict(goal, before?.verdicts[i], seen, early ? exercise.from : undefined));
  return { at: seen.now, verdicts, met: verdicts.every((v) => v.met) };
}

function verdict(goal: Goal, before: Verdict | undefined, observation: Observation, notBefore: Nanos | undefined): Verdict {
  const seen = read(goal.value, observation);
  const now = observation.now;
  const so = seen.ok && holds(comparison(goal.is)!, seen.value);
  const cell = seen.ok ? seen.value : undefined;
  if (goal.keep === true) return kept(goal, before, so, cell, now, reading(goal, seen));
  const since = so && !isMissing(seen.value, goal.unit) ? (before?.since ?? now) : undefined;
  const held = since === undefined ? 0 : now - since;
  const met = since !== undefined && notBefore === undefined && held >= (goal.hold ?? 0);
  const say = reading(goal, seen) + waiting(goal, so, held, notBefore);
  return { goal, met, seen: cell, say, ...(since === undefined ? undefined : { since }) };
}

function kept(goal: Goal, before: Verdict | undefined, so: boolean, seen: Cell | undefined, now: Nanos, say: string): Verdict {
  const brokenAt = before?.brokenAt ?? (so ? undefined : now);
  if (brokenAt === undefined) return { goal, met: true, seen, say };
  return { goal, met: false, seen, brokenAt, say: `${say}; broken at ${toSeconds(brokenAt).toFixed(1)} s, r starts again` };
}

function reading(goal: Goal, seen: Seen): string {
  if (!seen.ok) return seen.why;
  const wanted = goal.is === true ? "" : `, wanted ${String(goal.is)}`;
  return shown(seen.value, goal.unit) + wanted;
}

function waiting(goal: Goal, so: boolean, held: Nanos, notBefore: Nanos | undefined): string {
  if (so && notBefore !== undefined) return `; judged at ${toSeconds(notBefore)} s`;
  if (!so || goal.hold === undefined || held >= goal.hold) return "";
  return `; held ${Math.floor(held / SECOND)} of ${durationText(goal.hold)}`;
}

/** The known mistake that the learner has made, if any: by the state it leaves, or by the very lines typed. */
export function mistakeMade(exercise: Pick<Exercise, "mistakes">, typed: readonly string[], seen: Observation): Mistake | undefined {
  return exercise.mistakes.find((m) => {
    if (m.when === undefined) return endsWith(typed, typedLines(m.try));
    const found = read(m.when, seen);
    return found.ok && found.value === true;
  });
}

const spaced = (line: string): string => line.trim().replace(/\s+/g, " ");

function endsWith(typed: readonly string[], lines: readonly string[]): boolean {
  const last = typed.slice(typed.length - lines.length);
  return lines.length > 0 && last.length === lines.length && last.every((l, i) => spaced(l) === spaced(lines[i]!));
}
