import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileCourse, NOTHING, sharedOf } from "../../src/lesson/compile.ts";
import type { Quiz } from "../../src/lesson/lesson.ts";
import { beliefsOf } from "../../src/lesson/walk.ts";
import { wrap } from "../../src/lesson/wrap.ts";
import { problemText } from "../../src/world/problem.ts";

const ROOT = join(import.meta.dirname, "../../lessons");
const paths = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const files = paths.map((path) => ({ path: `lessons/${path.slice(ROOT.length + 1)}`, text: readFileSync(path, "utf8") }));
const course = compileCourse(files);
const shared = sharedOf(files, NOTHING, []);
const steps = Object.values(course.lessons).flatMap((lesson) => lesson.steps);

test("the course compiles without an error or a warning", () => {
  expect(course.problems.map(problemText)).toEqual([]);
});

test("step numbers are those of the course plan, the hardest exercise of a chapter is known", () => {
  expect(course.index.chapters.map(({ id, minutes, fast, steps }) => [id, minutes, fast, steps.map((s) => `${s.id} ${s.code ?? s.kind}`).join(", ")])).toEqual([
    [1, 20, "1.9", "1.1 explain, 1.2 survey, 1.3 watch, 1.4 predict, 1.5 watch, 1.6 E1.1, 1.7 predict, 1.8 watch, 1.9 E1.2, 1.10 explain, 1.11 quiz, 1.12 reflect"],
    [2, 35, "2.9", "2.1 explain, 2.2 watch, 2.3 watch, 2.4 predict, 2.5 watch, 2.6 E2.1, 2.7 predict, 2.8 watch, 2.9 E2.2, 2.10 watch, 2.10b E2.3, 2.11 E2.4, 2.12 predict, 2.13 quiz, 2.14 reflect"],
    [3, 30, "3.12", "3.0 quiz, 3.1 explain, 3.2 predict, 3.3 watch, 3.4 E3.1, 3.5 watch, 3.6 predict, 3.7 watch, 3.8 E3.2, 3.9 explain, 3.10 predict, 3.11 watch, 3.11b watch, 3.12 E3.3, 3.13 watch, 3.14 quiz, 3.15 reflect"],
    [4, 35, "4.8", "4.1 explain, 4.2 watch, 4.3 predict, 4.4 watch, 4.5 predict, 4.6 watch, 4.7 watch, 4.8 E4.1, 4.9 explain, 4.10 watch, 4.11 E4.2, 4.12 E4.3, 4.13 quiz, 4.14 reflect"],
    [5, 45, "5.12", "5.0 quiz, 5.1 explain, 5.2 watch, 5.3 predict, 5.4 watch, 5.5 watch, 5.6 predict, 5.7 watch, 5.7b watch, 5.8 E5.1, 5.9 predict, 5.10 watch, 5.10b watch, 5.11 predict, 5.12 E5.2, 5.13 E5.3, 5.14 quiz, 5.14b reflect"],
    [6, 25, "6.9", "6.1 explain, 6.2 predict, 6.3 watch, 6.4 watch, 6.5 watch, 6.6 predict, 6.7 watch, 6.8 watch, 6.8b watch, 6.9 E6.1, 6.10 E6.2, 6.11 explain, 6.12 quiz, 6.12b reflect"],
    [7, 35, "7.5", "7.0 quiz, 7.1 explain, 7.2 predict, 7.3 watch, 7.3b watch, 7.4 watch, 7.5 E7.1, 7.6 explain, 7.7 predict, 7.8 watch, 7.9 E7.2, 7.10 watch, 7.10b explain, 7.11 E7.3, 7.12 explain, 7.13 quiz, 7.13b reflect"],
    [8, 30, "8.7", "8.1 explain, 8.2 predict, 8.3 watch, 8.4 E8.1, 8.4b watch, 8.5 watch, 8.6 predict, 8.7 E8.2, 8.8 watch, 8.9 watch, 8.10 explain, 8.10b watch, 8.11 E8.3, 8.12 quiz, 8.12b reflect"],
    [9, 35, "9.12", "9.0 quiz, 9.1 watch, 9.2 explain, 9.3 watch, 9.3b watch, 9.4 explain, 9.5 predict, 9.6 watch, 9.7 E9.1, 9.8 predict, 9.9 watch, 9.10 E9.2, 9.11 watch, 9.11b watch, 9.12 E9.3, 9.13 quiz, 9.13b reflect"],
    [10, 40, "10.9", "10.1 explain, 10.2 watch, 10.3 predict, 10.4 watch, 10.5 E10.1, 10.6 explain, 10.6b watch, 10.7 predict, 10.8 watch, 10.9 E10.2, 10.10 predict, 10.11 watch, 10.12 E10.3, 10.13 E10.4, 10.14 quiz, 10.14b reflect"],
    [11, 45, "11.7", "11.0 quiz, 11.1 explain, 11.2 watch, 11.3 E11.1, 11.4 predict, 11.5 watch, 11.6 watch, 11.7 E11.2, 11.8 watch, 11.8b watch, 11.9 explain, 11.10 predict, 11.11 watch, 11.11b watch, 11.12 E11.3, 11.13 quiz, 11.13b reflect"],
    [12, 40, "12.6", "12.1 watch, 12.2 predict, 12.3 watch, 12.4 E12.1, 12.5 watch, 12.6 E12.2, 12.7 explain, 12.8 predict, 12.9 watch, 12.10 E12.3, 12.11 watch, 12.12 watch, 12.13 explain, 12.14 quiz, 12.15 reflect"],
    [13, 30, "13.10", "13.0 quiz, 13.1 explain, 13.2 watch, 13.3 predict, 13.4 E13.1, 13.5 explain, 13.6 watch, 13.7 predict, 13.8 E13.2, 13.9 watch, 13.10 E13.3, 13.11 quiz, 13.12 reflect"],
    [14, 40, "14.8", "14.1 explain, 14.2 watch, 14.3 predict, 14.4 watch, 14.5 E14.1, 14.6 predict, 14.7 watch, 14.8 E14.2, 14.9 explain, 14.10 predict, 14.11 watch, 14.12 E14.3, 14.13 watch, 14.13b E14.4, 14.13c watch, 14.14 quiz, 14.14b reflect"],
    [15, 90, "15.5b", "15.1 survey, 15.1b explain, 15.2 explain, 15.3 X1, 15.3b X1b, 15.4 predict, 15.5 X2, 15.5b X2b, 15.5c X2c, 15.5d X2d, 15.6 watch, 15.6b explain, 15.7 X3, 15.8 reflect, 15.9 C83, 15.9b C84, 15.9c C85, 15.9d C86, 15.9e C87, 15.10 quiz, 15.11 explain, 15.11b reflect, 15.12 explain"],
  ]);
});

