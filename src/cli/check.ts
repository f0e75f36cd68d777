import { checkLesson } from "../lesson/check.ts";
import type { Lesson } from "../lesson/lesson.ts";
import { type Problem, problemText } from "../world/problem.ts";
import { compilePack, ownCourse } from "./course.ts";
import type { Outside } from "./outside.ts";
import { theatre } from "../lesson/theatre.ts";

interface Checked {
  readonly lessons: readonly Lesson[];
  readonly problems: readonly Problem[];
}

/** `strata check [PATH…]`: compiles lessons, then plays everything they claim. Fails when anything is wrong; warnings do not count. */
export async function check(paths: readonly string[], options: { readonly json?: boolean }, outside: Outside): Promise<number> {
  const checked: Checked[] = paths.length === 0 ? [checkOwn(outside)] : [];
  for (const path of paths) checked.push(await checkPack(path, outside));
  const lessons = checked.flatMap((c) => c.lessons);
  const problems = checked.flatMap((c) => c.problems);
  const errors = problems.filter((p) => p.warning !== true).length;
  if (options.json === true) outside.out(`${JSON.stringify({ ok: errors === 0, lessons: lessons.map(counts), problems }, undefined, 2)}\n`);
  else outside.out(`${problems.map((p) => `${problemText(p)}\n`).join("")}${summary(lessons, errors)}\n`);
  return errors === 0 ? 0 : 1;
}

function checkOwn(outside: Outside): Checked {
  const shelf = ownCourse(outside.course);
  const lessons = shelf.index.chapters.map((c) => shelf.lesson(c.slug));
  return { lessons, problems: lessons.flatMap((lesson) => checkLesson(lesson, theatre)) };
}

async function checkPack(path: string, outside: Outside): Promise<Checked> {
  const { course, problems } = await compilePack(path, outside.course);
  const lessons = Object.values(course.lessons);
  // What does not compile cannot be played: its own message is enough.
  const playable = problems.some((p) => p.warning !== true) ? [] : lessons;
  return { lessons, problems: [...problems, ...playable.flatMap((lesson) => checkLesson(lesson, theatre))] };
}

function counts({ slug, title, steps }: Lesson) {
  const exercises = steps.filter((s) => s.kind === "exercise");
  return {
    slug,
    title,
    steps: steps.length,
    exercises: exercises.length,
    solutions: exercises.reduce((n, e) => n + e.solutions.length, 0),
    mistakes: exercises.reduce((n, e) => n + e.mistakes.length, 0),
    predictions: steps.filter((s) => s.kind === "predict").length,
  };
}

function summary(lessons: readonly Lesson[], errors: number): string {
  const totals = lessons.map(counts);
  const all = (what: "steps" | "solutions" | "mistakes" | "predictions"): string => plural(totals.reduce((n, c) => n + c[what], 0), what);
  const checked = `${plural(lessons.length, "lessons")}, ${all("steps")}, ${all("solutions")}, ${all("mistakes")}, ${all("predictions")}`;
  return errors === 0 ? `${checked}: all as they claim` : `${checked}: ${plural(errors, "problems")}`;
}

const plural = (n: number, nouns: string): string => `${n} ${n === 1 ? nouns.slice(0, -1) : nouns}`;
