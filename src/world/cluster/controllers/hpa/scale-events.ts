import { seconds, type Nanos } from "../../../../kernel/time.ts";
import { longestPolicyPeriod, type ScalingRules } from "./scaling-rules.ts";

/** A change of size that was made; rate limits count them. */
export interface ScaleEvent {
  readonly replicaChange: number;
  readonly timestamp: Nanos;
  /** Older than any policy looks back; its place may be taken. */
  readonly outdated: boolean;
}

/**
 * The record with one more change. It takes the place of the last outdated one, so the record does not grow without
 * bound; without rules nothing is kept. Source: `pkg/controller/podautoscaler/horizontal.go`, storeScaleEvent.
 */
export function storeScaleEvent(
  events: readonly ScaleEvent[],
  replicaChange: number,
  rules: ScalingRules | undefined,
  now: Nanos,
): readonly ScaleEvent[] {
  if (!rules) return events;
  const cutoff = now - seconds(longestPolicyPeriod(rules.policies));
  const marked = events.map(event => (event.timestamp < cutoff ? { ...event, outdated: true } : event));
  const at = marked.findLastIndex(({ outdated }) => outdated);
  const added = { replicaChange, timestamp: now, outdated: false };
  return at < 0 ? [...marked, added] : marked.with(at, added);
}

/**
 * Pods added or removed in the last `periodSeconds`; a change exactly that long ago is out.
 * Source: `horizontal.go`, getReplicasChangePerPeriod.
 */
export function replicasChangePerPeriod(periodSeconds: number, events: readonly ScaleEvent[], now: Nanos): number {
  const cutoff = now - seconds(periodSeconds);
  return events.reduce((sum, { replicaChange, timestamp }) => (timestamp > cutoff ? sum + replicaChange : sum), 0);
}
