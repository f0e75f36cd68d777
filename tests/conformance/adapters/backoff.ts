import { seconds } from "../../../src/kernel/time.ts";
import { hasExpired, isInBackoffSinceUpdate, nextBackoff, type BackoffEntry } from "../../../src/world/cluster/kubelet/backoff.ts";
import { answering } from "../kubernetes/answering.ts";

interface Input {
  initialS: number;
  maxS: number;
  nextCalls?: number;
  secondsSinceLastUpdate?: number;
  idleS?: number;
  thenIdleS?: number;
  thenNext?: boolean;
}

export const check = answering(({ initialS, maxS, nextCalls = 1, ...then }: Input) => {
  const limits = { initial: seconds(initialS), max: seconds(maxS) };
  let entry: BackoffEntry | undefined;
  for (let i = 0; i < nextCalls; i++) entry = nextBackoff(entry, limits, 0, 0);
  if (then.idleS !== undefined) return { entryKept: !hasExpired(entry!, limits.max, seconds(then.idleS)) };
  if (then.secondsSinceLastUpdate !== undefined)
    return { inBackoff: isInBackoffSinceUpdate(entry, limits.max, seconds(then.secondsSinceLastUpdate)) };
  const at = seconds(then.thenIdleS ?? 0);
  return { backoffS: (then.thenNext ? nextBackoff(entry, limits, at, at) : entry!).backoff / seconds(1) };
});
export const engineMatters = false;
