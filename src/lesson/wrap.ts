import width from "string-width";
import type { Line, Span } from "../display/line.ts";
import type { Prose, ProseLine } from "./prose.ts";

/** Prose as lines of at most `columns` columns. Words stay whole where they fit; continuations hang under their text. */
export function wrap(prose: Prose, columns: number): Line[] {
  return prose.flatMap((entry) => wrapEntry(entry, Math.max(1, columns)));
}

function wrapEntry(entry: ProseLine, columns: number): Line[] {
  if (entry.kind === "blank") return [[]];
  const indent = entry.indent < columns / 2 ? entry.indent : 0;
  // A command that is too long goes on indented: between words it can still be read and typed.
  if (entry.kind === "code" && widthOf(entry.line) > columns) return pour(words(entry.line), columns, indent + 2);
  if (entry.kind === "code" || entry.kind === "table") return pour([{ pieces: entry.line, spaces: [] }], columns, indent);
  return pour(words(entry.line), columns, indent);
}

/** What may not be torn apart, and the spaces before it. */
interface Word {
  readonly pieces: Line;
  readonly spaces: Line;
}

function words(line: Line): Word[] {
  const found: Word[] = [];
  let spaces: Span[] = [];
  let pieces: Span[] = [];
  const close = (): void => {
    if (pieces.length > 0) {
      found.push({ pieces, spaces });
      [pieces, spaces] = [[], []];
    }
  };
  for (const piece of line) {
    for (const text of piece.text.split(/( +)/)) {
      if (text === "") continue;
      if (text[0] === " ") {
        close();
        spaces.push({ ...piece, text });
      } else pieces.push({ ...piece, text });
    }
  }
  close();
  return found;
}

function pour(all: readonly Word[], columns: number, indent: number): Line[] {
  const lines: Line[] = [];
  let line: Span[] = [];
  let used = 0;
  const turn = (): void => {
    lines.push(joined(line));
    line = indent > 0 ? [{ text: " ".repeat(indent), tone: "plain" }] : [];
    used = indent;
  };
  for (const word of all) {
    const gap = used === (lines.length > 0 ? indent : 0) && lines.length > 0 ? [] : word.spaces;
    const size = widthOf(word.pieces);
    if (used > 0 && used + widthOf(gap) + size > columns && !(lines.length > 0 && used === indent)) turn();
    else {
      line.push(...gap);
      used += widthOf(gap);
    }
    for (const part of parts(word.pieces, columns - used, columns - indent)) {
      if (used + width(part.text) > columns) turn();
      line.push(part);
      used += width(part.text);
    }
  }
  lines.push(joined(line));
  return lines;
}

const widthOf = (line: Line): number => line.reduce((sum, s) => sum + width(s.text), 0);

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Cuts what is wider than a whole line between graphemes: the first cut fills `first` columns, the others `rest`. */
function parts(pieces: Line, first: number, rest: number): Line {
  if (widthOf(pieces) <= first) return pieces;
  const cut: Span[] = [];
  let room = first;
  for (const piece of pieces) {
    let text = "";
    for (const { segment } of graphemes.segment(piece.text)) {
      const size = width(segment);
      if (size > room) {
        if (text !== "") cut.push({ ...piece, text });
        [text, room] = ["", rest];
      }
      text += segment;
      room -= size;
    }
    if (text !== "") cut.push({ ...piece, text });
  }
  return cut;
}

/** Neighbouring spans of one look become one. */
function joined(line: Line): Line {
  const out: Span[] = [];
  for (const s of line) {
    const last = out.at(-1);
    if (last !== undefined && last.tone === s.tone && last.bold === s.bold && last.inverse === s.inverse) out[out.length - 1] = { ...last, text: last.text + s.text };
    else out.push(s);
  }
  return out;
}
