import type { CourseIndex } from "../lesson/lesson.ts";

/** Where a learner is: the step, and the session as it was left (`snapshot.ts` writes and reads it). */
export interface Place {
  readonly step: string;
  readonly session: string;
}

/** What a learner has done in a step. */
export interface StepRecord {
  readonly step: string;
  readonly seen: boolean;
  readonly done: boolean;
  readonly attempts: number;
  readonly hints: number;
  /** The solution was looked at before the goals were met. */
  readonly told: boolean;
}

/** One option that was chosen: in a prediction (`question` is ""), a survey, a quiz. Kept in the order given. */
export interface Answer {
  readonly step: string;
  readonly question: string;
  readonly choice: string;
  readonly reason?: string;
  /** Absent where nothing is right or wrong. */
  readonly right?: boolean;
}

/** A sentence of the learner's own; a later one for the same step takes its place. */
export interface Reflection {
  readonly step: string;
  readonly text: string;
}

/** What has come since the last time. */
export interface Changes {
  readonly place?: Place;
  readonly steps?: readonly StepRecord[];
  readonly answers?: readonly Answer[];
  readonly reflections?: readonly Reflection[];
  /** Lines typed at a prompt. */
  readonly lines?: readonly string[];
}

/** Everything kept about one course. */
export interface Kept {
  readonly place: Place | undefined;
  readonly steps: readonly StepRecord[];
  readonly answers: readonly Answer[];
  readonly reflections: readonly Reflection[];
  /** The newest lines typed, oldest first. */
  readonly lines: readonly string[];
}

export const EMPTY: Kept = { place: undefined, steps: [], answers: [], reflections: [], lines: [] };

const UNSEEN = { seen: false, done: false, attempts: 0, hints: 0, told: false };

export const recordOf = (steps: readonly StepRecord[], step: string): StepRecord => steps.find((s) => s.step === step) ?? { step, ...UNSEEN };

/** The records with one step's changed. */
export function changed(steps: readonly StepRecord[], step: string, change: Partial<Omit<StepRecord, "step">>): readonly StepRecord[] {
  const before = recordOf(steps, step);
  const after = { ...before, ...change };
  const known = steps.some((s) => s.step === step);
  return known ? steps.map((s) => (s.step === step ? after : s)) : [...steps, after];
}

/** The newest answer to a question. */
export const lastAnswer = (answers: readonly Answer[], step: string, question: string): Answer | undefined => answers.findLast((a) => a.step === step && a.question === question);

/** In the order of the course's steps; what belongs to none of them comes last. */
export function byCourse<T extends { readonly step: string }>({ chapters }: Pick<CourseIndex, "chapters">, list: readonly T[]): readonly T[] {
  const place = new Map(chapters.flatMap((chapter) => chapter.steps).map(({ id }, i) => [id, i]));
  return [...list].sort((a, b) => (place.get(a.step) ?? place.size) - (place.get(b.step) ?? place.size));
}
