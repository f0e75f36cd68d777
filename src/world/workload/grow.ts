import { SECOND } from "../../kernel/time.ts";
import { charge } from "../machine/memory-charge.ts";
import { BATCH, beginStall, endStall, highDelay, isThrottled } from "../machine/memory-high.ts";
import { touchCpus } from "../machine/scheduling.ts";
import { sleepFor, type Doing } from "./program.ts";

/**
 * Growing under memory.high: pages are charged in batches, and after each one the thread may have to sleep. Answers
 * "sleeps" then: it comes back in `woken`, with what is still to be had in `thread.held`.
 */
export type Grown = "done" | "sleeps" | "dead";

export function grow(doing: Doing, bytes: number): Grown {
  const { world, machine, process, thread, env } = doing;
  if (thread.stalled) {
    touchCpus(world, machine, env.now);
    endStall(machine, process, thread);
  }
  thread.held = bytes;
  while (thread.held > 0) {
    const piece = isThrottled(machine, process.group) ? Math.min(BATCH, thread.held) : thread.held;
    process.touchedAt = env.now;
    if (!charge(world, machine, process, piece, env)) return "dead";
    thread.held -= piece;
    const delay = highDelay(machine, process.group) * Math.min(1, piece / BATCH);
    if (delay <= 0) continue;
    beginStall(world, machine, process, thread, env.now);
    sleepFor(doing, delay);
    return "sleeps";
  }
  return "done";
}

/** What a page fault costs: the kernel finds, clears and maps a page. */
const FAULT = 2100;
const PAGE = 4096;

export const faultTime = (bytes: number): number => (bytes / PAGE) * FAULT;
export const timeAt = (bytes: number, bytesPerSecond: number): number => (bytes / bytesPerSecond) * SECOND;
