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
export const periods: Tolerance = { absolute: 2 };
export const throttles: Tolerance = { absolute: 3 };
export const latencyMs: Tolerance = { absolute: 4, relative: 0.15 };

/** A number of a run that was measured too. */
export interface Field<Run> {
  readonly what: string;
  readonly measured: Measured | undefined;
  of(run: Run): number;
  readonly tolerance: Tolerance;
}

/** A field of a vector file that an adapter does not compare, and the reason. */
export interface LeftOut {
  readonly field: string;
  readonly why: string;
}

/**
 * Where a real run began between two ticks and in a period is not known, so ours are made in all phases. They agree when
 * in one of them every field lies within its tolerance (or within what the real runs spread over), or when the median
 * over the phases does for every field. Else the phase is shown in which most fields agree.
 */
export function agree<Run>(runs: readonly Run[], fields: readonly Field<Run>[]): Check[] {
  const known = fields.filter((field) => field.measured !== undefined);
  const candidates = [...runs.map((run) => known.map((field) => field.of(run))), known.map((field) => median(runs.map((run) => field.of(run))))];
  const checked = candidates.map((values) => known.map((field, i) => compare(field, values[i] as number)));
  const wrong = (checks: Check[]): number => checks.filter(({ ok }) => !ok).length;
  return checked.reduce((best, each) => (wrong(each) < wrong(best) ? each : best));
}

function compare<Run>({ what, measured, tolerance }: Field<Run>, came: number): Check {
  const theirs = spread(measured as Measured);
  const allowed = Math.max(tolerance.absolute, Math.abs(theirs.median) * (tolerance.relative ?? 0));
  const ok = Math.abs(came - theirs.median) <= allowed || (came >= theirs.min && came <= theirs.max);
  return { what, expected: `${range(theirs)} ±${show(allowed)}`, came: show(came), ok };
}

const spread = (measured: Measured) => (typeof measured === "number" ? { median: measured, min: measured, max: measured } : measured);

/**
 * Our runs against the measured ones. What differs from run to run (where the start lies between two ticks and in the
 * period) is unknown on both sides: within the extremes of either side's runs is inside; else the medians are compared.
 */
export function near(what: string, measured: Measured | undefined, runs: readonly number[], tolerance: Tolerance): Check[] {
  if (measured === undefined) return [];
  const theirs = spread(measured);
  const ours = { median: median(runs), min: Math.min(...runs), max: Math.max(...runs) };
  const allowed = Math.max(tolerance.absolute, Math.abs(theirs.median) * (tolerance.relative ?? 0));
  const within = (value: number, { min, max }: { min: number; max: number }) => value >= min && value <= max;
  const ok = Math.abs(ours.median - theirs.median) <= allowed || within(ours.median, theirs) || within(theirs.median, ours);
  return [{ what, expected: `${range(theirs)} ±${show(allowed)}`, came: range(ours), ok }];
}

const range = ({ median, min, max }: { median: number; min: number; max: number }): string =>
  min === max ? show(median) : `${show(median)} (${show(min)}..${show(max)})`;

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
