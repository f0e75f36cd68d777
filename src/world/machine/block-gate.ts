import type { Nanos } from "../../kernel/time.ts";
import type { BlockOp, Transfer } from "./block-transfer.ts";
import { pieces } from "./block-transfer.ts";
import { copyIoMax, spend, waitFor, type IoMax } from "./io-max.ts";
import { bucketWait, copyBuckets, pour, type LeakyBuckets } from "./leaky-bucket.ts";

/** A limit in front of a disk, and who waits before it. The waiting are in nobody's way: the device never sees them. */
export interface Gate {
  readonly rule: { readonly kind: "io.max"; readonly state: IoMax } | { readonly kind: "qemu"; readonly state: LeakyBuckets };
  read: Transfer[];
  write: Transfer[];
  /** When it opens next; Infinity while nobody waits. */
  opensAt: Nanos;
  /** When somebody last had to wait, and the fact that set the limit. */
  heldAt: Nanos;
  because: number;
}

export const createGate = (rule: Gate["rule"], because: number): Gate => ({ rule, read: [], write: [], opensAt: Infinity, heldAt: -Infinity, because });

export function copyGate(g: Gate): Gate {
  const rule: Gate["rule"] = g.rule.kind === "io.max" ? { kind: "io.max", state: copyIoMax(g.rule.state) } : { kind: "qemu", state: copyBuckets(g.rule.state) };
  return { rule, read: g.read.slice(), write: g.write.slice(), opensAt: g.opensAt, heldAt: g.heldAt, because: g.because };
}

/** Takes a transfer through if it may pass at once; else it waits behind those of its direction. */
export function passOrWait(g: Gate, transfer: Transfer, now: Nanos): boolean {
  const { op } = transfer.request;
  if (g[op].length === 0 && waitAt(g, transfer, false, now) === 0) {
    charge(g, transfer, now);
    return true;
  }
  g[op].push(transfer);
  g.heldAt = now;
  return false;
}

/** Those that may pass now, in order. Afterwards `opensAt` says when to ask again. */
export function release(g: Gate, now: Nanos): Transfer[] {
  const passed: Transfer[] = [];
  g.opensAt = Infinity;
  for (const op of ["read", "write"] as const) releaseDirection(g, op, now, passed);
  return passed;
}

function releaseDirection(g: Gate, op: BlockOp, now: Nanos, passed: Transfer[]): void {
  for (let next = g[op][0]; next !== undefined; next = g[op][0]) {
    const wait = waitAt(g, next, true, now);
    if (wait > 0) {
      g.opensAt = Math.min(g.opensAt, now + wait);
      return;
    }
    charge(g, next, now);
    passed.push(next);
    g[op].shift();
  }
}

function waitAt(g: Gate, { request }: Transfer, queued: boolean, now: Nanos): Nanos {
  if (g.rule.kind === "qemu") return bucketWait(g.rule.state, request.op, now);
  return waitFor(g.rule.state, request.op, request.bytes, pieces(request), queued, now);
}

function charge(g: Gate, { request }: Transfer, now: Nanos): void {
  if (g.rule.kind === "qemu") pour(g.rule.state, request.op, request.bytes, pieces(request));
  else spend(g.rule.state, request.op, request.bytes, pieces(request), now);
}
