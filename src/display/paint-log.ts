import { toSeconds } from "../kernel/time.ts";
import { fold, hang } from "./fit.ts";
import { type Line, span } from "./line.ts";
import type { LogPanel } from "./panel.ts";

/** The newest entries that fit, oldest on top; each begins with its simulated time. */
export function paintLog({ entries }: LogPanel, columns: number, rows: number): Line[] {
  const lines: Line[] = [];
  for (let i = entries.length - 1; i >= 0 && lines.length < rows; i--) {
    const { at, text, tone } = entries[i]!;
    const stamp = `${toSeconds(at).toFixed(1).padStart(6)} s  `;
    const entry = hang([span(stamp, "muted")], fold(text, Math.max(8, columns - stamp.length), tone));
    if (lines.length + entry.length > rows && lines.length > 0) break;
    lines.unshift(...entry);
  }
  return lines.length === 0 ? [[span("nothing has happened yet", "muted")]] : lines.slice(0, rows);
}