test("every concept of the inventory, C01 to C87, is shown in a step", () => {
  const inventory = Object.keys(shared.concepts);
  expect(inventory).toEqual(Array.from({ length: 87 }, (_, i) => `C${String(i + 1).padStart(2, "0")}`));
  const shown = new Set(steps.flatMap((step) => step.concepts));
  expect(inventory.filter((concept) => !shown.has(concept))).toEqual([]);
});

test("every wrong idea is hunted in a step, and what is said to it stands by itself", () => {
  const hunted = new Set(steps.flatMap(beliefsOf));
  expect(Object.keys(shared.beliefs).filter((code) => !hunted.has(code))).toEqual([]);
  expect(Object.values(shared.beliefs).filter(({ correction }) => /^(It|They) /.test(correction)).map(({ code }) => code)).toEqual([]);
});

test("every term of the glossary is used in the chapter that teaches it, and taught in one", () => {
  const taught = Object.values(course.lessons).flatMap((lesson) => lesson.terms.map(({ name }) => ({ name, chapter: lesson.id, used: lesson.steps.some((step) => step.terms.includes(name)) })));
  expect(taught.filter(({ used }) => !used)).toEqual([]);
  expect(shared.terms.map(({ name }) => name).filter((name) => !taught.some((term) => term.name === name))).toEqual([]);
});

test("every question has one right answer, and every answer is explained; a wrong guess of a prediction too", () => {
  const questions = steps.flatMap((step) => (step.kind === "quiz" ? step.questions : []));
  expect(questions.filter(({ choices }) => choices.filter(({ right }) => right).length !== 1 || choices.some(({ say }) => say === "")).map(({ code }) => code)).toEqual([]);
  const guesses = steps.flatMap((step) => (step.kind === "predict" ? step.choices.map((choice) => ({ ...choice, step: step.id })) : []));
  expect(guesses.filter(({ say, belief }) => say === undefined && belief === undefined).map(({ step, text }) => `${step} ${text}`)).toEqual([]);
});

test("the final assessment asks twenty questions, each with steps to go back to; the right answer stands in every place", () => {
  const [assessment] = steps.filter((step): step is Quiz => step.kind === "quiz" && step.assess !== undefined);
  expect(assessment?.assess).toEqual({ block: 5, pass: 14 });
  expect(assessment?.questions.map(({ code, see }) => [code, see?.length])).toEqual(Array.from({ length: 20 }, (_, i) => [`F${String(i + 1).padStart(2, "0")}`, expect.toSatisfy((n: number) => n >= 1 && n <= 2)]));
  const places = assessment!.questions.map(({ choices }) => choices.findIndex(({ right }) => right));
  expect([0, 1, 2, 3].map((place) => places.filter((p) => p === place).length)).toEqual([0, 1, 2, 3].map(() => expect.toSatisfy((n: number) => n >= 4 && n <= 6)));
});

describe.each(Object.values(course.lessons))("chapter $id, $title", (lesson) => {
  test.each(lesson.steps)("$id fits a screen: 18 lines of 44 columns, 9 of 78", (step) => {
    expect(wrap(step.prose, 44).length).toBeLessThanOrEqual(18);
    expect(wrap(step.prose, 78).length).toBeLessThanOrEqual(9);
  });
});
