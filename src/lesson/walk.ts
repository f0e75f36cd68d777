import type { Step } from "./lesson.ts";
import type { Story } from "./story.ts";

/** Every story a step holds: what made its world, what it runs, what solves it, what goes wrong. */
export function storiesOf(step: Step): readonly Story[] {
  switch (step.kind) {
    case "watch":
    case "predict":
      return [step.start.before, step.run];
    case "exercise":
      return [step.start.before, ...step.solutions, ...step.mistakes.map((m) => m.try)];
    default:
      return [step.start.before];
  }
}

/** Codes of the wrong ideas that a step's options stand for. */
export function beliefsOf(step: Step): readonly string[] {
  const codes = (options: readonly { readonly belief?: string }[]): string[] => options.flatMap((o) => (o.belief === undefined ? [] : [o.belief]));
  switch (step.kind) {
    case "predict":
      return codes(step.choices);
    case "survey":
      return codes(step.statements);
    case "quiz":
      return step.questions.flatMap((q) => codes(q.choices));
    default:
      return [];
  }
}
