import type { Nanos } from "../../../kernel/time.ts";

/** How far one item has backed off. Plain data; a step makes a new one. */
export interface BackoffEntry {
  readonly backoff: Nanos;
  readonly lastUpdate: Nanos;
}

export interface BackoffLimits {
  readonly initial: Nanos;
  readonly max: Nanos;
}

/**
 * The entry after one more failure at `now`: starts at `initial`, doubles up to `max`, and starts anew once more than
 * twice `max` passed between the last step and `eventTime`.
 * Source: `client-go/util/flowcontrol/backoff.go`, Backoff.Next.
 */
export function nextBackoff(entry: BackoffEntry | undefined, { initial, max }: BackoffLimits, eventTime: Nanos, now: Nanos): BackoffEntry {
  if (!entry || hasExpired(entry, max, eventTime)) return { backoff: initial, lastUpdate: now };
  return { backoff: Math.min(2 * entry.backoff, max), lastUpdate: now };
}

/** Whether, at `now`, the wait counted from `eventTime` still runs. Source: `backoff.go`, Backoff.IsInBackOffSince. */
export const isInBackoffSince = (entry: BackoffEntry | undefined, max: Nanos, eventTime: Nanos, now: Nanos): entry is BackoffEntry =>
  entry !== undefined && !hasExpired(entry, max, eventTime) && now - eventTime < entry.backoff;

/** Whether the wait counted from the last step still runs at `eventTime`. Source: `backoff.go`, Backoff.IsInBackOffSinceUpdate. */
export const isInBackoffSinceUpdate = (entry: BackoffEntry | undefined, max: Nanos, eventTime: Nanos): entry is BackoffEntry =>
  entry !== undefined && !hasExpired(entry, max, eventTime) && eventTime - entry.lastUpdate < entry.backoff;

/** Idle for more than twice the longest wait: forgotten. Source: `backoff.go`, hasExpired and GC. */
export const hasExpired = (entry: BackoffEntry, max: Nanos, at: Nanos): boolean => at - entry.lastUpdate > 2 * max;
