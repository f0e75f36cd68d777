import { expect, test } from "vitest";
import { lookAhead } from "../../src/session/opening.ts";
import { at, does, screenText } from "./course.ts";

const RENICED = ["renice -n 19 -p $(pgrep batch)", "<enter>", "~3s"] as const;

test("a step that is opened again knows nothing of what was done in it before", () => {
  const first = at("1.4");
  const begun = screenText(first);
  const played = screenText(does(first, ...RENICED));
  const again = at("1.4");
  expect(screenText(again)).toBe(begun);
  expect(screenText(does(again, ...RENICED))).toBe(played);
  expect(screenText(first)).toBe(begun);
});

test("a world made ready while the learner reads is the one that the next step opens with", () => {
  const open = (): string => screenText(does(at("1.3"), "1", "1", "<enter>", "<enter>", ...RENICED));
  const unprepared = open();
  lookAhead(at("1.3"));
  expect(open()).toBe(unprepared);
});

test("another seed has a world of its own", () => {
  const seeded = (seed: number | undefined) => ({ ...at("1.4"), seed });
  const begun = (seed: number | undefined) => does(seeded(seed), "<escape>", "r").clock!.timeline.seed;
  expect([begun(undefined), begun(7), begun(8), begun(7)]).toEqual([1, 7, 8, 7]);
});
