import type { ChapterIndex } from "../lesson/lesson.ts";
import { ownCourse } from "./course.ts";
import type { Outside } from "./outside.ts";

/** `strata list`: chapters and steps with the IDs that `strata learn` takes. */
export function list(options: { readonly json?: boolean }, outside: Outside): number {
  const { index } = ownCourse(outside.course);
  outside.out(options.json === true ? `${JSON.stringify(index, undefined, 2)}\n` : `${index.chapters.map(chapterText).join("\n")}\nOpen one with: strata learn ID\n`);
  return 0;
}

function chapterText({ id, title, minutes, about, steps }: ChapterIndex): string {
  const width = Math.max(...steps.map((s) => s.id.length));
  const rows = steps.map((s) => `  ${s.id.padEnd(width)}  ${s.kind.padEnd(8)}  ${s.title}${s.code === undefined ? "" : ` (${s.code})`}\n`);
  return `${id}  ${title}, ${minutes} min\n   ${about}\n${rows.join("")}`;
}
