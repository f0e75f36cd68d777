import { SECOND, type Nanos } from "../../kernel/time.ts";

/**
 * Latencies of the last seconds in logarithmic buckets, half a percent wide: bounded however many requests come,
 * and full seconds are shared between copies.
 */
export interface Latencies {
  /** So many seconds are kept. */
  readonly kept: number;
  /** Number of the running second. */
  second: number;
  /** Bucket → how many, in the running second. */
  counts: Map<number, number>;
  past: readonly { readonly second: number; readonly counts: ReadonlyMap<number, number> }[];
}

export interface Quantiles {
  readonly p50: Nanos;
  readonly p95: Nanos;
  readonly p99: Nanos;
}

/** Seconds that a quantile is taken of. */
const WINDOW = 10;
const STEP = Math.log(1.005);
const UNIT = 1000;

export const createLatencies = (kept = WINDOW): Latencies => ({ kept, second: 0, counts: new Map(), past: [] });
export const copyLatencies = (l: Latencies): Latencies => ({ kept: l.kept, second: l.second, counts: new Map(l.counts), past: l.past });

export function record(l: Latencies, now: Nanos, latency: Nanos): void {
  turn(l, now);
  const bucket = latency <= UNIT ? 0 : Math.round(Math.log(latency / UNIT) / STEP);
  l.counts.set(bucket, (l.counts.get(bucket) ?? 0) + 1);
}

function turn(l: Latencies, now: Nanos): void {
  const second = Math.floor(now / SECOND);
  if (second === l.second) return;
  const full = l.counts.size > 0 ? [...l.past, { second: l.second, counts: l.counts }] : l.past;
  l.past = full.filter((p) => p.second > second - l.kept);
  l.second = second;
  l.counts = new Map();
}

/** Of the last ten seconds, or as many as are asked for; undefined while nothing has been answered in them. */
export const quantiles = (l: Latencies, now: Nanos, seconds = WINDOW): Quantiles | undefined => together([l], now, seconds);

/** Of several as if they were one. */
export function together(all: readonly Latencies[], now: Nanos, seconds = WINDOW): Quantiles | undefined {
  const first = Math.floor(now / SECOND) - seconds;
  const merged = new Map<number, number>();
  let total = 0;
  const add = (counts: ReadonlyMap<number, number>): void => {
    for (const [bucket, count] of counts) {
      merged.set(bucket, (merged.get(bucket) ?? 0) + count);
      total += count;
    }
  };
  for (const { past, second, counts } of all) {
    if (second > first) add(counts);
    for (let i = past.length - 1; i >= 0 && past[i]!.second > first; i--) add(past[i]!.counts);
  }
  if (total === 0) return undefined;
  const buckets = [...merged].sort((a, b) => a[0] - b[0]);
  return { p50: at(buckets, total * 0.5), p95: at(buckets, total * 0.95), p99: at(buckets, total * 0.99) };
}

/** Nearest rank. */
function at(buckets: readonly (readonly [number, number])[], rank: number): Nanos {
  let seen = 0;
  for (const [bucket, count] of buckets) {
    seen += count;
    if (seen >= rank) return Math.exp(bucket * STEP) * UNIT;
  }
  return -1;
}
