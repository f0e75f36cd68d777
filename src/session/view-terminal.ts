import { cut, head, tail } from "../display/fit.ts";
import { type Line, lineText, type Span, span } from "../display/line.ts";
import { graphemes, graphemeWidth, width } from "../display/width.ts";
import { prompt } from "../shell/console.ts";
import { found } from "./editor.ts";
import { look } from "./look.ts";
import { offered } from "./script.ts";
import { isFinished, type Session, stepOf } from "./session.ts";

export interface TerminalView {
  readonly lines: readonly Line[];
  readonly cursor: { readonly row: number; readonly column: number } | undefined;
}

export const terminalTitle = ({ terminal }: Session): string => `Terminal on ${terminal.seat.machine.split("/").at(-1)}`;

/** Rows that the terminal would fill; undefined where the step needs none. */
export function terminalWish(session: Session): number | undefined {
  if (session.clock === undefined) return undefined;
  const { kind } = stepOf(session);
  const needed = kind === "exercise" || kind === "watch" || session.focus === "terminal" || session.terminal.printed.some((p) => p.kind === "typed");
  if (!needed) return undefined;
  const reading = isFinished(session) && session.focus === "lesson" && kind === "exercise";
  return reading ? 2 : session.terminal.printed.length + 1;
}

/** The newest lines and the prompt; a page like `top` is shown from its beginning. */
export function terminalView(session: Session, columns: number, rows: number): TerminalView {
  const { terminal } = session;
  const follow = terminal.follow;
  const all = terminal.printed.flatMap((p) => broken(p.line, columns));
  if (follow !== undefined) return { lines: following(session, all, columns, rows), cursor: undefined };
  const room = rows - 1;
  const bottom = Math.max(0, all.length - Math.min(terminal.scroll, Math.max(0, all.length - room)));
  const above = all.slice(Math.max(0, bottom - room), bottom);
  const line = promptLine(session, columns);
  const behind = all.length - bottom;
  if (behind > 0) return { lines: [...above, [span(`↓ ${behind} newer lines: PgDn`, "muted")]], cursor: undefined };
  return { lines: [...above, line.line], cursor: session.focus === "terminal" && session.overlay === undefined ? { row: above.length, column: line.column } : undefined };
}

function following(session: Session, all: readonly Line[], columns: number, rows: number): Line[] {
  const { follow, printed } = session.terminal;
  const note = session.clock?.playing === true ? "goes on as time passes, q stops it" : "waits for time to pass: space";
  const last: Line = [span(`${follow!.line.split(/\s+/)[0]} ${note}`, "muted")];
  if (!follow!.clear) return [...all.slice(-(rows - 1)), last];
  const page = printed.slice(follow!.from).map((p) => cut(p.line, columns));
  return page.length > rows - 1 ? [...page.slice(0, rows - 1), last] : [...printed.slice(0, follow!.from).flatMap((p) => broken(p.line, columns)).slice(-(rows - 1 - page.length) || Infinity), ...page, last];
}

/** A table a hair too wide loses its end, not its shape. */
const HAIR = 4;

/** Without the columns that do not fit; only where a word is cut does an ellipsis say so. */
function shortened(line: Line, columns: number): Line {
  const text = lineText(line);
  if (text[head(text, columns).length] !== " ") return cut(line, columns);
  let room = columns;
  return line.map((s) => {
    const kept = head(s.text, room);
    room -= width(kept);
    return { ...s, text: kept };
  });
}

/** A line as the terminal wraps it: at the last column, wherever that is. */
function broken(line: Line, columns: number): Line[] {
  const wide = width(lineText(line));
  if (wide <= columns) return [line];
  if (wide <= columns + HAIR) return [shortened(line, columns)];
  const lines: Span[][] = [[]];
  let room = columns;
  for (const s of line) {
    let rest = s.text;
    while (rest !== "") {
      const part = head(rest, room) || (room === columns ? graphemes(rest)[0]! : "");
      if (part !== "") lines.at(-1)!.push({ ...s, text: part });
      room -= width(part);
      rest = rest.slice(part.length);
      if (rest !== "") {
        lines.push([]);
        room = columns;
      }
    }
  }
  return lines;
}

interface PromptLine {
  readonly line: Line;
  readonly column: number;
}

/** The prompt with what is typed; a long line is shown around its cursor. */
function promptLine(session: Session, columns: number): PromptLine {
  const { terminal, clock } = session;
  const { editor } = terminal;
  if (editor.search !== undefined) return searchLine(session, columns);
  const sign = cut(prompt(terminal.seat, look(clock!.timeline)), Math.floor(columns / 2));
  const used = width(lineText(sign));
  const waiting = offered(session);
  if (waiting !== undefined && editor.text === "") return { line: cut([...sign, { text: waiting, tone: "plain", bold: true }, span("   Enter runs it", "key")], columns), column: used };
  const room = columns - used - 1;
  const before = editor.text.slice(0, editor.at);
  if (width(editor.text) <= room) return { line: [...sign, span(editor.text)], column: used + width(before) };
  const left = tail(before, Math.max(1, room - graphemeWidthAt(editor.text, editor.at)));
  return { line: [...sign, span(left + head(editor.text.slice(editor.at), room - width(left)))], column: used + width(left) };
}

const graphemeWidthAt = (text: string, at: number): number => graphemeWidth(graphemes(text.slice(at))[0] ?? " ");

function searchLine(session: Session, columns: number): PromptLine {
  const search = session.terminal.editor.search!;
  const match = found(search, session.history);
  const label = `search: ${search.query}`;
  const line: Line = [span(label, "key"), span(match === undefined ? "   nothing like it" : `   ${match}`, match === undefined ? "warn" : "plain")];
  return { line: cut(line, columns), column: Math.min(columns - 1, width(label)) };
}

