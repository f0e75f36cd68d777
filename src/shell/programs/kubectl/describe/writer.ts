import { LAST_APPLIED } from "../../../../world/cluster/api/last-applied.ts";
import { ageColumn } from "../../../../world/cluster/duration.ts";
import type { Event, Labels } from "../../../../world/cluster/objects.ts";
import type { Nanos } from "../../../../kernel/time.ts";

/**
 * Lines with tabs, laid out as Go's tabwriter does: cells that stand one below the other in neighbouring lines are as
 * wide as the widest and two blanks. A line without a tab ends the column. Source: Go `text/tabwriter`, `kubectl/pkg/describe`.
 */
export class Writer {
  private readonly written: string[] = [];
  private block: string[] = [];

  /** `level` counts double blanks in front. */
  put(level: number, text: string): void {
    this.block.push("  ".repeat(level) + text);
  }

  /** What follows has columns of its own. */
  flush(): void {
    this.written.push(...tabwritten(this.block));
    this.block = [];
  }

  lines(): string[] {
    this.flush();
    return this.written;
  }

  /** A name and its value, when there is one. */
  field(name: string, value: string | number | undefined, level = 0): void {
    if (value !== undefined) this.put(level, `${name}:\t${value}`);
  }

  /** A value for each line, the first beside the name; `<none>` for none. */
  many(name: string, values: readonly string[], level = 0): void {
    this.put(level, `${name}:\t${values[0] ?? "<none>"}`);
    for (const value of values.slice(1)) this.put(level, `\t${value}`);
  }

  labels(name: string, labels: Labels | undefined, level = 0): void {
    this.many(name, labelLines(labels, "="), level);
  }

  annotations(labels: Labels | undefined, level = 0): void {
    const { [LAST_APPLIED]: _memory, ...shown } = labels ?? {};
    this.many("Annotations", labelLines(shown, ": "), level);
  }

  /** Source: `kubectl/pkg/describe/describe.go`, DescribeEvents. */
  events(events: readonly Event[], now: Nanos): void {
    if (events.length === 0) return this.put(0, "Events:\t<none>");
    this.flush();
    this.put(0, "Events:");
    this.put(1, "Type\tReason\tAge\tFrom\tMessage");
    this.put(1, "----\t------\t----\t----\t-------");
    for (const event of events) this.put(1, `${event.type}\t${event.reason}\t${eventAge(event, now)}\t${event.source.component}\t${event.message.trim()}`);
  }
}

/** `12s (x5 over 2m13s)`: when last, how often, and since when. */
export function eventAge({ count, firstTimestamp, lastTimestamp }: Event, now: Nanos): string {
  const last = ageColumn(lastTimestamp, now);
  return count > 1 ? `${last} (x${count} over ${ageColumn(firstTimestamp, now)})` : ageColumn(firstTimestamp, now);
}

const labelLines = (labels: Labels | undefined, sign: string): string[] =>
  Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => (value.includes("\n") ? `${key}${sign.trimEnd()}\n` : `${key}${sign}${value}`).trimEnd());

const PADDING = 2;

function tabwritten(lines: readonly string[]): string[] {
  const cells = lines.map((text) => text.split("\t"));
  const widths = cells.map((row) => row.map(() => 0));
  measure(cells, widths, 0, cells.length, 0);
  return cells.map((row, line) => row.map((cell, place) => (place === row.length - 1 ? cell : cell.padEnd(widths[line]![place]!))).join("").trimEnd());
}

/** Widths of one column in each run of lines that have it, and of the columns to its right in that run. */
function measure(cells: readonly (readonly string[])[], widths: number[][], from: number, to: number, column: number): void {
  for (let line = from; line < to; line++) {
    if (column >= cells[line]!.length - 1) continue;
    const start = line;
    let width = 0;
    for (; line < to && column < cells[line]!.length - 1; line++) width = Math.max(width, cells[line]![column]!.length + PADDING);
    for (let at = start; at < line; at++) widths[at]![column] = width;
    measure(cells, widths, start, line, column + 1);
  }
}
