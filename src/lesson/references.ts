import { didYouMean } from "../kernel/nearest.ts";
import type { Problem } from "../world/problem.ts";
import type { Lesson, Step } from "./lesson.ts";

/** Steps of the course that other steps name, where there are none by that number. */
export function strayReferences(lessons: readonly Lesson[]): Problem[] {
  const known = new Set(lessons.flatMap((lesson) => lesson.steps.map((step) => step.id)));
  return lessons.flatMap((lesson) =>
    lesson.steps.flatMap((step) => namedBy(step).filter((id) => !known.has(id)).map((id) => ({ ...placeOf(step), what: `step ${step.id} names step ${id}, and there is none in this course${didYouMean(id, [...known])}` }))),
  );
}

function namedBy(step: Step): readonly string[] {
  if (step.kind === "survey") return step.compare === undefined ? [] : [step.compare];
  if (step.kind === "reflect") return step.model?.see ?? [];
  return step.kind === "quiz" && step.warmup === undefined ? step.questions.flatMap((q) => q.see ?? []) : [];
}

/** Where a step was written. */
export function placeOf({ at }: Pick<Step, "at">): { readonly file: string; readonly line: number } {
  const [, file, line] = /^(.*):(\d+)$/.exec(at)!;
  return { file: file!, line: Number(line) };
}
