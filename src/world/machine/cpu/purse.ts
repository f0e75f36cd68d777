/**
 * CPU bandwidth control of one group (`cpu.max`, `cpu.max.burst`): a pool of run time that is refilled every period.
 * Rules: Documentation/scheduler/sched-bwc.rst and kernel/sched/fair.c (`do_sched_cfs_period_timer`).
 */
import { MICROSECOND, MILLISECOND, type Nanos } from "../../../kernel/time.ts";

/** The timer tick, HZ = 250: what has been used is debited at ticks and when a thread goes to sleep, not in between. */
export const TICK: Nanos = 4 * MILLISECOND;
/** A pool that is empty to within a microsecond at the tick was just enough. */
const CRUMB = MICROSECOND;

export interface Purse {
  quota: Nanos; // per period; Infinity = no limit
  period: Nanos;
  burst: Nanos;
  /** What is left for this period; below zero when a thread overran, which the next refills repay. */
  pool: number;
  /** The pool right after the last refill, to tell how much of a burst was used. */
  snap: number;
  /** Used since the last tick, not yet taken out of the pool. */
  undebited: number;
  since: Nanos;
  /** When the limit was written: the periods keep this phase, also across a standing clock (`hrtimer_forward_now`). */
  origin: Nanos;
  /** End of the running period; Infinity while the period clock stands (a whole period without any use). */
  periodEnd: Nanos;
  quiet: boolean;
  throttled: boolean;
  /** Sliced engine: when run time that was given back is handed to CPUs that are held back. */
  slackAt: Nanos;
  nrPeriods: number;
  nrThrottled: number;
  /** Summed over the CPUs on which the group was held back, nanoseconds. */
  throttledTime: number;
  nrBursts: number;
  burstTime: number;
}

export function createPurse(now: Nanos): Purse {
  return {
    quota: Infinity, period: 100 * MILLISECOND, burst: 0, pool: Infinity, snap: Infinity, undebited: 0, since: now,
    origin: now, periodEnd: Infinity, quiet: false, throttled: false, slackAt: Infinity, nrPeriods: 0, nrThrottled: 0, throttledTime: 0, nrBursts: 0, burstTime: 0,
  };
}

export function copyPurse(p: Purse): Purse {
  return {
    quota: p.quota, period: p.period, burst: p.burst, pool: p.pool, snap: p.snap, undebited: p.undebited, since: p.since,
    origin: p.origin, periodEnd: p.periodEnd, quiet: p.quiet, throttled: p.throttled, slackAt: p.slackAt, nrPeriods: p.nrPeriods, nrThrottled: p.nrThrottled,
    throttledTime: p.throttledTime, nrBursts: p.nrBursts, burstTime: p.burstTime,
  };
}

/** A write to `cpu.max` or `cpu.max.burst`: the pool is filled and whoever was held back may run again. */
export function limit(p: Purse, quota: Nanos, period: Nanos, burst: Nanos, inUse: boolean, now: Nanos): void {
  p.quota = quota;
  p.period = period;
  p.burst = burst;
  p.pool = quota;
  p.snap = quota;
  p.undebited = 0;
  p.throttled = false;
  p.since = now;
  p.origin = now;
  p.periodEnd = Infinity;
  if (inUse) startPeriod(p, now);
}

/** First use after the clock stood: it goes on, in step with where it was. */
export function startPeriod(p: Purse, now: Nanos): void {
  if (p.quota === Infinity || p.periodEnd !== Infinity) return;
  p.periodEnd = p.origin + (Math.floor((now - p.origin) / p.period) + 1) * p.period;
  p.quiet = false;
}

export const tickAt = (now: Nanos): Nanos => Math.floor(now / TICK) * TICK;

export function debit(p: Purse, used: number): void {
  if (used <= 0) return;
  p.pool -= used;
  p.quiet = false;
}

export const empty = (p: Purse): boolean => p.pool < -CRUMB;
export const refilled = (p: Purse): boolean => p.pool > CRUMB;

/** The period timer fires: count, top up, and stop the clock after a whole period without use. */
export function refill(p: Purse): void {
  const held = p.throttled;
  p.nrPeriods += 1;
  const above = p.snap - Math.max(0, p.pool) - p.quota;
  p.pool += p.quota;
  if (above > CRUMB) {
    p.burstTime += above;
    p.nrBursts += 1;
  }
  p.pool = Math.min(p.pool, p.quota + p.burst);
  p.snap = p.pool;
  p.periodEnd = p.quiet && !held ? Infinity : p.periodEnd + p.period;
  if (held) p.nrThrottled += 1;
  if (held && refilled(p)) p.throttled = false;
  p.quiet = !held;
}
