import { fixed } from "../../../display/format-number.ts";

/** How docker writes things: github.com/docker/go-units, text/tabwriter as docker/cli uses it. */

/** Columns as wide as their widest cell and three blanks, at least ten; the last is not padded. */
export function tabbed(rows: readonly (readonly string[])[], least = 10, gap = 3): string[] {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(least, gap + Math.max(...rows.map((row) => row[place]?.length ?? 0))));
  return rows.map((row) => row.map((cell, place) => (place === row.length - 1 ? cell : cell.padEnd(widths[place]!))).join("").trimEnd());
}

/** `About a minute`, `3 hours`: units.HumanDuration. */
export function humanDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(seconds / 3600);
  if (whole < 1) return "Less than a second";
  if (whole === 1) return "1 second";
  if (whole < 60) return `${whole} seconds`;
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return `${minutes} minutes`;
  if (hours === 1) return "About an hour";
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  return `${Math.floor(hours / 24 / 30)} months`;
}

/** `145MB`, `8.3MB`, `0B`: decimal, three digits. */
export const humanSize = (bytes: number): string => scaled(bytes, 1000, ["B", "kB", "MB", "GB", "TB"], 3);

/** `10.2MiB`, `7.75GiB`: binary, four digits. */
export const binarySize = (bytes: number): string => scaled(bytes, 1024, ["B", "KiB", "MiB", "GiB", "TiB"], 4);

function scaled(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return `${Number(value.toPrecision(digits))}${units[unit]}`;
}

export const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
export const percent = (fraction: number): string => `${fixed(100 * fraction, 2)}%`;

/** `512m`, `2g`, `1.5GiB`, `1048576`: units.RAMInBytes; undefined when it cannot be read. */
export function readMemory(text: string): number | undefined {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?) ?([bkmgtp]?)i?b?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return Math.floor(Number(digits) * 1024 ** "bkmgtp".indexOf(unit === "" ? "b" : unit.toLowerCase()));
}
