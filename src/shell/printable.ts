import { lineText, type Line } from "../display/line.ts";

const CONTROL = /\p{Cc}/u;
const EACH_CONTROL = /\p{Cc}/gu;
const TAB = 8;

/** Tabs become blanks up to the next eighth column, and no control sign reaches the screen. */
export function printable(line: Line): Line {
  if (!CONTROL.test(lineText(line))) return line;
  let column = 0;
  return line.map((part) => {
    const text = part.text.replaceAll(EACH_CONTROL, (sign, at: number, whole: string) => (sign === "\t" ? " ".repeat(TAB - (reached(column, whole.slice(0, at)) % TAB)) : "\ufffd"));
    column += text.length;
    return { ...part, text };
  });
}

/** The column after a text that begins at `column`, its tabs as they are drawn. */
const reached = (column: number, text: string): number => [...text].reduce((now, sign) => (sign === "\t" ? now + TAB - (now % TAB) : now + 1), column);
