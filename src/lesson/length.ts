import { lineText } from "../display/line.ts";
import type { Problem } from "../world/problem.ts";
import type { Step } from "./lesson.ts";
import { placeOf } from "./references.ts";
import type { Prose } from "./prose.ts";

/** Most words a learner should meet at once: a screen of 80×24 holds no more beside the world. */
const MOST = { explain: 90, watch: 45, predict: 60, survey: 90, exercise: 90, quiz: 60, reflect: 60 } as const;
const QUESTION = 35;
const OPTION = 14;
const ANSWER = 32;
const HINT = 22;

const words = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const proseWords = (prose: Prose): number => prose.reduce((sum, entry) => sum + words(lineText(entry.line)), 0);

/** Warnings about texts that are longer than a screen is patient. */
export function wordiness(step: Step): Problem[] {
  const found: string[] = [];
  const atMost = (most: number, count: number, what: string): void => {
    if (count > most) found.push(`${what} has ${count} words, at most ${most} fit a screen`);
  };
  atMost(MOST[step.kind], proseWords(step.prose), `the text of step ${step.id}`);
  if ("ask" in step) atMost(QUESTION, words(step.ask), `the question of step ${step.id}`);
  if (step.kind === "exercise") step.hints.forEach((hint, i) => atMost(HINT, words(hint), `hint ${i + 1} of step ${step.id}`));
  if (step.kind === "quiz") {
    for (const question of step.questions) {
      atMost(QUESTION, words(question.ask), `question ${question.code}`);
      for (const choice of question.choices) {
        atMost(OPTION, words(choice.text), `option "${choice.text.slice(0, 20)}…" of ${question.code}`);
        atMost(ANSWER, words(choice.say), `the answer to "${choice.text.slice(0, 20)}…" of ${question.code}`);
      }
    }
  }
  return found.map((what) => ({ ...placeOf(step), what, warning: true }));
}
