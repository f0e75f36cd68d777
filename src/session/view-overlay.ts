import { cut, ends, fit, fold, hang } from "../display/fit.ts";
import { type Line, type Span, span } from "../display/line.ts";
import { toSeconds } from "../kernel/time.ts";
import { typedLines } from "../lesson/story.ts";
import { bindings, lineKeys } from "./keymap.ts";
import { look } from "./look.ts";
import { recordOf } from "./record.ts";
import { termsFor } from "./glossary.ts";
import { type Overlay, type Session, stepOf } from "./session.ts";

const BLANK: Line = [];
const heading = (text: string): Line => [{ text, tone: "plain", bold: true }];

export function overlayTitle(overlay: Overlay): string {
  return { help: "All keys", faults: "What can be broken here", glossary: "What the words mean", presenter: "For the facilitator", end: "The end of the chapter" }[overlay.kind];
}

export function overlayLines(session: Session, overlay: Overlay, columns: number): Line[] {
  switch (overlay.kind) {
    case "help":
      return helpLines(columns);
    case "faults":
      return faultLines(session, overlay.cursor, columns);
    case "glossary":
      return glossaryLines(session, overlay.cursor, columns);
    case "presenter":
      return presenterLines(session, overlay.cursor, columns);
    case "end":
      return endLines(session, columns);
  }
}

/** The first row to show: the one with the cursor stays in sight. */
export function overlayTop(overlay: Overlay, lines: readonly Line[], rows: number): number {
  if (overlay.kind === "help") return overlay.scroll;
  if (overlay.kind === "presenter" && !overlay.moved) return 0;
  const at = lines.findIndex((l) => l.some((s) => s.text.startsWith("▸")));
  return at < 0 ? 0 : Math.max(0, at - Math.floor(rows / 2));
}

function helpLines(columns: number): Line[] {
  const groups = ["Steps", "Time", "Places", "Help", "Terminal"] as const;
  const rows = groups.flatMap((group) => {
    const own = bindings.filter((b) => b.group === group && b.about !== "");
    const lines = own.map((b): readonly [string, string] => [b.label, b.about]);
    return [heading(group), ...[...lines, ...(group === "Terminal" ? lineKeys : [])].flatMap(([label, about]) => keyLines(label, about, columns)), BLANK];
  });
  return [...fold("In the terminal letters are typed. Everywhere else they are keys; space . , [ ] and ? are keys on an empty prompt too.", columns, "muted"), BLANK, ...rows];
}

const keyLines = (label: string, about: string, columns: number): Line[] => hang([span(`  ${label.padEnd(24)}`, "key")], fold(about, columns - 26));

const cursorMark = (on: boolean): Line => [span(on ? "▸ " : "  ", "key")];

function faultLines(session: Session, cursor: number, columns: number): Line[] {
  if (session.clock === undefined) return [];
  return look(session.clock.timeline).faults.flatMap((f, i) => [
    ...hang([...cursorMark(i === cursor), span(`${i + 1} `, "muted")], fold(`${f.name}${f.done ? "  (done)" : ""}`, columns - 4, f.done ? "muted" : "warn")),
    ...hang([span("    ")], fold(f.about, columns - 4, "muted")),
    BLANK,
  ]);
}

function glossaryLines(session: Session, cursor: number, columns: number): Line[] {
  const { here, others } = termsFor(session);
  const rows = [...here, ...others].map((t, i): Line[] => [
    [...cursorMark(i === cursor), { text: t.name, tone: i === cursor ? "key" : "plain", bold: true }],
    ...hang([span("  ")], fold(t.says, columns - 2, i === cursor ? "plain" : "muted")),
    BLANK,
  ]);
  const titled = (title: string, part: readonly Line[][]): Line[] => (part.length === 0 ? [] : [[span(title, "muted")], BLANK, ...part.flat()]);
  return [...titled("In this step", rows.slice(0, here.length)), ...titled("In this chapter", rows.slice(here.length))];
}

/** From here on the jump list stands beside the notes. */
const TWO_COLUMNS = 96;

