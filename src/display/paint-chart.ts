import { toSeconds } from "../kernel/time.ts";
import { ends, fit } from "./fit.ts";
import { type Line, type Span, span } from "./line.ts";
import type { ChartPanel } from "./panel.ts";
import { width } from "./width.ts";

/** Dots of a Braille cell, by column and row from the bottom (Unicode 2800). */
const DOTS = [
  [0x40, 0x04, 0x02, 0x01],
  [0x80, 0x20, 0x10, 0x08],
] as const;

/** Lines over time in Braille dots: scale at the left, legend with the newest readings on top, time below. */
export function paintChart(panel: ChartPanel, columns: number, rows: number): Line[] {
  const height = rows - 2;
  const top = ceiling(panel);
  const scale = Math.max(scaleText(top).length, 1);
  const names = Math.min(12, Math.max(...panel.lines.map((l) => width(l.label)), 0));
  const wide = columns - scale - 2 - names;
  if (height < 2 || wide < 10) return [legend(panel)];
  const cells = Array.from({ length: height }, () => Array.from({ length: wide }, () => ({ dots: 0, line: -1 })));
  panel.lines.forEach((line, i) => trace(line.points, panel, top, wide, height, (x, y) => plot(cells, height, x, y, i)));
  const labels = labelsOf(panel, top, height);
  const body = cells.map((row, y): Line => [span(`${(y === 0 ? scaleText(top) : y === height - 1 ? "0" : "").padStart(scale)}`, "muted"), span("│", "muted"), ...fit(rowSpans(row, panel), wide), span(" "), ...(labels.get(y) ?? [])]);
  const below = ends([span(`${" ".repeat(scale + 1)}${seconds(panel.from)}`, "muted")], [span(seconds(panel.to), "muted")], scale + 1 + wide);
  return [legend(panel), ...body, below];
}

const seconds = (at: number): string => `${Math.round(toSeconds(at))} s`;

const shortNumber = (n: number): string => (n >= 100 || Number.isInteger(n) ? String(Math.round(n)) : n >= 10 ? n.toFixed(1) : n.toFixed(2));
const scaleText = (n: number): string => shortNumber(n);

/** Names stand where their lines end: which is which can be told without colour. */
function labelsOf({ lines }: ChartPanel, top: number, height: number): Map<number, Line> {
  const labels = new Map<number, Line>();
  for (const { label, tone, points } of lines) {
    const value = points.at(-1)?.value ?? -1;
    if (value < 0) continue;
    const wish = Math.max(0, Math.min(height - 1, height - 1 - Math.floor((value / top) * (height - 0.01))));
    const row = [wish, wish - 1, wish + 1, wish - 2, wish + 2].find((y) => y >= 0 && y < height && !labels.has(y));
    if (row !== undefined) labels.set(row, [span(label, tone)]);
  }
  return labels;
}

function legend({ lines, unit }: ChartPanel): Line {
  return lines.flatMap((l, i): Line => {
    const last = l.points.at(-1)?.value;
    return [span(i > 0 ? "   " : ""), span(l.label, l.tone), span(last === undefined || last < 0 ? " -" : ` ${shortNumber(last)} ${unit}`, "muted")];
  });
}

function ceiling({ lines, marks }: ChartPanel): number {
  const most = Math.max(...lines.flatMap((l) => l.points.map((p) => p.value)), ...(marks ?? []).map((m) => m.value), 0);
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= most * 0.999)!;
}

type Points = ChartPanel["lines"][number]["points"];

/** Visits a dot for every dot column between the first and the last point. */
function trace(points: Points, panel: ChartPanel, top: number, wide: number, height: number, dot: (x: number, y: number) => void): void {
  const span = Math.max(1, panel.to - panel.from);
  let i = 0;
  for (let x = 0; x < wide * 2; x++) {
    const at = panel.from + (span * (x + 0.5)) / (wide * 2);
    while (i + 1 < points.length && points[i + 1]!.at <= at) i++;
    const point = points[i];
    if (point === undefined || point.at > at || point.value < 0) continue;
    if (i === points.length - 1 && at - point.at > 1.5e9) continue;
    dot(x, Math.min(height * 4 - 1, Math.round((point.value / top) * (height * 4 - 1))));
  }
}

function plot(cells: { dots: number; line: number }[][], height: number, x: number, y: number, line: number): void {
  const cell = cells[height - 1 - Math.floor(y / 4)]?.[Math.floor(x / 2)];
  if (cell === undefined) return;
  cell.dots |= DOTS[(x % 2) as 0 | 1][(y % 4) as 0 | 1 | 2 | 3];
  cell.line = line;
}

function rowSpans(row: readonly { readonly dots: number; readonly line: number }[], panel: ChartPanel): Line {
  const spans: Span[] = [];
  for (const { dots, line } of row) {
    const text = dots === 0 ? " " : String.fromCharCode(0x2800 + dots);
    const tone = line < 0 ? "plain" : panel.lines[line]!.tone;
    const last = spans.at(-1);
    if (last !== undefined && (last.tone === tone || dots === 0)) spans[spans.length - 1] = span(last.text + text, last.tone);
    else spans.push(span(text, tone));
  }
  return spans;
}
