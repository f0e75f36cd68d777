import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { BlockOp } from "./block-transfer.ts";

/**
 * How qemu throttles a virtual disk (`virsh blkdeviotune`): a leaky bucket per limit. Every request fills the buckets it
 * counts for, they leak at the limit, and while one holds more than a tenth of a second's worth the next request waits
 * (qemu, util/throttle.c, `throttle_compute_wait`, without bursts: `max` = 0).
 */
export interface DiskTuning {
  /** Per second; 0 = no limit, as `virsh blkdeviotune` prints. */
  readonly totalBytesSec: number;
  readonly readBytesSec: number;
  readonly writeBytesSec: number;
  readonly totalIopsSec: number;
  readonly readIopsSec: number;
  readonly writeIopsSec: number;
}

export interface LeakyBuckets {
  tuning: DiskTuning;
  readonly level: Record<keyof DiskTuning, number>;
  leakedAt: Nanos;
}

const NONE = { totalBytesSec: 0, readBytesSec: 0, writeBytesSec: 0, totalIopsSec: 0, readIopsSec: 0, writeIopsSec: 0 };
export const UNTUNED: DiskTuning = NONE;

const COUNTED = {
  read: { bytes: ["totalBytesSec", "readBytesSec"], requests: ["totalIopsSec", "readIopsSec"] },
  write: { bytes: ["totalBytesSec", "writeBytesSec"], requests: ["totalIopsSec", "writeIopsSec"] },
} as const;
const ALL = Object.keys(NONE) as (keyof DiskTuning)[];
const FULL = 0.1;

export const createBuckets = (tuning: DiskTuning, now: Nanos): LeakyBuckets => ({ tuning, level: { ...NONE }, leakedAt: now });
export const copyBuckets = (b: LeakyBuckets): LeakyBuckets => ({ tuning: b.tuning, level: { ...b.level }, leakedAt: b.leakedAt });
export const isTuned = (tuning: DiskTuning): boolean => ALL.some((limit) => tuning[limit] > 0);

/** How long the next request of this direction has to wait; its own size does not matter, only what was there before. */
export function bucketWait(b: LeakyBuckets, op: BlockOp, now: Nanos): Nanos {
  leak(b, now);
  let wait = 0;
  for (const limit of [...COUNTED[op].bytes, ...COUNTED[op].requests]) {
    const perSecond = b.tuning[limit];
    if (perSecond > 0) wait = Math.max(wait, (b.level[limit] - perSecond * FULL) / perSecond);
  }
  return Math.ceil(wait * SECOND);
}

/** A request passed. */
export function pour(b: LeakyBuckets, op: BlockOp, bytes: number, requests: number): void {
  for (const limit of COUNTED[op].bytes) b.level[limit] += bytes;
  for (const limit of COUNTED[op].requests) b.level[limit] += requests;
}

function leak(b: LeakyBuckets, now: Nanos): void {
  const passed = (now - b.leakedAt) / SECOND;
  for (const limit of ALL) b.level[limit] = Math.max(0, b.level[limit] - b.tuning[limit] * passed);
  b.leakedAt = now;
}
