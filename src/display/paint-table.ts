import { cut, fit } from "./fit.ts";
import { type Line, span } from "./line.ts";
import type { TablePanel } from "./panel.ts";
import { width } from "./width.ts";

/** Columns as wide as their widest cell; the widest one gives way when there is too little room. */
export function paintTable({ columns: heads, rows: body }: TablePanel, columns: number, rows: number): Line[] {
  const widths = heads.map((h, i) => Math.max(width(h.name), ...body.map((r) => width(r.cells[i] ?? ""))));
  const over = widths.reduce((sum, w) => sum + w + 2, -2) - columns;
  const widest = widths.indexOf(Math.max(...widths));
  if (over > 0) widths[widest] = Math.max(4, widths[widest]! - over);
  const line = (cells: readonly string[], tone: Parameters<typeof span>[1]): Line => cut(cells.flatMap((cell, i): Line => [...(i > 0 ? [span("  ")] : []), ...aligned(cell, widths[i]!, heads[i]?.align === "right", tone)]), columns);
  const shown = body.slice(0, body.length > rows - 1 ? rows - 2 : rows - 1);
  const left = body.length - shown.length;
  return [
    line(heads.map((h) => h.name), "muted"),
    ...shown.map((r) => line(r.cells, r.tone ?? "plain")),
    ...(left > 0 ? [[span(`and ${left} more`, "muted")]] : []),
  ];
}

function aligned(cell: string, columns: number, right: boolean, tone: Parameters<typeof span>[1]): Line {
  const room = columns - width(cell);
  if (right && room > 0) return [span(" ".repeat(room) + cell, tone)];
  return fit([span(cell, tone)], columns);
}
