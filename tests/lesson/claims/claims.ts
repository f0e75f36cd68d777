import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPack } from "../../../src/cli/pack.ts";
import { checkStep } from "../../../src/lesson/check.ts";
import { compileCourse } from "../../../src/lesson/compile.ts";
import { theatre } from "../../../src/lesson/theatre.ts";
import { problemText } from "../../../src/world/problem.ts";

const { lessons } = compileCourse(readPack(join(import.meta.dirname, "../../../lessons")));

/** Plays every prediction, solution and mistake of some chapters: in files of their own, so that several are played at once. */
export function claimsOf(first: number, last: number): void {
  describe.each(Object.values(lessons).filter(({ id }) => id >= first && id <= last))("chapter $id, $title", (lesson) => {
    test.each(lesson.steps)("$id $title: everything it claims comes true in the world", { timeout: 120_000 }, (step) => {
      expect(checkStep(lesson, step, theatre).map(problemText)).toEqual([]);
    });
  });
}
