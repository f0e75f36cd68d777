import { Streams } from "../kernel/random.ts";
import type { Lesson, Question, Quiz } from "../lesson/lesson.ts";
import type { Session } from "./session.ts";

/** A final assessment: questions in mixed order, one block asked, then told; at the end what to go back to. */

type QuizWork = Extract<Session["work"], { kind: "quiz" }>;

/** The lesson with the questions of its assessments mixed: the same seed, the same order. */
export const mixed = (lesson: Lesson, seed: number | undefined): Lesson =>
  lesson.steps.some(isAssessment) ? { ...lesson, steps: lesson.steps.map((step) => (isAssessment(step) ? { ...step, questions: shuffled(step.questions, seed ?? step.start.seed) } : step)) } : lesson;

const isAssessment = (step: Lesson["steps"][number]): step is Quiz => step.kind === "quiz" && step.assess !== undefined;

/** Fisher and Yates. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = new Streams(seed);
  const order = [...list];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below("assessment", i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Where the block of a question begins, and where it ends (exclusive). */
export function blockOf(step: Quiz, question: number): readonly [from: number, to: number] {
  const { block } = step.assess!;
  const from = question - (question % block);
  return [from, Math.min(from + block, step.questions.length)];
}

/** After an answer: the next question, or back to the block's first one to be told. */
export function answered(step: Quiz, work: QuizWork): QuizWork {
  const [from, to] = blockOf(step, work.question);
  return work.question + 1 < to ? { ...work, question: work.question + 1, cursor: 0, stage: "asking" } : { ...work, question: from, cursor: 0, stage: "telling" };
}

/** On through what is told, to the next block, to the result; undefined after that. */
export function toldOn(step: Quiz, work: QuizWork): QuizWork | undefined {
  if (work.stage === "result") return undefined;
  const [, to] = blockOf(step, work.question);
  if (work.question + 1 < to) return { ...work, question: work.question + 1 };
  return to < step.questions.length ? { ...work, question: to, cursor: 0, stage: "asking" } : { ...work, stage: "result" };
}

const isRight = (question: Question, pick: number | null | undefined): boolean => question.choices[pick ?? -1]?.right === true;

export const rightOnes = (step: Quiz, work: QuizWork): number => step.questions.filter((q, i) => isRight(q, work.picks[i])).length;

/** Steps worth going back to: those of missed questions, the chapter with most misses first, two steps of three chapters at most. */
export function goBackTo(step: Quiz, work: QuizWork): readonly string[] {
  const missed = step.questions.flatMap((q, i) => (isRight(q, work.picks[i]) ? [] : (q.see ?? [])));
  const chapters = Map.groupBy(missed, (id) => id.slice(0, id.indexOf(".")));
  return [...chapters.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, 3)
    .flatMap((ids) => [...new Set(ids)].slice(0, 2));
}