/** Notes for the open step, the clock, what to ask, a solution, and every step to jump to. */
function presenterLines(session: Session, cursor: number, columns: number): Line[] {
  if (columns < TWO_COLUMNS) return [...notes(session, columns), ...jumpList(session, cursor)];
  const left = Math.floor(columns * 0.55);
  const [said, jumps] = [notes(session, left), jumpList(session, cursor)];
  return Array.from({ length: Math.max(said.length, jumps.length) }, (_, i): Line => [...fit(said[i] ?? [], left), span("    "), ...cut(jumps[i] ?? [], columns - left - 4)]);
}

function jumpList({ lesson, place }: Session, cursor: number): Line[] {
  return [heading("Jump to"), ...lesson.steps.map((s, i): Line => [...cursorMark(i === cursor), span(`${s.id.padEnd(6)} `, "muted"), span(s.kind.padEnd(9), "muted"), span(s.title, i === place ? "key" : "plain"), span(s.code === undefined ? "" : `  ${s.code}`, "muted")])];
}

function notes(session: Session, columns: number): Line[] {
  const { lesson } = session;
  const step = stepOf(session);
  const planned = lesson.facilitate.minutes || lesson.minutes;
  const bullets = (texts: readonly string[]): Line[] => texts.flatMap((t) => hang([span("  · ", "muted")], fold(t, columns - 4)));
  const solution = step.kind === "exercise" ? [heading("Solution"), ...typedLines(step.solutions[0] ?? []).flatMap((t) => hang([span("  $ ", "muted")], fold(t, columns - 4))), BLANK] : [];
  const ideas = step.concepts.flatMap((code) => lesson.concepts[code] ?? []);
  return [
    ends([span(`${step.id} ${step.title}`, "key")], [span(`${Math.floor(toSeconds(session.spent) / 60)} of ${planned} min`, "muted")], columns),
    ...bullets(step.presenter),
    BLANK,
    ...(ideas.length > 0 ? [heading("What this step is to show"), ...bullets(ideas), BLANK] : []),
    ...solution,
    ...(lesson.facilitate.discuss.length > 0 ? [heading("To discuss"), ...bullets(lesson.facilitate.discuss), BLANK] : []),
    ...(lesson.facilitate.sticking.length > 0 ? [heading("Where people get stuck"), ...bullets(lesson.facilitate.sticking), BLANK] : []),
    ...(lesson.facilitate.demo.length > 0 ? [heading("To show"), ...bullets(lesson.facilitate.demo), BLANK] : []),
  ];
}

function endLines(session: Session, columns: number): Line[] {
  const { lesson, fast } = session;
  const open = lesson.steps.filter((s) => !recordOf(session.steps, s.id).done).map((s) => s.id);
  const done = lesson.steps.length - open.length;
  const chapters = session.course.chapters;
  const next = chapters[chapters.findIndex((c) => c.slug === lesson.slug) + 1];
  const all = done === lesson.steps.length;
  const praise = fast ? `✓ You took the fast track: chapter ${lesson.id} is done.` : all ? `✓ Chapter ${lesson.id} is done, all ${done} steps of it.` : `The end of chapter ${lesson.id}: ${done} of ${lesson.steps.length} steps are done. Open: ${open.join(", ")}.`;
  return [
    ...fold(praise, columns).map((l) => l.map((s): Span => ({ ...s, tone: fast || all ? "good" : "plain", bold: true }))),
    next === undefined ? [span("Enter leads to the list of chapters.", "key")] : [span(`Enter opens chapter ${next.id}: ${next.title}, ${next.minutes} min.`, "key")],
    BLANK,
    heading("You can now"),
    ...lesson.objectives.flatMap((o) => hang([span("  · ", "muted")], fold(o, columns - 4))),
    BLANK,
    ...(lesson.forReal.run.length === 0 && lesson.forReal.note === "" ? [] : [heading("For real"), ...fold(lesson.forReal.note, columns), ...lesson.forReal.run.flatMap((r) => hang([span("  $ ", "muted")], fold(r, columns - 4))), BLANK]),
    ...(lesson.modelCard.kept === "" ? [] : [heading("What this world keeps, and what it leaves out"), ...hang([span("  kept      ", "muted")], fold(lesson.modelCard.kept, columns - 12)), ...hang([span("  left out  ", "muted")], fold(lesson.modelCard.leftOut, columns - 12))]),
  ];
}
