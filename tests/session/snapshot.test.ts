import { expect, test } from "vitest";
import { changes } from "../../src/session/changes.ts";
import { EMPTY } from "../../src/session/record.ts";
import { resume, snapshot } from "../../src/session/snapshot.ts";
import { at, course, does, lesson, screenText } from "./course.ts";

const back = (text: string) => resume(text, { course, lesson, kept: EMPTY });

test("a session comes back at the same step with the same world, in the middle of an exercise", () => {
  const left = does(at("1.4"), "renice -n 10 -p $(pgrep batch)", "<enter>", "~3s", "<space>", "half a li");
  const again = back(snapshot(left))!;
  expect(screenText(again)).toBe(screenText({ ...left, looking: again.looking }));
  const on = (s: typeof left): string => screenText({ ...does(s, "<ctrl-u>", "<space>", "~3s"), looking: "world" });
  expect(on(again)).toBe(on(left));
});

test.each(["1.2", "1.3", "1.5", "1.6"])("step %s comes back", (step) => {
  const left = does(at(step), step === "1.6" ? "text" : "1", "<enter>", "~2s");
  expect(back(snapshot(left))).toMatchObject({ place: left.place, work: JSON.parse(JSON.stringify(left.work)) });
});

test("what cannot be read is nobody's loss: the step begins anew", () => {
  expect(back("{")).toBeUndefined();
  expect(back('{"version":99}')).toBeUndefined();
  const other = JSON.parse(snapshot(at("1.4")));
  expect(back(JSON.stringify({ ...other, step: "9.9" }))).toBeUndefined();
  expect(back(JSON.stringify({ ...other, log: [{ at: 0, handled: 0, command: { type: "fault", name: "no such" } }] }))).toBeUndefined();
});

test("only what is new is kept", () => {
  const s = at("1.4");
  expect(changes(s, s)).toBeUndefined();
  expect(changes(s, does(s, "half"))).toBeUndefined();
  const ran = does(s, "nproc", "<enter>");
  expect(changes(s, ran)).toMatchObject({ place: { step: "1.4" }, lines: ["nproc"], answers: [], steps: [{ step: "1.4", attempts: 1 }] });
  expect(changes(ran, does(ran, "nproc", "<enter>"))).toMatchObject({ lines: [] });
});
