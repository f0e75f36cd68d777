import { homedir } from "node:os";
import { stateFolder } from "../progress/folder.ts";
import { openProgress } from "../progress/open.ts";
import { byCourse, type Kept } from "../session/record.ts";
import type { ChapterIndex } from "../lesson/lesson.ts";
import { Complaint } from "./complaint.ts";
import { ownCourse } from "./course.ts";
import type { Outside } from "./outside.ts";

interface Options {
  readonly json?: boolean;
  readonly reset?: boolean;
  readonly yes?: boolean;
}

/** Opens the learner's progress wherever this platform keeps it. */
export const learnerProgress = (outside: Outside) => openProgress(stateFolder(outside.env, process.platform, homedir()));

/** `strata progress`: what was done, answered and written; `--reset --yes` forgets it. */
export async function progress(options: Options, outside: Outside): Promise<number> {
  if (options.reset === true && options.yes !== true) throw new Complaint("This forgets every step, answer and note: add --yes if you mean it.", 2);
  const store = await learnerProgress(outside);
  try {
    if (options.reset === true) store.forget("");
    const kept = store.kept("");
    const { place: _place, ...told } = kept;
    if (options.json === true) outside.out(`${JSON.stringify({ at: kept.place?.step ?? null, ...told }, undefined, 2)}\n`);
    else outside.out(options.reset === true ? "All progress is forgotten.\n" : report(ownCourse(outside.course).index.chapters, kept));
    if (store.notice !== undefined) outside.err(`${store.notice}\n`);
    return store.notice === undefined ? 0 : 1;
  } finally {
    store.close();
  }
}

function report(chapters: readonly ChapterIndex[], kept: Kept): string {
  const done = new Set(kept.steps.filter((s) => s.done).map((s) => s.step));
  const width = Math.max(...chapters.map((c) => c.title.length));
  const rows = chapters.map((c) => `${String(c.id).padStart(2)}  ${c.title.padEnd(width)}  ${c.steps.filter((s) => done.has(s.id)).length} of ${c.steps.length} steps\n`);
  const notes = byCourse({ chapters }, kept.reflections).map((r) => `  ${r.step.padEnd(6)}  ${r.text}\n`);
  const next = kept.place === undefined ? "Nothing done yet: strata begins.\n" : `You are at step ${kept.place.step}: strata goes on there.\n`;
  return `${rows.join("")}${notes.length === 0 ? "" : `\nYour notes:\n${notes.join("")}`}\n${next}`;
}
