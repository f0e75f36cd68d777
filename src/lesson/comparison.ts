import type { Cell } from "../kernel/facts.ts";
import { readBytes, readDuration } from "../world/quantity.ts";
import { MILLISECOND } from "../kernel/time.ts";

/** The right side of a goal: `>= 1.9`, `<= 10%`, `<= 31GiB`, `!= 0`, `true`, `running`. */
export interface Comparison {
  readonly sign: Sign;
  readonly wanted: Cell;
}

type Sign = ">=" | "<=" | ">" | "<" | "==" | "!=";

/** Reads a goal's `is`; undefined when an ordering is asked of something that is not a number. */
export function comparison(is: Cell): Comparison | undefined {
  if (typeof is !== "string") return { sign: "==", wanted: is };
  const [, sign = "==", rest = ""] = /^\s*(>=|<=|==|!=|>|<)?\s*(.*?)\s*$/.exec(is)!;
  const wanted = wantedCell(rest);
  if (typeof wanted !== "number" && sign !== "==" && sign !== "!=") return undefined;
  return { sign: sign as Sign, wanted };
}

function wantedCell(text: string): Cell {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?[0-9.]+$/.test(text)) return Number(text);
  if (/^-?[0-9.]+\s*%$/.test(text)) return Number.parseFloat(text) / 100;
  const duration = readDuration(text);
  return readBytes(text) ?? (duration === undefined ? text : duration / MILLISECOND);
}

export function holds({ sign, wanted }: Comparison, seen: Cell): boolean {
  switch (sign) {
    case "==":
      return seen === wanted;
    case "!=":
      return seen !== wanted;
    case ">=":
      return seen >= wanted;
    case "<=":
      return seen <= wanted;
    case ">":
      return seen > wanted;
    case "<":
      return seen < wanted;
  }
}

const SIZES: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** A time that has not been measured yet is -1. */
export const isMissing = (seen: Cell, unit: string | undefined): boolean => typeof seen === "number" && seen < 0 && (unit === "ms" || unit === "s");

/** A reading in its unit, as the screen shows it: `0.47 CPU`, `50%`, `30.2 GiB`, `yes`. */
export function shown(seen: Cell, unit: string | undefined): string {
  if (typeof seen === "boolean") return seen ? "yes" : "no";
  if (typeof seen === "string") return seen;
  if (isMissing(seen, unit)) return "none yet";
  if (unit === "%") return `${rounded(seen * 100)}%`;
  const size = unit === undefined ? undefined : SIZES[unit];
  const number = rounded(size === undefined ? seen : seen / size);
  return unit === undefined ? number : `${number} ${unit}`;
}

/** Two digits that count, as much as a comparison needs; a trace of something is not nothing. */
function rounded(n: number): string {
  if (!Number.isFinite(n)) return String(n);
  if (n !== 0 && Math.abs(n) < 0.005) return n > 0 ? "< 0.01" : "> -0.01";
  const digits = Math.abs(n) >= 100 ? 0 : Math.abs(n) >= 10 ? 1 : 2;
  return String(Number(n.toFixed(digits)));
}
