import { expect, test } from "vitest";
import { at, does, screenText } from "../session/course.ts";

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 160, rows: 50 },
] as const;

/** Moments of a lesson that somebody should look at whenever their pictures change. */
const MOMENTS: Readonly<Record<string, readonly [step: string, ...doings: string[]]>> = {
  "explain": ["1.1"],
  "watch-offered": ["1.2"],
  "watch-playing": ["1.2", "<enter>", "~1.2s"],
  "predict-choice": ["1.3", "<down>"],
  "predict-reason": ["1.3", "1"],
  "predict-running": ["1.3", "1", "2", "~1s"],
  "predict-outcome": ["1.3", "1", "1", "<enter>"],
  "exercise": ["1.4"],
  "exercise-top": ["1.4", "top", "<enter>", "~2s"],
  "exercise-mistake": ["1.4", "kill $(pgrep batch)", "<enter>", "~6s"],
  "exercise-hints": ["1.4", "nproc", "<enter>", "<escape>", "h"],
  "exercise-solved": ["1.4", "renice -n 19 -p $(pgrep batch)", "<enter>", "~9s"],
  "quiz": ["1.5"],
  "quiz-answered": ["1.5", "2"],
  "reflect": ["1.6", "taking turns"],
  "faults": ["1.1", "x"],
  "glossary": ["1.1", "g"],
  "presenter": ["1.4", "<escape>", "P"],
  "help": ["1.1", "?"],
  "end": ["1.6", "x", "<enter>"],
};

for (const size of SIZES) {
  for (const [name, [step, ...doings]] of Object.entries(MOMENTS)) {
    test(`${name} at ${size.columns}×${size.rows}`, async () => {
      const session = does(at(step, size), ...doings);
      await expect(`${screenText(session)}\n`).toMatchFileSnapshot(`pictures/${size.columns}x${size.rows}-${name}.txt`);
    });
  }
}

test("a window that is too small says what is needed", () => {
  expect(screenText(at("1.1"), { columns: 40, rows: 10 }).trimEnd()).toBe(
    "Strata needs 60 × 18 signs; this window\nhas 40 × 10. Make it larger, or the\nletters smaller.",
  );
});
