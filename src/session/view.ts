import { fit, fold } from "../display/fit.ts";
import { type Line, span, type Tone } from "../display/line.ts";
import type { Region, Screen, Size } from "../display/screen.ts";
import { width } from "../display/width.ts";
import { type Layout, layOut, SMALLEST } from "./layout.ts";
import { type Session, showsWorld, stepOf } from "./session.ts";
import { footerLine, statusLine } from "./view-frame.ts";
import { lessonLines } from "./view-lesson.ts";
import { overlayLines, overlayTitle, overlayTop } from "./view-overlay.ts";
import { taskLines, taskTitle } from "./view-task.ts";
import { terminalTitle, terminalView, terminalWish, type TerminalView } from "./view-terminal.ts";
import { worldLines, worldTitle } from "./view-world.ts";

/** The session as a frame of exactly `size`. */
export function view(session: Session, size: Size = session.size): Screen {
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return tooSmall(size);
  return session.overlay === undefined ? open(session, size) : covered(session, session.overlay, size);
}

function tooSmall(size: Size): Screen {
  const text = `Strata needs ${SMALLEST.columns} × ${SMALLEST.rows} signs; this window has ${size.columns} × ${size.rows}. Make it larger, or the letters smaller.`;
  const lines = fold(text, Math.max(1, size.columns));
  const rows = Array.from({ length: size.rows }, (_, i) => fit(lines[i] ?? [], size.columns));
  return { size, rows, regions: [{ name: "Strata", lines: [[span(text)]] }] };
}

function open(session: Session, size: Size): Screen {
  const layout = layoutOf(session, size);
  const status = statusLine(session, size.columns);
  const lesson = layout.lesson.rows > 0 ? scrolled(lessonLines(session, layout.lesson.columns - 2), layout.lesson.rows, session.scroll) : [];
  const world = layout.world.rows > 0 ? worldLines(session, layout.world.columns - 2, layout.world.rows) : [];
  const task = taskLines(session, size.columns - 2).slice(0, layout.task);
  const terminal: TerminalView = layout.terminal > 0 ? terminalView(session, size.columns, layout.terminal) : { lines: [], cursor: undefined };
  const footer = footerLine(session, size.columns);
  const upper = upperRows(session, layout, lesson, world);
  const lower = [
    ...(layout.task > 0 ? [rule(taskTitle(session), size.columns, false, junction(layout)), ...padded(task, layout.task, size.columns)] : []),
    ...(layout.terminal > 0 ? [rule(terminalTitle(session), size.columns, session.focus === "terminal", layout.task > 0 ? undefined : junction(layout)), ...Array.from({ length: layout.terminal }, (_, i) => fit(terminal.lines[i] ?? [], size.columns))] : []),
  ];
  const rows = [fit(status, size.columns), ...upper, ...lower];
  const cursor = terminal.cursor === undefined ? reflectCursor(session, layout, lesson) : { row: rows.length - layout.terminal + terminal.cursor.row, column: Math.min(size.columns - 1, terminal.cursor.column) };
  return {
    size,
    rows: frame([...rows, fit(footer, size.columns)], size),
    regions: regionsOf([["Strata", [status]], ["Text", lessonLines(session, size.columns)], ["World", world], [taskTitle(session), task], [terminalTitle(session), terminal.lines], ["Keys", [footer]]]),
    ...(cursor === undefined ? undefined : { cursor }),
  };
}

function layoutOf(session: Session, size: Size): Layout {
  return layOut(size, {
    lesson: (columns) => lessonLines(session, columns).length,
    world: showsWorld(session),
    task: (columns) => taskLines(session, columns).length,
    terminal: terminalWish(session),
    page: session.terminal.follow?.clear === true,
    looking: session.looking,
  });
}

/** A page over the text; where the world stands beside the text it stays in sight. */
function covered(session: Session, overlay: NonNullable<Session["overlay"]>, size: Size): Screen {
  const status = statusLine(session, size.columns);
  const footer = footerLine(session, size.columns);
  const rows = size.rows - 3;
  const lines = overlayLines(session, overlay, size.columns - 4);
  const shown = scrolled(lines, rows, overlayTop(overlay, lines, rows));
  return {
    size,
    rows: frame([fit(status, size.columns), rule(overlayTitle(overlay), size.columns, true, undefined), ...padded(shown.map((l) => [span(" "), ...l]), rows, size.columns), fit(footer, size.columns)], size),
    regions: regionsOf([["Strata", [status]], [overlayTitle(overlay), lines], ["Keys", [footer]]]),
  };
}

const regionsOf = (all: readonly (readonly [string, readonly Line[]])[]): Region[] => all.filter(([, lines]) => lines.length > 0).map(([name, lines]) => ({ name, lines }));

