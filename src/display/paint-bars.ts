import { fit, head } from "./fit.ts";
import { type Line, type Span, span } from "./line.ts";
import type { Bar, BarPart, BarsPanel } from "./panel.ts";
import { width } from "./width.ts";

const MARKS = { full: "█", half: "▓", light: "▒", dots: "░", line: "-", empty: "·" } as const;
const NARROWEST = 8;
const WIDEST = 60;

/** One line per bar: label, parts on a track, reading. A second line names the ticks, where a bar has any. */
export function paintBars({ bars, latest }: BarsPanel, columns: number, rows: number): Line[] {
  const labels = Math.min(Math.max(...bars.map((b) => width(b.label)), 0), Math.floor(columns / 3));
  const readings = Math.max(...bars.map((b) => width(b.reading)), 0);
  const track = Math.min(WIDEST, columns - labels - readings - 3);
  if (track < NARROWEST) return bars.map((b) => [...fit([span(b.label)], labels), span(" "), span(b.reading)]);
  return fitting(bars.map((b) => barLines(b, labels, track)), rows, latest === true);
}

/** What does not fit is counted, where there is room to say so. */
function fitting(drawn: readonly Line[][], rows: number, latest: boolean): Line[] {
  const all = drawn.flat();
  if (all.length <= rows || rows < 4) return latest ? all.slice(-rows) : all;
  const inOrder = latest ? drawn.toReversed() : drawn;
  let bars = 0;
  for (let room = rows - 1; inOrder[bars]!.length <= room; bars++) room -= inOrder[bars]!.length;
  const left = drawn.length - bars;
  return latest ? [[span(`${left} before`, "muted")], ...drawn.slice(-bars).flat()] : [...drawn.slice(0, bars).flat(), [span(`and ${left} more`, "muted")]];
}

function barLines(bar: Bar, labels: number, track: number): Line[] {
  const line = [...fit([span(bar.label)], labels), span(" "), ...trackOf(bar, track), span(" "), span(bar.reading)];
  const ticks = tickLine(bar, track);
  return ticks === undefined ? [line] : [line, [span(" ".repeat(labels + 1)), span(ticks, "muted")]];
}

function trackOf(bar: Bar, track: number): Line {
  const spans: Span[] = [];
  let sum = 0;
  let drawn = 0;
  for (const part of bar.parts) {
    sum += Math.max(0, part.value);
    const end = Math.min(track, bar.of > 0 ? Math.round((sum / bar.of) * track) : 0);
    const cells = Math.max(end - drawn, part.value > 0 && drawn < track && significant(part, bar, track) ? 1 : 0);
    if (cells > 0) spans.push(span(MARKS[part.mark ?? "full"].repeat(cells), part.tone));
    drawn += cells;
  }
  const beyond = sum > bar.of * 1.001;
  if (beyond && drawn >= track) return [...shortened(spans, track - 1), span("»", "bad")];
  return [...spans, span((bar.open === true ? " " : "·").repeat(Math.max(0, track - drawn)), "muted")];
}

/** A sliver is still shown when it is at least an eighth of a cell. */
const significant = (part: BarPart, bar: Bar, track: number): boolean => (part.value / bar.of) * track >= 0.125;

function shortened(spans: readonly Span[], columns: number): Span[] {
  let room = columns;
  return spans.flatMap((s) => {
    const text = head(s.text, room);
    room -= text.length;
    return text === "" ? [] : [{ ...s, text }];
  });
}

function tickLine(bar: Bar, track: number): string | undefined {
  if (bar.marks === undefined || bar.marks.length === 0) return undefined;
  let text = "";
  for (const mark of [...bar.marks].sort((a, b) => a.at - b.at)) {
    const column = Math.min(track - 1, Math.max(0, Math.round((mark.at / bar.of) * track) - 1));
    const label = `└${mark.label}`;
    const fromRight = `${mark.label}┘`;
    if (column + label.length <= track && column >= text.length) text = text.padEnd(column) + label;
    else if (column + 1 - fromRight.length >= text.length) text = text.padEnd(column + 1 - fromRight.length) + fromRight;
  }
  return text;
}
