import type { Line } from "./line.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A part of the screen that belongs together: what a screen reader reads in one go. */
export interface Region {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** A whole frame as data: exactly `size.rows` rows of exactly `size.columns` columns. */
export interface Screen {
  readonly size: Size;
  readonly rows: readonly Line[];
  readonly regions: readonly Region[];
  /** Where the learner types; none when nothing is typed now. */
  readonly cursor?: { readonly row: number; readonly column: number };
}
