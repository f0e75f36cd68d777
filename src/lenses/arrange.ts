import { fit } from "../display/fit.ts";
import { type Line, span } from "../display/line.ts";
import { paint, wishedRows } from "../display/paint.ts";
import { width } from "../display/width.ts";
import type { Offer } from "./offer.ts";

/** From here on two columns of panels are easier to read than one. */
const TWO_COLUMNS = 112;
/** With so many rows there is room for a blank one between panels. */
const AIRY = 22;

/** Panels one below the other (or in two columns) in exactly `rows` rows: the first ones get what they wish, the last ones may go. */
export function arrange(offers: readonly Offer[], columns: number, rows: number): Line[] {
  if (columns < TWO_COLUMNS || offers.length < 3) return stack(offers, columns, rows);
  const left = Math.floor((columns - 3) / 2);
  const right = columns - 3 - left;
  const [first, second] = halves(offers, left);
  const [a, b] = [stack(first, left, rows), stack(second, right, rows)];
  return a.map((l, i) => [...fit(l, left), span("   "), ...b[i]!]);
}

/** Every panel goes to the column that is shorter so far. */
function halves(offers: readonly Offer[], columns: number): [Offer[], Offer[]] {
  const piles: [Offer[], Offer[]] = [[], []];
  const heights = [0, 0];
  for (const o of offers) {
    const to = heights[0]! <= heights[1]! ? 0 : 1;
    piles[to].push(o);
    heights[to]! += wishedRows(o.panel, columns) + 2;
  }
  return piles;
}

function stack(offers: readonly Offer[], columns: number, rows: number): Line[] {
  const heights = share(offers, columns, rows);
  const lines: Line[] = [];
  offers.forEach((o, i) => {
    const height = heights[i]!;
    if (height === 0) return;
    if (lines.length > 0 && rows >= AIRY) lines.push([]);
    lines.push(heading(o, columns), ...paint(o.panel, columns, height));
  });
  return Array.from({ length: rows }, (_, i) => lines[i] ?? []);
}

/** What the text speaks of is shown as a whole, up to this. */
const LIT = 9;

/** A later one of those is cut, but not to less than this. */
const WORTH = 4;

/** A table whose rows are all left out says nothing: one of them stands there. */
const leastOf = ({ panel, least }: Offer): number => (panel.kind === "table" ? Math.max(least, Math.min(3, panel.rows.length + 1)) : least);

/** How many rows each panel's inside gets: in order of importance what it needs at least, then in the same order what it wishes. */
function share(offers: readonly Offer[], columns: number, rows: number): number[] {
  const wishes = offers.map((o) => wishedRows(o.panel, columns));
  const heights = offers.map(() => 0);
  const frame = rows >= AIRY ? 2 : 1;
  let room = rows + frame - 1;
  offers.forEach((o, i) => {
    const wanted = Math.min(o.lit ? Math.max(leastOf(o), LIT) : leastOf(o), wishes[i]!);
    const least = o.lit ? Math.min(wanted, Math.max(i === 0 ? 1 : WORTH, room - frame)) : wanted;
    if (least + frame > room) return;
    heights[i] = least;
    room -= least + frame;
  });
  heights.forEach((height, i) => {
    if (height === 0) return;
    const more = Math.min(room, wishes[i]! - height);
    heights[i] = height + more;
    room -= more;
  });
  return heights;
}

function heading(o: Offer, columns: number): Line {
  const [name, legend] = o.panel.title.split(/:(.*)/);
  const mark = o.lit ? "▸ " : "";
  const text = `${mark}${name}`;
  const rest = legend === undefined ? "" : `  ${legend.trim()}`;
  const shown = width(text + rest) > columns ? "" : rest;
  return [{ text, tone: o.lit ? "key" : "plain", bold: true }, span(shown, "muted")];
}
