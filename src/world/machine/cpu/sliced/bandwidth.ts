/**
 * Bandwidth control per CPU: a run queue takes its group's run time in slices of 5 ms and is held back when it has
 * none and the pool is dry. Rules: Documentation/scheduler/sched-bwc.rst, kernel/sched/fair.c.
 */
import { MICROSECOND, MILLISECOND, type Nanos } from "../../../../kernel/time.ts";
import { refill, startPeriod, type Purse } from "../purse.ts";
import type { Cpus, Group } from "../tree.ts";
import type { Queue, Slicing } from "./queue.ts";
import { above, attach, count, countThrottled, detach } from "./runqueue.ts";

const SLICE = 5 * MILLISECOND;
/** What a CPU may keep when its last thread of the group goes to sleep. */
const KEEP = MILLISECOND;
const SLACK_DELAY = 5 * MILLISECOND;
const SLACK_MARGIN = 2 * MILLISECOND;
const CRUMB = MICROSECOND;

export const isLimited = (q: Queue): boolean => q.group.purse !== null && q.group.purse.quota !== Infinity;

/** Takes run time out of the pool; true when the queue may run. */
function assign(q: Queue, now: Nanos): boolean {
  const p = q.group.purse as Purse;
  startPeriod(p, now);
  if (p.pool > 0) {
    const amount = Math.min(p.pool, SLICE - q.left);
    p.pool -= amount;
    p.quiet = false;
    q.left += amount;
  }
  return q.left > -CRUMB;
}

/** Run time is charged to the queue's purse; true when it may go on. */
export function spendSlice(q: Queue, ran: number, now: Nanos): boolean {
  if (!isLimited(q)) return true;
  q.left -= ran;
  return q.left > 0 || q.throttled || assign(q, now);
}

export function mayRun(q: Queue, now: Nanos): boolean {
  return !isLimited(q) || (!q.throttled && (q.left > 0 || assign(q, now)));
}

export function throttle(s: Slicing, q: Queue, now: Nanos): void {
  if (q.throttled) return;
  const ready = q.ready;
  detach(s, q);
  const up = above(q);
  if (up) count(up, -ready);
  q.throttled = true;
  q.throttledSince = now;
  (q.group.purse as Purse).throttled = true;
}

function unthrottle(c: Cpus, s: Slicing, q: Queue, now: Nanos): void {
  countThrottled(q, now);
  q.throttled = false;
  forgetPause(q, now);
  attach(s, q);
  const up = above(q);
  if (up) count(up, q.ready);
  const core = s.cores[q.cpu];
  if (core) core.resched = true;
  c.dirty = true;
}

/** The time they were held back is not time in which the balancer owes them anything. */
function forgetPause(q: Queue, now: Nanos): void {
  for (const { thread, stands } of q.list) {
    if (stands) forgetPause(stands, now);
    else if (thread) thread.seenAt = now;
  }
}

/** Gives what is in the pool to the queues that are held back, just enough for each to start. */
function distribute(c: Cpus, s: Slicing, g: Group, now: Nanos): void {
  const p = g.purse as Purse;
  let held = false;
  for (const q of g.queues) {
    if (!q.throttled) continue;
    const amount = Math.min(Math.max(0, p.pool), Math.max(0, 1 - q.left));
    p.pool -= amount;
    q.left += amount;
    if (q.left > 0) unthrottle(c, s, q, now);
    else held = true;
  }
  p.throttled = held;
}

/** The period timer and the slack timer of a limited group. */
export function runTimers(c: Cpus, s: Slicing, g: Group, now: Nanos): void {
  const p = g.purse as Purse;
  while (p.periodEnd <= now) {
    const held = p.throttled;
    refill(p);
    if (held) distribute(c, s, g, now);
  }
  if (p.slackAt > now) return;
  p.slackAt = Infinity;
  if (p.periodEnd - now >= SLACK_MARGIN && p.pool > SLICE) distribute(c, s, g, now);
}

/** The last thread of the group on this CPU sleeps: all but a millisecond goes back to the pool. */
export function returnSlack(q: Queue, now: Nanos): void {
  if (!isLimited(q) || q.throttled || q.left <= KEEP) return;
  const p = q.group.purse as Purse;
  p.pool += q.left - KEEP;
  q.left = KEEP;
  if (p.pool <= SLICE || !p.throttled || p.slackAt !== Infinity) return;
  if (p.periodEnd - now >= SLACK_DELAY + SLACK_MARGIN) p.slackAt = now + SLACK_DELAY;
}

/** After a write to `cpu.max` every CPU starts anew. */
export function releaseAll(c: Cpus, s: Slicing, g: Group, now: Nanos): void {
  for (const q of g.queues) {
    q.left = 0;
    if (q.throttled) unthrottle(c, s, q, now);
  }
}
