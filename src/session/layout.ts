import type { Size } from "../display/screen.ts";

export const SMALLEST: Size = { columns: 60, rows: 18 };

/** From here on lesson and world stand side by side. */
const WIDE = 100;

/** A page like `top` gets no more rows than this. */
const PAGE = { narrow: 12, beside: 16 };

/** How many rows of such a page are to be seen in a window. */
export const pageRows = ({ columns, rows }: Size): number => (columns >= WIDE ? Math.min(PAGE.beside, Math.round(rows * 0.42)) : PAGE.narrow) - 1;

/** What each part of the screen would like to have, in rows. */
export interface Wishes {
  /** The lesson's text at the width it would get. */
  readonly lesson: (columns: number) => number;
  readonly world: boolean;
  /** Goals, guess and outcome: never cut. */
  readonly task: (columns: number) => number;
  /** Rows printed so far; undefined where no terminal is needed. */
  readonly terminal: number | undefined;
  /** Something like `top` draws a whole page. */
  readonly page: boolean;
  readonly looking: "lesson" | "world";
}

/** Rows and columns of every part; 0 rows: not shown. Every part but the footer has a title row above it that is counted here. */
export interface Layout {
  readonly kind: "beside" | "stacked" | "tabs";
  readonly columns: number;
  readonly lesson: { readonly columns: number; readonly rows: number };
  readonly world: { readonly columns: number; readonly rows: number };
  readonly task: number;
  readonly terminal: number;
}

const STATUS = 1;
const FOOTER = 1;
const TITLE = 1;

/** Shares the window out: what is typed and what is asked first, then text and world. */
export function layOut(size: Size, wishes: Wishes): Layout {
  const { columns } = size;
  const task = Math.min(wishes.task(columns - 2), Math.floor(size.rows / 3));
  const below = (task > 0 ? task + TITLE : 0) + STATUS + FOOTER + TITLE;
  return columns >= WIDE ? beside(size, wishes, task, below) : narrow(size, wishes, task, below);
}

function beside({ columns, rows }: Size, wishes: Wishes, task: number, below: number): Layout {
  const body = rows - below;
  const terminal = wishes.terminal === undefined ? 0 : Math.max(4, Math.min(Math.round(body * 0.42), wishes.page ? PAGE.beside : Math.max(Math.round(body * 0.3), 7)));
  const upper = body - (terminal > 0 ? terminal + TITLE : 0);
  const left = wishes.world ? Math.min(72, Math.max(44, Math.floor(columns * 0.4))) : columns;
  return {
    kind: "beside",
    columns,
    lesson: { columns: left, rows: upper },
    world: wishes.world ? { columns: columns - left - 1, rows: upper } : { columns: 0, rows: 0 },
    task,
    terminal,
  };
}

/** Text above, world below it where there is room for both; otherwise one of them, as the learner likes. */
function narrow({ columns, rows }: Size, wishes: Wishes, task: number, below: number): Layout {
  const body = rows - below;
  const most = wishes.page ? PAGE.narrow : Math.max(6, Math.floor(body * 0.4));
  const terminal = wishes.terminal === undefined ? 0 : Math.min(Math.max(3, Math.floor(body * 0.66)), Math.max(3, Math.min(most, wishes.terminal + 1)));
  const upper = body - (terminal > 0 ? terminal + TITLE : 0);
  const text = wishes.lesson(columns - 2);
  const both = wishes.world && upper >= text + TITLE + 7;
  if (!wishes.world) return { kind: "stacked", columns, lesson: { columns, rows: upper }, world: { columns: 0, rows: 0 }, task, terminal };
  if (both) return { kind: "stacked", columns, lesson: { columns, rows: text }, world: { columns, rows: upper - text - TITLE }, task, terminal };
  const reading = wishes.looking === "lesson";
  const spare = reading && terminal > 0 ? Math.max(0, Math.min(upper - text, wishes.terminal! + 1 - terminal)) : 0;
  const shown = { columns, rows: upper - spare };
  const hidden = { columns, rows: 0 };
  return { kind: "tabs", columns, lesson: reading ? shown : hidden, world: reading ? hidden : shown, task, terminal: terminal + spare };
}
