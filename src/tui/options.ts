import type { CourseIndex, Lesson } from "../lesson/lesson.ts";
import type { Changes, Kept } from "../session/record.ts";
import type { Scenario } from "../world/scenario.ts";

/** What the screen needs from the outside: a course, a place to keep progress, where to begin. */
export interface TuiOptions {
  readonly course: CourseIndex;
  /** Reads a chapter when it is opened. */
  lesson(slug: string): Lesson;
  readonly store: ProgressStore;
  /** The step to open at once; `home` shows the chapter list; `resume` goes on where the learner left, or shows the list. */
  readonly open: "home" | "resume" | { readonly slug: string; readonly step: string };
  /** Play freely in a scenario, without lessons. */
  readonly sandbox?: Scenario;
  /** What `sandbox` on the home screen opens. */
  scenarios?(): readonly Scenario[];
  /** Another seed for everything left to chance. */
  readonly seed?: number;
  /** Begin with the facilitator's side open. */
  readonly present?: boolean;
}

/** Keeps what a learner has done in the course that is open. Keeping never throws: `notice` tells what went wrong. */
export interface ProgressStore {
  kept(): Kept;
  keep(changes: Changes): void;
  notice(): string | undefined;
}
