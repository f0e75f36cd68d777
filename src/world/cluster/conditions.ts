import type { Nanos } from "../../kernel/time.ts";
import type { Condition, Node, Pod } from "./objects.ts";

/**
 * Conditions with one put in; the same list when it says so already. Its transition time is when its status changed, not
 * its text. Source: `pkg/api/v1/pod/util.go`, UpdatePodCondition.
 */
export function conditionSet(conditions: readonly Condition[] | undefined, next: Condition, now: Nanos): readonly Condition[] {
  const before = conditions?.find(({ type }) => type === next.type);
  if (before !== undefined && before.status === next.status && before.reason === next.reason && before.message === next.message) return conditions!;
  const lastTransitionTime = before?.status === next.status ? before.lastTransitionTime : now;
  const after: Condition = { ...next, ...(lastTransitionTime !== undefined && { lastTransitionTime }) };
  return before === undefined ? [...(conditions ?? []), after] : conditions!.map((condition) => (condition === before ? after : condition));
}

/** A pod or node with a condition put into its status; the same object when it has it already. */
export function withCondition<T extends Pod | Node>(object: T, next: Condition, now: Nanos): T {
  const conditions = conditionSet(object.status.conditions, next, now);
  return conditions === object.status.conditions ? object : { ...object, status: { ...object.status, conditions } };
}