/** Nothing is ever taller than the window. */
const frame = (rows: readonly Line[], size: Size): Line[] => Array.from({ length: size.rows }, (_, i) => (i < rows.length ? rows[i]! : fit([], size.columns)));

function upperRows(session: Session, layout: Layout, lesson: readonly Line[], world: readonly Line[]): Line[] {
  const title = stepOf(session).title;
  const inLesson = session.focus === "lesson";
  const inWorld = session.focus === "world";
  const { columns } = layout;
  if (layout.kind === "beside" && layout.world.columns > 0) {
    const left = layout.lesson.columns;
    const head = [...rule(title, left, inLesson, undefined), span("┬", "muted"), ...rule(worldTitle(session), layout.world.columns, inWorld, undefined)];
    return [head, ...Array.from({ length: layout.lesson.rows }, (_, i): Line => [span(" "), ...fit(lesson[i] ?? [], left - 1), span("│", "muted"), span(" "), ...fit(world[i] ?? [], layout.world.columns - 1)])];
  }
  if (layout.kind === "tabs") {
    const shown = layout.lesson.rows > 0 ? lesson : world;
    return [tabs(title, worldTitle(session), session, columns), ...padded(shown, layout.lesson.rows + layout.world.rows, columns)];
  }
  const below = layout.world.rows > 0 ? [rule(worldTitle(session), columns, inWorld, undefined), ...padded(world, layout.world.rows, columns)] : [];
  return [rule(title, columns, inLesson, undefined), ...padded(lesson, layout.lesson.rows, columns), ...below];
}

const padded = (lines: readonly Line[], rows: number, columns: number): Line[] => Array.from({ length: rows }, (_, i) => fit([span(" "), ...(lines[i] ?? [])], columns));

/** A title in a thin rule; the pane that gets the keys has a heavy one. */
function rule(title: string, columns: number, focused: boolean, cross: { readonly at: number } | undefined): Line {
  const sign = focused ? "━" : "─";
  const tone: Tone = focused ? "key" : "muted";
  const name = ` ${title} `;
  const line: Line = [span(sign.repeat(2), tone), { text: name, tone: focused ? "key" : "plain", bold: true }];
  const used = 2 + width(name);
  if (used >= columns) return fit(line, columns);
  const dashes = columns - used;
  if (cross === undefined || cross.at < used) return [...line, span(sign.repeat(dashes), tone)];
  const before = cross.at - used;
  return [...line, span(sign.repeat(before) + (focused ? "┷" : "┴") + sign.repeat(dashes - before - 1), tone)];
}

const junction = (layout: Layout): { at: number } | undefined => (layout.kind === "beside" && layout.world.columns > 0 ? { at: layout.lesson.columns } : undefined);

/** Two titles, one of them in front. */
function tabs(lesson: string, world: string, session: Session, columns: number): Line {
  const inFront = session.looking;
  const focused = session.focus === inFront;
  const sign = focused ? "━" : "─";
  const name = (text: string, front: boolean): Line => (front ? [{ text: ` ${text} `, tone: focused ? "key" : "plain", bold: true }] : [span(` ${text} `, "muted")]);
  const head: Line = [span(sign.repeat(2), focused ? "key" : "muted"), ...name(lesson, inFront === "lesson"), span("│", "muted"), ...name(world, inFront === "world")];
  const used = head.reduce((sum, s) => sum + width(s.text), 0);
  return used >= columns ? fit(head, columns) : [...head, span(sign.repeat(columns - used), focused ? "key" : "muted")];
}

/** The window of a text that is longer than its room; the last row tells that there is more. */
function scrolled(lines: readonly Line[], rows: number, scroll: number): Line[] {
  if (lines.length <= rows) return [...lines];
  const top = Math.min(scroll, lines.length - rows);
  const shown = lines.slice(top, top + rows);
  if (top + rows < lines.length) shown[rows - 1] = [span(`↓ ${lines.length - top - rows + 1} more ${lines.length - top - rows + 1 === 1 ? "line" : "lines"}: PgDn`, "muted")];
  return shown;
}

function reflectCursor(session: Session, layout: Layout, lesson: readonly Line[]): Screen["cursor"] {
  if (session.work.kind !== "reflect" || !session.work.writing || session.focus !== "lesson" || layout.lesson.rows === 0) return undefined;
  const row = lesson.findIndex((l) => l.some((s) => s.inverse === true));
  if (row < 0) return undefined;
  const line = lesson[row]!;
  const before = line.slice(0, line.findIndex((s) => s.inverse === true));
  return { row: row + 2, column: 1 + before.reduce((sum, s) => sum + width(s.text), 0) };
}
