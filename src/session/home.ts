import type { ChapterIndex, CourseIndex } from "../lesson/lesson.ts";
import { type Kept, recordOf, type StepRecord } from "./record.ts";

/** A row of the first screen. */
export type HomeChoice = { readonly label: string; readonly beside?: string; readonly about: string } & (
  | { readonly kind: "resume" | "chapter"; readonly slug: string; readonly step: string }
  | { readonly kind: "sandbox"; readonly scenario: string }
  | { readonly kind: "quit" }
);

export function choices(course: CourseIndex, { place, steps }: Pick<Kept, "place" | "steps">, sandboxes: readonly string[]): HomeChoice[] {
  const at = course.chapters.find((c) => c.steps.some((s) => s.id === place?.step));
  const step = at?.steps.find((s) => s.id === place?.step);
  const resume: HomeChoice[] = at === undefined || step === undefined ? [] : [{ kind: "resume", slug: at.slug, step: step.id, label: `Go on at ${step.id}: ${step.title}`, about: `Chapter ${at.id}, ${at.title}. The same step with the same world, as you left it.` }];
  const chapters = course.chapters.map((c): HomeChoice => ({ kind: "chapter", slug: c.slug, step: entry(c, steps), label: `${String(c.id).padStart(2)}  ${c.title}`, beside: beside(c, steps), about: c.about }));
  const sandbox = sandboxes.map((scenario): HomeChoice => ({ kind: "sandbox", scenario, label: `Sandbox: ${scenario}`, about: "Play freely: nothing is asked, everything can be broken." }));
  return [...resume, ...chapters, ...sandbox, { kind: "quit", label: "Leave", about: "Your place is kept." }];
}

/** The first step that is not done; the first of all when every one is. */
const entry = ({ steps }: ChapterIndex, records: readonly StepRecord[]): string => (steps.find((s) => !recordOf(records, s.id).done) ?? steps[0]!).id;

function beside({ minutes, steps }: ChapterIndex, records: readonly StepRecord[]): string {
  const done = steps.filter((s) => recordOf(records, s.id).done).length;
  const state = done === 0 ? "" : done === steps.length ? "✓ done" : `${done} of ${steps.length}`;
  return `${state.padStart(9)}  ${String(minutes).padStart(3)} min`;
}
