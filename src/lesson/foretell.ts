import type { Cell } from "../kernel/facts.ts";
import type { Predict } from "./lesson.ts";
import { type Played, playStory, type Scene, shownStory } from "./play.ts";
import { read, type Seen } from "./reading.ts";

/** What will happen, found by letting it happen where nobody sees it. */
export interface Foretold {
  readonly seen: Seen;
  /** Places of the choices that the reading fits: one, if the question is sound. */
  readonly fits: readonly number[];
  readonly played: readonly Played[];
}

/** Runs a predict step on a throw-away copy of its world. */
export function foretell(step: Predict, scene: Scene): Foretold {
  const copy: Scene = { ...scene, stage: scene.stage.fork() };
  const { played } = playStory(shownStory(step), copy);
  const seen = read(step.answer, copy.stage.look());
  const fits = seen.ok ? step.choices.flatMap((choice, i) => (fitting(step, choice.value, seen.value) ? [i] : [])) : [];
  return { seen, fits, played };
}

/** Numbers fit within the step's tolerance; without one, within a tenth of the choice's value. */
function fitting(step: Predict, value: Cell, seen: Cell): boolean {
  if (typeof value !== "number" || typeof seen !== "number") return value === seen;
  return Math.abs(value - seen) <= (step.tolerance ?? Math.abs(value) / 10 + 0.005);
}
