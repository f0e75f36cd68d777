/** Comparing what the simulation gave with what was measured. */

/** A measured value: of several runs, or a plain one when all agreed. */
export type Measured = number | { readonly median: number; readonly min: number; readonly max: number };

export interface Check {
  readonly what: string;
  readonly expected: string;
  readonly came: string;
  readonly ok: boolean;
}

export interface Tolerance {
  readonly absolute: number;
  /** Part of the expected value; the looser of the two counts. */
  readonly relative?: number;
}

export const cpuFraction = (cpus: number): Tolerance => ({ absolute: cpus === 1 ? 0.02 : 0.04 });
export const periods: Tolerance = { absolute: 2, relative: 0.02 };
export const throttles: Tolerance = { absolute: 3, relative: 0.02 };
export const latencyMs: Tolerance = { absolute: 4, relative: 0.15 };

/** Between the extremes of the measured runs is always inside; else the distance to the median counts. */
export function near(what: string, measured: Measured | undefined, came: number, tolerance: Tolerance): Check[] {
  if (measured === undefined) return [];
  const { median, min, max } = typeof measured === "number" ? { median: measured, min: measured, max: measured } : measured;
  const allowed = Math.max(tolerance.absolute, Math.abs(median) * (tolerance.relative ?? 0));
  const ok = (came >= min && came <= max) || Math.abs(came - median) <= allowed;
  const expected = `${show(median)} (${show(min)}..${show(max)}) ±${show(allowed)}`;
  return [{ what, expected, came: show(came), ok }];
}

export function same(what: string, expected: unknown, came: unknown): Check[] {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(came)];
  return [{ what, expected: a, came: b, ok: a === b }];
}

const show = (n: number): string => String(Math.round(n * 1e4) / 1e4);

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** Percentile as the measuring program took it: the value at that part of the sorted list. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? NaN;
}
