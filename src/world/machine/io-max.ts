import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import type { BlockOp } from "./block-transfer.ts";

/**
 * cgroup v2 `io.max` for one group and one device (Documentation/admin-guide/cgroup-v2.rst, "IO Interface Files").
 * The kernel hands out allowances in slices of 100 ms: what fits into `limit × (time since the slice began, up to the
 * end of the slice it is in)` passes at the device's own speed, the next request waits (block/blk-throttle.c, `tg_dispatch_bps_time`,
 * `tg_dispatch_iops_time`, `throtl_trim_slice`). It looks at the clock only once a jiffy (HZ = 250).
 */
export interface IoLimits {
  /** Bytes and requests per second; Infinity = max. */
  readonly rbps: number;
  readonly wbps: number;
  readonly riops: number;
  readonly wiops: number;
}

/** What one direction of a group has used of its running slice. */
export interface Slice {
  start: Nanos;
  end: Nanos;
  bytes: number;
  requests: number;
}

export interface IoMax {
  limits: IoLimits;
  readonly read: Slice;
  readonly write: Slice;
}

export const UNLIMITED: IoLimits = { rbps: Infinity, wbps: Infinity, riops: Infinity, wiops: Infinity };

const JIFFY = 4 * MILLISECOND;
const SLICE = 100 * MILLISECOND;

const newSlice = (): Slice => ({ start: -2 * SLICE, end: -SLICE, bytes: 0, requests: 0 });

export const createIoMax = (limits: IoLimits): IoMax => ({ limits, read: newSlice(), write: newSlice() });
export const copyIoMax = (m: IoMax): IoMax => ({ limits: m.limits, read: { ...m.read }, write: { ...m.write } });

/** How long a request has to wait now: 0 = it may pass, and then `spend` is to be called. `queued`: others of its direction wait already. */
export function waitFor(m: IoMax, op: BlockOp, bytes: number, requests: number, queued: boolean, now: Nanos): Nanos {
  const jiffy = jiffyOf(now);
  const slice = m[op];
  if (jiffy > slice.end && !queued) begin(slice, jiffy);
  else extend(slice, jiffy + SLICE);
  const [bps, iops] = limitsOf(m.limits, op);
  const wait = Math.max(waitForBytes(slice, bps, bytes, jiffy), waitForRequests(slice, iops, requests, jiffy));
  if (wait === 0) return 0;
  extend(slice, jiffy + wait);
  return Math.max(1, jiffy + wait - now);
}

/** A request passed. */
export function spend(m: IoMax, op: BlockOp, bytes: number, requests: number, now: Nanos): void {
  const slice = m[op];
  slice.bytes += bytes;
  slice.requests += requests;
  trim(slice, limitsOf(m.limits, op), jiffyOf(now));
}

const jiffyOf = (now: Nanos): Nanos => Math.floor(now / JIFFY) * JIFFY;
const roundUp = (time: Nanos): Nanos => Math.ceil(time / SLICE) * SLICE;
const limitsOf = (l: IoLimits, op: BlockOp): readonly [number, number] => (op === "read" ? [l.rbps, l.riops] : [l.wbps, l.wiops]);
const allowed = (limit: number, elapsed: Nanos): number => Math.floor((limit * elapsed) / SECOND);

function begin(slice: Slice, now: Nanos): void {
  slice.start = now;
  slice.end = now + SLICE;
  slice.bytes = 0;
  slice.requests = 0;
}

function extend(slice: Slice, end: Nanos): void {
  if (slice.end < end) slice.end = roundUp(end);
}

function waitForBytes(slice: Slice, bps: number, bytes: number, now: Nanos): Nanos {
  if (bps === Infinity) return 0;
  const elapsed = now - slice.start;
  const rounded = (Math.floor(elapsed / SLICE) + 1) * SLICE;
  const extra = slice.bytes + bytes - allowed(bps, rounded);
  if (extra <= 0) return 0;
  return Math.floor(((extra / bps) * SECOND) / JIFFY) * JIFFY + rounded - elapsed;
}

function waitForRequests(slice: Slice, iops: number, requests: number, now: Nanos): Nanos {
  if (iops === Infinity) return 0;
  const elapsed = now - slice.start;
  const rounded = (Math.floor(elapsed / SLICE) + 1) * SLICE;
  if (slice.requests + requests <= allowed(iops, rounded)) return 0;
  const one = (Math.floor(SECOND / JIFFY / iops) + 1) * JIFFY;
  return Math.max(rounded - elapsed, one);
}

/** Forgets slices that are over, but not the last one: what was left of that is carried on. */
function trim(slice: Slice, [bps, iops]: readonly [number, number], now: Nanos): void {
  if (now > slice.end) return;
  slice.end = roundUp(now + SLICE);
  const elapsed = Math.floor((now - slice.start) / SLICE) * SLICE;
  if (elapsed < 2 * SLICE) return;
  const over = elapsed - SLICE;
  slice.bytes = bps === Infinity ? 0 : Math.max(0, slice.bytes - allowed(bps, over));
  slice.requests = iops === Infinity ? 0 : Math.max(0, slice.requests - allowed(iops, over));
  slice.start += over;
}
