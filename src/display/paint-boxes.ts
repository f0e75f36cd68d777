import { ends, fit, lineWidth } from "./fit.ts";
import { type Line, span } from "./line.ts";
import type { Box, BoxesPanel } from "./panel.ts";

const WALLS = {
  double: { tl: "╔", tr: "╗", bl: "╚", br: "╝", h: "═", v: "║" },
  single: { tl: "┌", tr: "┐", bl: "└", br: "┘", h: "─", v: "│" },
  dashed: { tl: "┌", tr: "┐", bl: "└", br: "┘", h: "╌", v: "╎" },
} as const;

/** A box beside another needs this much inside. */
const NARROWEST = 20;

/** host ⊃ VM ⊃ process, wall in wall; where the height is short, empty boxes are tiles of one line, and then all an outline without walls. */
export function paintBoxes({ boxes }: BoxesPanel, columns: number, rows: number): Line[] {
  for (const tiled of [false, true]) {
    const drawn = grid(boxes, columns, tiled);
    if (drawn.length <= rows) return drawn;
  }
  return outline(boxes, columns, rows);
}

function grid(boxes: readonly Box[], columns: number, tiled: boolean): Line[] {
  const tiles = boxes.filter((b) => tiled && isTile(b));
  const walled = boxes.filter((b) => b.wall !== "none" && !tiles.includes(b));
  const bare = boxes.filter((b) => b.wall === "none");
  const beside = Math.max(1, Math.min(walled.length, Math.floor((columns + 1) / (NARROWEST + 3))));
  const lines: Line[] = [...bareLines(bare, columns, tiled), ...tileLines(tiles, columns)];
  for (let i = 0; i < walled.length; i += beside) lines.push(...besides(walled.slice(i, i + beside), columns, tiled));
  return lines;
}

const isTile = (box: Box): boolean => box.wall !== "none" && box.inside.length === 0;

/** As many beside each other as there is room for: a wall on either side of each. */
function tileLines(tiles: readonly Box[], columns: number): Line[] {
  const lines: Line[] = [];
  for (const box of tiles) {
    const { v } = WALLS[box.wall === "none" ? "single" : box.wall];
    const tile: Line = [span(`${v} ${box.label}`, box.tone), ...(box.reading === undefined ? [] : [span(` ${box.reading}`, "muted")]), span(` ${v}`, box.tone)];
    const last = lines.at(-1);
    if (last !== undefined && lineWidth(last) + 1 + lineWidth(tile) <= columns) lines[lines.length - 1] = [...last, span(" "), ...tile];
    else lines.push(tile);
  }
  return lines;
}

function besides(boxes: readonly Box[], columns: number, tiled: boolean): Line[] {
  const each = Math.floor((columns - (boxes.length - 1)) / boxes.length);
  const widths = boxes.map((_, i) => (i === boxes.length - 1 ? columns - (each + 1) * i : each));
  const insides = boxes.map((b, i) => grid(b.inside, widths[i]! - 4, tiled));
  const height = Math.max(...insides.map((l) => l.length));
  const drawn = boxes.map((b, i) => walled(b, insides[i]!, widths[i]!, height));
  return Array.from({ length: height + 2 }, (_, row) => drawn.flatMap((d, i): Line => (i === 0 ? d[row]! : [span(" "), ...d[row]!])));
}

function walled(box: Box, inside: readonly Line[], columns: number, height: number): Line[] {
  const wall = WALLS[box.wall === "none" ? "single" : box.wall];
  const tone = box.tone === "plain" ? "muted" : box.tone;
  const name = fit([span(` ${box.label} `, box.tone), ...(box.reading === undefined ? [] : [span(`${box.reading} `, "muted")])], Math.min(nameWidth(box), columns - 4));
  const top: Line = [span(wall.tl + wall.h, tone), ...name, span(wall.h.repeat(Math.max(0, columns - 3 - lineWidth(name))) + wall.tr, tone)];
  const bottom: Line = [span(wall.bl + wall.h.repeat(columns - 2) + wall.br, tone)];
  const body = Array.from({ length: height }, (_, i): Line => [span(`${wall.v} `, tone), ...fit(inside[i] ?? [], columns - 4), span(` ${wall.v}`, tone)]);
  return [top, ...body, bottom];
}

const nameWidth = (box: Box): number => lineWidth([span(` ${box.label} `), ...(box.reading === undefined ? [] : [span(`${box.reading} `)])]);

/** Boxes without walls: a name and its reading, as many beside each other as there is room for. */
function bareLines(boxes: readonly Box[], columns: number, tiled: boolean): Line[] {
  return boxes.flatMap((b) => [ends([span(b.label, b.tone)], [span(b.reading ?? "", "muted")], columns), ...grid(b.inside, columns, tiled)]);
}

function outline(boxes: readonly Box[], columns: number, rows: number): Line[] {
  const all = indented(boxes, 0, columns);
  if (all.length <= rows) return all;
  const shallow = indented(boxes, 0, columns, 1);
  return shallow.length <= rows ? shallow : [...shallow.slice(0, rows - 1), [span(`and ${shallow.length - rows + 1} more`, "muted")]];
}

const SIGNS = { double: "╠═ ", single: "├─ ", dashed: "├╌ ", none: "· " } as const;

function indented(boxes: readonly Box[], depth: number, columns: number, deepest = Infinity): Line[] {
  if (depth > deepest) return [];
  return boxes.flatMap((b) => [
    ends([span(" ".repeat(depth * 2) + (depth === 0 ? "" : SIGNS[b.wall]), "muted"), span(b.label, b.tone)], [span(b.reading ?? "", "muted")], columns),
    ...indented(b.inside, depth + 1, columns, deepest),
  ]);
}
