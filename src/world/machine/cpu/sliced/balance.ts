/**
 * The load balancer: every 16 ms it works out how far each waiting thread is behind its fair share, and makes the one
 * move or exchange between two CPUs that brings the threads on them closest to it. (The kernel's balancer compares
 * loads per CPU, which in the long run aims at the same; ours has no caches and no sleeping averages to respect.)
 */
import { MILLISECOND, type Nanos } from "../../../../kernel/time.ts";
import { divide, measure } from "../share.ts";
import { fillRestricted } from "../affinity.ts";
import type { Cpus, Group, Thread } from "../tree.ts";
import { weightOf } from "../tree.ts";
import { mayRunOn, migrate, readyThreads } from "./placement.ts";
import type { Slicing } from "./queue.ts";

export const BALANCE: Nanos = 16 * MILLISECOND;
/** Nobody is moved for less than this. */
const WORTH = 4 * MILLISECOND;
/** What was lost long ago is forgotten. */
const LIMIT = 200 * MILLISECOND;

export function balance(c: Cpus, s: Slicing, now: Nanos): void {
  s.balanced = now;
  const lanes = lanesOf(c);
  if (!lanes.some((lane) => lane.length > 1)) return;
  fairShares(c);
  takeStock(lanes, now);
  weigh(c.root, 1);
  for (let moves = 0; moves < Math.max(1, c.count >> 1); moves++) if (!improve(c, s, lanes, now)) return;
}

function lanesOf(c: Cpus): Thread[][] {
  const lanes: Thread[][] = [];
  for (let cpu = 0; cpu < c.count; cpu++) {
    const lane: Thread[] = [];
    readyThreads(c.root, cpu, lane);
    lanes.push(lane);
  }
  return lanes;
}

function fairShares(c: Cpus): void {
  const room = measure(c.root, c.count);
  if (c.restricted > 0) fillRestricted(c);
  else divide(c.root, room);
}

/** Adds what each thread should have had since the last look and takes away what it had. */
function takeStock(lanes: Thread[][], now: Nanos): void {
  let ran = 0;
  let fair = 0;
  for (const lane of lanes) {
    for (const t of lane) {
      ran += usageNow(t, now) - t.usageSeen;
      fair += t.fair * (now - t.seenAt);
    }
  }
  const part = fair > 0 ? Math.min(1, ran / fair) : 0;
  for (const lane of lanes) {
    for (const t of lane) {
      const usage = usageNow(t, now);
      const due = t.fair * (now - t.seenAt) * part;
      t.behind = Math.max(-LIMIT, Math.min(LIMIT, t.behind + due - (usage - t.usageSeen)));
      t.usageSeen = usage;
      t.seenAt = now;
    }
  }
}

const usageNow = (t: Thread, now: Nanos): number => t.usage + t.rate * (now - t.since);

/** What each thread weighs against all others: the shares of its groups, divided by what runs in them. */
function weigh(g: Group, weight: number): void {
  const perLoad = g.parent ? weight / (g.load || 1) : 1;
  for (const t of g.threads) t.pull = t.weight * perLoad;
  for (const child of g.awake) weigh(child, weightOf(child) * perLoad);
}

interface Step {
  readonly t: Thread;
  readonly to: number;
  readonly swap: Thread | null;
}

/** Looks at the CPU of the thread furthest behind: what could leave it, or be exchanged, to the good of all? */
function improve(c: Cpus, s: Slicing, lanes: Thread[][], now: Nanos): boolean {
  const last = furthestBehind(lanes);
  if (!last) return false;
  const from = last.cpu;
  const here = lanes[from] as Thread[];
  const ours = sumsOf(here);
  let best: Step | null = null;
  let gain = WORTH * WORTH;
  for (let to = 0; to < lanes.length; to++) {
    if (to === from) continue;
    const there = lanes[to] as Thread[];
    const theirs = sumsOf(there);
    const before = strain(ours, null, null) + strain(theirs, null, null);
    for (const t of here) {
      if (!mayRunOn(c, t, to)) continue;
      for (let i = -1; i < there.length; i++) {
        const swap = there[i] ?? null;
        if (swap && !mayRunOn(c, swap, from)) continue;
        const then = strain(ours, t, swap) + strain(theirs, swap, t);
        if (before - then <= gain) continue;
        gain = before - then;
        best = { t, to, swap };
      }
    }
  }
  if (best) carryOut(c, s, lanes, best, now);
  return best !== null;
}

function furthestBehind(lanes: Thread[][]): Thread | null {
  let last: Thread | null = null;
  for (const lane of lanes) {
    if (lane.length < 2) continue;
    for (const t of lane) if (t.behind > WORTH && (!last || t.behind > last.behind)) last = t;
  }
  return last;
}

const AHEAD = 2 * BALANCE;

/** What a CPU's strain is worked out from: each thread is due `dueOf` a while from now and gets its part of the pull. */
interface Sums {
  readonly pull: number;
  readonly pullSquared: number;
  readonly due: number;
  readonly duePull: number;
}

const dueOf = (t: Thread): number => t.behind + t.fair * AHEAD;

function sumsOf(lane: readonly Thread[]): Sums {
  let pull = 0;
  let pullSquared = 0;
  let due = 0;
  let duePull = 0;
  for (const t of lane) {
    const own = dueOf(t);
    pull += t.pull;
    pullSquared += t.pull * t.pull;
    due += own * own;
    duePull += own * t.pull;
  }
  return { pull, pullSquared, due, duePull };
}

/** How far from their fair shares the threads of a CPU would be after a while, without `gone` and with `come`: the sum of the squares. */
function strain({ pull, pullSquared, due, duePull }: Sums, gone: Thread | null, come: Thread | null): number {
  for (let sign = -1, t = gone; sign < 2; sign += 2, t = come) {
    if (!t) continue;
    const own = dueOf(t);
    pull += sign * t.pull;
    pullSquared += sign * t.pull * t.pull;
    due += sign * own * own;
    duePull += sign * own * t.pull;
  }
  // Nobody is left.
  if (pull <= 0) return 0;
  const each = AHEAD / pull;
  return due - 2 * each * duePull + each * each * pullSquared;
}

function carryOut(c: Cpus, s: Slicing, lanes: Thread[][], { t, to, swap }: Step, now: Nanos): void {
  const from = t.cpu;
  migrate(c, s, t, to, now);
  if (swap) migrate(c, s, swap, from, now);
  const here = lanes[from] as Thread[];
  const there = lanes[to] as Thread[];
  here.splice(here.indexOf(t), 1);
  there.push(t);
  if (!swap) return;
  there.splice(there.indexOf(swap), 1);
  here.push(swap);
}
