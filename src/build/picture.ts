import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readPack } from "../cli/pack.ts";
import type { Tone } from "../display/line.ts";
import type { Screen } from "../display/screen.ts";
import { width } from "../display/width.ts";
import { MILLISECOND, seconds } from "../kernel/time.ts";
import { compileCourse } from "../lesson/compile.ts";
import { beginSession } from "../session/begin.ts";
import type { Session } from "../session/session.ts";
import { type Action, update } from "../session/update.ts";
import { view } from "../session/view.ts";

const CELL = { width: 8.4, height: 18 };
const MARGIN = 14;
const COLOURS: Readonly<Record<Tone, string>> = { plain: "#d8dee9", muted: "#7b8494", good: "#8fce8b", warn: "#e8c372", bad: "#ef7f87", key: "#7fc1e8" };
const GROUND = "#15181e";

/** A frame as a picture: each run of text stands in its own place, whatever font there is. */
export function svg(screen: Screen): string {
  const [w, h] = [screen.size.columns * CELL.width + 2 * MARGIN, screen.size.rows * CELL.height + 2 * MARGIN];
  const runs = screen.rows.flatMap((row, y) => {
    let column = 0;
    return row.flatMap(({ text, tone, bold, inverse }) => {
      const columns = width(text);
      const x = (MARGIN + column * CELL.width).toFixed(1);
      column += columns;
      if (text.trim() === "" && inverse !== true) return [];
      const top = MARGIN + y * CELL.height;
      const length = (columns * CELL.width).toFixed(1);
      const ground = inverse === true ? [`<rect x="${x}" y="${top}" width="${length}" height="${CELL.height}" fill="${COLOURS[tone]}"/>`] : [];
      const fill = inverse === true ? GROUND : COLOURS[tone];
      return [...ground, `<text x="${x}" y="${top + 13.5}" fill="${fill}"${bold === true ? ' font-weight="bold"' : ""} textLength="${length}" xml:space="preserve">${escaped(text)}</text>`];
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w.toFixed(0)} ${h}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="${GROUND}"/>
${runs.join("\n")}
</svg>
`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** What a learner sees in the middle of exercise E1.1: batch is at work, the first attempt was not enough. */
export function inTheMiddle(lessons: string): Session {
  const { index, lessons: compiled } = compileCourse(readPack(lessons));
  const lesson = Object.values(compiled).find((l) => l.steps.some((s) => s.code === "E1.1"))!;
  const start = beginSession({ course: index, lesson, step: lesson.steps.find((s) => s.code === "E1.1")!.id, size: { columns: 120, rows: 36 } });
  const line = (text: string): Action[] => [...[...text].map((key): Action => ({ type: "key", key: key === " " ? "space" : key })), { type: "key", key: "enter" }];
  const pass = (duration: number): Action[] => Array.from({ length: duration / (100 * MILLISECOND) }, () => ({ type: "tick", elapsed: 100 * MILLISECOND }));
  const actions: Action[] = [{ type: "key", key: "space" }, ...pass(seconds(6)), ...line("renice -n 5 -p $(pgrep batch)"), ...pass(seconds(4)), ...line("why shop"), ...pass(seconds(2))];
  return actions.reduce(update, start);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "../..");
  const file = join(root, ".github/screen.svg");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, svg(view(inTheMiddle(join(root, "lessons")))));
}
