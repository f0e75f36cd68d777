import type { ChapterIndex, CourseIndex } from "../lesson/lesson.ts";
import { type Kept, recordOf, type StepRecord } from "./record.ts";

/** A row of the first screen. */
export type HomeChoice = Opens | Turns;

interface Shown {
  readonly label: string;
  readonly beside?: string;
  readonly about: string;
}

/** Leads away from the first screen. */
export type Opens = Shown & (
  | { readonly kind: "resume" | "chapter"; readonly slug: string; readonly step: string }
  | { readonly kind: "sandbox"; readonly scenario: string }
  | { readonly kind: "quit" }
);

/** Leads to the list of worlds to play in, and back. */
export type Turns = Shown & { readonly kind: "turn"; readonly to: "home" | "sandboxes" };

export function choices(course: CourseIndex, { place, steps }: Pick<Kept, "place" | "steps">, sandbox: boolean): HomeChoice[] {
  const at = course.chapters.find((c) => c.steps.some((s) => s.id === place?.step));
  const step = at?.steps.find((s) => s.id === place?.step);
  const over = course.chapters.every((c) => c.steps.every((s) => recordOf(steps, s.id).done));
  const resume: HomeChoice[] = at === undefined || step === undefined ? [] : [{ kind: "resume", slug: at.slug, step: step.id, label: `${over ? "✓ All chapters are done. Back to" : "Go on at"} ${step.id}: ${step.title}`, about: `Chapter ${at.id}, ${at.title}. The same step with the same world, as you left it.` }];
  const chapters = course.chapters.map((c): HomeChoice => ({ kind: "chapter", slug: c.slug, step: entry(c, steps), label: `${String(c.id).padStart(2)}  ${c.title}`, beside: beside(c, steps), about: c.about }));
  const worlds: HomeChoice[] = sandbox ? [{ kind: "turn", to: "sandboxes", label: "Sandbox", about: "Play freely in a world of the course: nothing is asked, everything can be broken." }] : [];
  return [...resume, ...chapters, ...worlds, { kind: "quit", label: "Leave", about: "Your place is kept." }];
}

/** The worlds that can be played in without lessons. */
export const sandboxChoices = (titles: readonly string[]): HomeChoice[] => [
  ...titles.map((scenario): HomeChoice => ({ kind: "sandbox", scenario, label: scenario, about: "Play freely: nothing is asked, everything can be broken." })),
  { kind: "turn", to: "home", label: "Back", about: "To the chapters." },
];

/** The first step that is not done; the first of all when every one is. */
const entry = ({ steps }: ChapterIndex, records: readonly StepRecord[]): string => (steps.find((s) => !recordOf(records, s.id).done) ?? steps[0]!).id;

function beside({ minutes, steps }: ChapterIndex, records: readonly StepRecord[]): string {
  const done = steps.filter((s) => recordOf(records, s.id).done).length;
  const state = done === 0 ? "" : done === steps.length ? "✓ done" : `${done} of ${steps.length}`;
  return `${state.padStart(9)}  ${String(minutes).padStart(3)} min`;
}
