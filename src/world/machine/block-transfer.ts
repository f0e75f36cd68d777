import type { Nanos } from "../../kernel/time.ts";

/** One request on its way from a program to the hardware and back. Never changed: queues and events share it. */

export type BlockOp = "read" | "write";

export interface BlockRequest {
  readonly op: BlockOp;
  readonly bytes: number;
  /** The thread that waits for it; -1 when nobody does. */
  readonly tid: number;
  /** The machine that thread lives in, when it is not the one that owns the disk (a host that pages its guest in). */
  readonly waiter?: string;
  /** `swap`: pages, in clusters of eight (`vm.page-cluster` = 3). `file`: anything else. */
  readonly purpose: "file" | "swap";
}

/** A disk that a transfer has passed: on whose account, and since when it counted there. */
export interface Leg {
  readonly machine: string;
  readonly disk: string;
  /** Of a disk that was switched off and on again meanwhile nobody waits any more. */
  readonly life: number;
  readonly at: Nanos;
  /** The cgroup on whose account it goes. */
  readonly group: string;
}

export interface Transfer {
  readonly request: BlockRequest;
  readonly waiter: string;
  /** From the disk it was submitted to, down to the hardware. */
  readonly legs: readonly Leg[];
}

const LARGEST = 512 * 1024;
const CLUSTER = 32 * 1024;

/** How many requests the device sees: larger ones are split (`max_sectors_kb`), swapped pages come in small clusters. */
export function pieces({ op, bytes, purpose }: BlockRequest): number {
  return Math.max(1, Math.ceil(bytes / (purpose === "swap" && op === "read" ? CLUSTER : LARGEST)));
}
