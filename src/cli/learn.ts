import { existsSync } from "node:fs";
import { ownCourse, packCourse, placeOf } from "./course.ts";
import type { Outside } from "./outside.ts";
import { openScreen, readSeed } from "./screen.ts";

interface Options {
  readonly present?: boolean;
  readonly seed?: string;
}

/** `strata` and `strata learn [ID]`: goes on where the learner left, or opens a step, a chapter, a lesson pack. */
export async function learn(id: string | undefined, options: Options, outside: Outside): Promise<number> {
  const opening = { ...readSeed(options.seed), ...(options.present === true ? { present: true } : undefined) };
  const isPack = id !== undefined && (/[/\\]|\.md$/.test(id) || existsSync(id)) && !/^[\d.]+$/.test(id);
  const shelf = isPack ? await packCourse(id, outside.course) : ownCourse(outside.course);
  const open = id === undefined || isPack ? "resume" : placeOf(shelf.index, id);
  return openScreen(shelf, { ...opening, open }, outside);
}
