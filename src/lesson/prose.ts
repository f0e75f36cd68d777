import type { Line } from "../display/line.ts";

/**
 * Compiled prose: one entry per paragraph, list item, heading, or line of code, not yet wrapped.
 * Only `wrap` (wrap.ts) knows a width.
 */
export type Prose = readonly ProseLine[];

export interface ProseLine {
  readonly kind: "paragraph" | "item" | "heading" | "code" | "table" | "blank";
  readonly line: Line;
  /** Columns by which continuation lines are set in: a list item hangs under its own text. */
  readonly indent: number;
}
