/** Columns as wide as their widest cell and three blanks, at least six; the last is not padded. Source: `cli-runtime/pkg/printers/tabwriter.go`. */
export function tabbed(rows: readonly (readonly string[])[], least = 6, gap = 3): string[] {
  const widths: number[] = [];
  for (const row of rows) for (let place = 0; place < row.length - 1; place++) widths[place] = Math.max(widths[place] ?? least, row[place]!.length + gap);
  return rows.map((row) => row.map((cell, place) => (place === row.length - 1 ? cell : cell.padEnd(widths[place]!))).join("").trimEnd());
}
