import type { Line } from "./line.ts";
import { paintBars } from "./paint-bars.ts";
import { paintBoxes } from "./paint-boxes.ts";
import { paintChart } from "./paint-chart.ts";
import { paintGates } from "./paint-gates.ts";
import { paintLanes } from "./paint-lanes.ts";
import { paintLog } from "./paint-log.ts";
import { paintTable } from "./paint-table.ts";
import { cut, fold } from "./fit.ts";
import type { Panel } from "./panel.ts";

/** A panel's inside as at most `rows` lines of at most `columns` columns. Its title is the frame's business. */
export function paint(panel: Panel, columns: number, rows: number): Line[] {
  if (rows <= 0 || columns <= 0) return [];
  return paintKind(panel, columns, rows).slice(0, rows).map((l) => cut(l, columns));
}

function paintKind(panel: Panel, columns: number, rows: number): Line[] {
  switch (panel.kind) {
    case "text":
      return panel.lines.flatMap((l) => (l.length === 1 ? fold(l[0]!.text, columns, l[0]!.tone) : [l]));
    case "bars":
      return paintBars(panel, columns, rows);
    case "boxes":
      return paintBoxes(panel, columns, rows);
    case "lanes":
      return paintLanes(panel, columns, rows);
    case "chart":
      return paintChart(panel, columns, rows);
    case "table":
      return paintTable(panel, columns, rows);
    case "log":
      return paintLog(panel, columns, rows);
    case "gates":
      return paintGates(panel, columns, rows);
  }
}

/** How many rows a panel would like to have at this width. */
export function wishedRows(panel: Panel, columns: number): number {
  switch (panel.kind) {
    case "chart":
      return 7;
    case "log":
      return Math.min(6, Math.max(1, panel.entries.length));
    default:
      return Math.max(1, paintKind(panel, columns, 60).length);
  }
}
