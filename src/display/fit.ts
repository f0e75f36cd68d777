import { type Line, type Span, span, type Tone } from "./line.ts";
import { graphemes, graphemeWidth, isNarrow, width } from "./width.ts";

export const lineWidth = (l: Line): number => l.reduce((sum, s) => sum + width(s.text), 0);

/** The line in exactly `columns` columns: cut with an ellipsis or filled up with blanks. */
export function fit(l: Line, columns: number): Line {
  const used = lineWidth(l);
  if (used > columns) return cut(l, columns);
  return used === columns ? l : [...l, span(" ".repeat(columns - used))];
}

/** At most `columns` columns of the line; what had to go is told by an ellipsis. */
export function cut(l: Line, columns: number): Line {
  if (lineWidth(l) <= columns) return l;
  if (columns <= 0) return [];
  const kept: Span[] = [];
  let room = columns - 1;
  for (const s of l) {
    const text = head(s.text, room);
    if (text !== "") kept.push({ ...s, text });
    room -= width(text);
    if (text.length < s.text.length) return filled([...kept, { ...s, text: "…" }], columns);
  }
  return kept;
}

/** A wide character that did not fit leaves a column over. */
const filled = (l: Line, columns: number): Line => (lineWidth(l) < columns ? [...l, span(" ")] : l);

/** The longest beginning of a text that fits. */
export function head(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (isNarrow(text)) return text.slice(0, columns);
  let kept = "";
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > columns) break;
    kept += grapheme;
  }
  return kept;
}

/** The longest ending of a text that fits. */
export function tail(text: string, columns: number): string {
  if (columns <= 0) return "";
  const all = graphemes(text);
  let used = 0;
  let from = all.length;
  while (from > 0 && used + graphemeWidth(all[from - 1]!) <= columns) used += graphemeWidth(all[--from]!);
  return all.slice(from).join("");
}

/** Left text, right text, blanks between; the left one gives way. */
export function ends(left: Line, right: Line, columns: number): Line {
  const kept = lineWidth(right) > columns ? cut(right, columns) : right;
  return [...fit(left, columns - lineWidth(kept)), ...kept];
}

/** Words of a plain text in lines of at most `columns`; a word longer than a line is broken. */
export function fold(text: string, columns: number, tone: Tone = "plain"): Line[] {
  const lines: Line[] = [];
  let current = "";
  for (const word of text.split(" ").flatMap((w) => broken(w, Math.max(1, columns)))) {
    const joined = current === "" ? word : `${current} ${word}`;
    if (current !== "" && width(joined) > columns) {
      lines.push([span(current, tone)]);
      current = word;
    } else current = joined;
  }
  return [...lines, current === "" ? [] : [span(current, tone)]];
}

function broken(word: string, columns: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (width(rest) > columns) {
    const part = head(rest, columns) || graphemes(rest)[0]!;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

/** A text under its mark: the first line begins with the mark, the others are set in by its width. */
export function hang(mark: Line, lines: readonly Line[]): Line[] {
  const indent = span(" ".repeat(lineWidth(mark)));
  return lines.map((l, i) => (i === 0 ? [...mark, ...l] : [indent, ...l]));
}
