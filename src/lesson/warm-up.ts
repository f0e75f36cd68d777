import type { Problem } from "../world/problem.ts";
import type { Lesson, Question, Quiz, Step } from "./lesson.ts";
import { placeOf } from "./references.ts";

/**
 * The question at the start of a chapter that an earlier one asked already: recall works, and learners do not come back
 * for it by themselves. The course's compiler puts in all questions it may be; a session asks one.
 */

const isWarmUp = (step: Step): step is Quiz => step.kind === "quiz" && step.warmup !== undefined;

/** Fills the warm-ups of a course's lessons with the questions of the chapters they name. */
export function fillWarmUps(lessons: readonly Lesson[], problems: Problem[]): Lesson[] {
  return lessons.map((lesson) => {
    const named = lesson.steps.filter(isWarmUp).flatMap((step) => step.warmup!);
    if (named.length === 0) return lesson;
    const from = lessons.filter((other) => named.includes(other.id) && other.id < lesson.id);
    const steps = lesson.steps.map((step) => (isWarmUp(step) ? { ...step, questions: from.filter((other) => step.warmup!.includes(other.id)).flatMap(questionsOf) } : step));
    for (const step of steps) if (isWarmUp(step) && step.questions.length === 0) problems.push({ ...placeOf(step), what: `step ${step.id} warms up with chapter ${step.warmup!.join(", ")}, and there is no quiz before this chapter under that number` });
    return { ...lesson, steps, beliefs: Object.assign({}, ...from.map((other) => other.beliefs), lesson.beliefs) };
  });
}

const questionsOf = (lesson: Lesson): Question[] => lesson.steps.flatMap((step) => (step.kind === "quiz" && step.warmup === undefined ? step.questions : []));

/** The lesson with one question in each warm-up: what the learner missed last, else the first there is. */
export function warmUp(lesson: Lesson, missed: readonly string[]): Lesson {
  if (!lesson.steps.some(isWarmUp)) return lesson;
  return { ...lesson, steps: lesson.steps.map((step) => (isWarmUp(step) ? { ...step, questions: oneOf(step.questions, missed) } : step)) };
}

function oneOf(questions: readonly Question[], missed: readonly string[]): readonly Question[] {
  const again = questions.find((q) => q.code === missed.findLast((code) => questions.some((known) => known.code === code)));
  return again === undefined ? questions.slice(0, 1) : [again];
}
