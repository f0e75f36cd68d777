import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "../kernel/nearest.ts";
import type { Shared } from "../lesson/compile.ts";
import type { CourseIndex, Lesson } from "../lesson/lesson.ts";
import { Complaint } from "./complaint.ts";

/** A course to learn from: its index, its lessons when they are opened. */
export interface Shelf {
  /** Tells its progress apart from other courses': "" for Strata's own, a pack's full path. */
  readonly name: string;
  readonly index: CourseIndex;
  lesson(slug: string): Lesson;
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** Strata's own course as `src/build/course.ts` wrote it. */
export function ownCourse(folder: string): Shelf {
  if (!existsSync(join(folder, "index.json"))) throw new Complaint(`The course is missing from ${folder}: install Strata again, in its repository run npm run build.`);
  return {
    name: "",
    index: json(join(folder, "index.json")) as CourseIndex,
    lesson: (slug) => json(join(folder, `${slug}.json`)) as Lesson,
  };
}

/** The terms and beliefs that packs may refer to. */
export const sharedTerms = (folder: string): Shared => json(join(folder, "shared.json")) as Shared;

/** A lesson pack from a path. Throws a Complaint that lists what is wrong with it. */
export async function packCourse(path: string, folder: string): Promise<Shelf> {
  const { course, problems } = await compilePack(path, folder);
  const errors = problems.filter((p) => p.warning !== true);
  if (errors.length > 0) throw new Complaint(`${path} has ${errors.length === 1 ? "a mistake" : `${errors.length} mistakes`} in it, strata check ${path} lists them. The first: ${errors[0]!.file}:${errors[0]!.line}: ${errors[0]!.what}`);
  const { resolve } = await import("node:path");
  return { name: resolve(path), index: course.index, lesson: (slug) => course.lessons[slug]! };
}

/** Reads and compiles a pack with the compiler that built Strata's own course; of a chapter inside a pack, that chapter, with what it has from the others. */
export async function compilePack(path: string, folder: string) {
  const { packAround, readPack } = await import("./pack.ts");
  const { compileCourse, onlyChapter } = await import("../lesson/compile.ts");
  const around = packAround(path);
  const course = compileCourse(readPack(around ?? path), sharedTerms(folder));
  const { problems, ...compiled } = around === undefined ? course : onlyChapter(course, join(path));
  return { course: compiled, problems };
}

/** Where `learn ID` leads: `2.6` to a step, `2` to a chapter's first step. Throws a Complaint that names the nearest. */
export function placeOf(index: CourseIndex, id: string): { readonly slug: string; readonly step: string } {
  for (const chapter of index.chapters) {
    if (String(chapter.id) === id || chapter.slug === id) return { slug: chapter.slug, step: chapter.steps[0]!.id };
    const step = chapter.steps.find((s) => s.id === id.toLowerCase() || s.code?.toLowerCase() === id.toLowerCase());
    if (step !== undefined) return { slug: chapter.slug, step: step.id };
  }
  throw new Complaint(unknownPlace(index, id), 2);
}

function unknownPlace(index: CourseIndex, id: string): string {
  const chapter = index.chapters.find((c) => id.startsWith(`${c.id}.`));
  if (chapter !== undefined) return `Chapter ${chapter.id} has no step ${id}: its steps run from ${chapter.steps[0]!.id} to ${chapter.steps.at(-1)!.id}, strata list shows them.`;
  const ids = index.chapters.flatMap((c) => [String(c.id), ...c.steps.flatMap((s) => [s.id, ...(s.code === undefined ? [] : [s.code])])]);
  return `There is no chapter, step or file "${id}"${didYouMean(id, ids) || ":"} strata list shows what there is.`;
}
