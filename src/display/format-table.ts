export interface Column {
  readonly name: string;
  readonly align?: "left" | "right";
  /** Least width; the name and the cells may widen it. */
  readonly width?: number;
}

/** Rows of text in aligned columns, one blank between: the last column is not padded. */
export function columns(heads: readonly Column[], rows: readonly (readonly string[])[], gap = " "): string[] {
  const widths = heads.map((head, place) => Math.max(head.width ?? 0, head.name.length, ...rows.map((row) => row[place]?.length ?? 0)));
  const draw = (cells: readonly string[]): string =>
    cells.map((cell, place) => padded(cell, widths[place]!, heads[place]?.align ?? "left", place === heads.length - 1)).join(gap);
  return [draw(heads.map((head) => head.name)), ...rows.map(draw)].map((text) => text.trimEnd());
}

function padded(cell: string, width: number, align: "left" | "right", last: boolean): string {
  if (align === "right") return cell.padStart(width);
  return last ? cell : cell.padEnd(width);
}

/** Lists of names and values as virsh prints them: `Id:             1`. */
export const pairs = (rows: readonly (readonly [string, string])[], width: number): string[] => rows.map(([name, value]) => `${name.padEnd(width)}${value}`);

/**
 * Tables as virsh prints them (libvirt, tools/vsh-table.c): one blank before the first column, three between,
 * a rule of dashes three wider per column, and left alignment throughout.
 */
export function virshTable(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heads.map((head, place) => Math.max(head.length, ...rows.map((row) => row[place]?.length ?? 0)));
  const draw = (cells: readonly string[]): string => ` ${cells.map((cell, place) => (place === cells.length - 1 ? cell : cell.padEnd(widths[place]! + 3))).join("")}`;
  const ruleWidth = widths.reduce((total, width) => total + width + 3, 0);
  return [draw(heads), "-".repeat(ruleWidth), ...rows.map(draw)];
}
