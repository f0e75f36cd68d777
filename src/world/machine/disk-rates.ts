import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { Disk } from "./disk.ts";

/** A disk's counters at one instant. */
export interface DiskCount {
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly waitTime: Nanos;
  readonly busyTime: Nanos;
  readonly inFlight: number;
  /** What those in flight have waited so far, together. */
  readonly pendingTime: Nanos;
}

export function countDisk(d: Disk, now: Nanos): DiskCount {
  return {
    requests: d.reads + d.writes, reads: d.reads, writes: d.writes, readBytes: d.readBytes, writeBytes: d.writeBytes,
    waitTime: d.waitTime, busyTime: d.busyTime + (d.device === undefined && d.inFlight > 0 ? now - d.busySince : 0), inFlight: d.inFlight, pendingTime: d.inFlight * now - d.inFlightSince,
  };
}

/** Megabytes (10^6) per second, requests per second, milliseconds per request, part of the time the bus was busy. */
export interface DiskRates {
  readonly readMBps: number;
  readonly writeMBps: number;
  readonly iops: number;
  /** As `iostat` has it: of the requests finished. When none was, what those in flight have waited so far. */
  readonly awaitMs: number;
  readonly utilisation: number;
}

export function diskRates(from: DiskCount, to: DiskCount, seconds: number): DiskRates {
  const finished = to.requests - from.requests;
  const waited = finished > 0 ? (to.waitTime - from.waitTime) / finished : to.pendingTime / Math.max(1, to.inFlight);
  return {
    readMBps: (to.readBytes - from.readBytes) / 1e6 / seconds,
    writeMBps: (to.writeBytes - from.writeBytes) / 1e6 / seconds,
    iops: finished / seconds,
    awaitMs: waited / 1e6,
    utilisation: Math.min(1, (to.busyTime - from.busyTime) / SECOND / seconds),
  };
}
