import { fork } from "../kernel/timeline.ts";
import type { Lesson, Step } from "../lesson/lesson.ts";
import { openWorld, type WorldTimeline } from "../lesson/theatre.ts";
import type { Seat } from "../shell/verb.ts";
import type { Session } from "./session.ts";

/** A step's starting world and where the learner sits in it. */
export interface Opened {
  readonly timeline: WorldTimeline;
  readonly seat: Seat;
}

/** Enough for the open step, which may begin again, and for the next one. */
const KEPT = 2;
const kept: { readonly step: Step; readonly seed: number; readonly opened: Opened | undefined }[] = [];

/** The world that a step begins in, always the same. The two opened last are at hand: another copy of them costs next to nothing. */
export function openedAt(lesson: Lesson, step: Step, seed = step.start.seed): Opened | undefined {
  const opened = kept.find((k) => k.step === step && k.seed === seed)?.opened ?? remember(lesson, step, seed);
  return opened && { ...opened, timeline: fork(opened.timeline) };
}

function remember(lesson: Lesson, step: Step, seed: number): Opened | undefined {
  const opened = openWorld(lesson, { start: { ...step.start, seed } });
  kept.unshift({ step, seed, opened });
  kept.length = Math.min(kept.length, KEPT);
  return opened;
}

/** Makes the next step's world ready while the learner reads: nothing is to be seen of it. */
export function lookAhead(session: Session): void {
  const step = session.lesson.steps[session.place + 1];
  if (step === undefined || session.clock?.playing === true || kept.some((k) => k.step === step)) return;
  remember(session.lesson, step, session.seed ?? step.start.seed);
}
