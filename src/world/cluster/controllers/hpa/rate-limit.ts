import type { Nanos } from "../../../../kernel/time.ts";
import type { HPAScalingPolicy } from "../../objects.ts";
import { replicasChangePerPeriod, type ScaleEvent } from "./scale-events.ts";
import type { Behavior, ScalingRules } from "./scaling-rules.ts";

export interface Bounds {
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

export interface ScaleHistory {
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
}

/** A size and why it is not the one that was wished; the reason is that of the condition ScalingLimited. */
export interface Limited {
  readonly replicas: number;
  readonly reason: "DesiredWithinRange" | "TooManyReplicas" | "TooFewReplicas" | "ScaleUpLimit" | "ScaleDownLimit";
  readonly message: string;
}

const within = (replicas: number): Limited =>
  ({ replicas, reason: "DesiredWithinRange", message: "the desired count is within the acceptable range" });
const tooMany = (replicas: number): Limited =>
  ({ replicas, reason: "TooManyReplicas", message: "the desired replica count is more than the maximum replica count" });
const tooFew = (replicas: number): Limited =>
  ({ replicas, reason: "TooFewReplicas", message: "the desired replica count is less than the minimum replica count" });
const tooFast = (replicas: number): Limited =>
  ({ replicas, reason: "ScaleUpLimit", message: "the desired replica count is increasing faster than the maximum scale rate" });
const tooFastDown = (replicas: number): Limited =>
  ({ replicas, reason: "ScaleDownLimit", message: "the desired replica count is decreasing faster than the maximum scale rate" });

/**
 * The wished size, held within the rates of the behavior and within minimum and maximum.
 * Source: `pkg/controller/podautoscaler/horizontal.go`, convertDesiredReplicasWithBehaviorRate.
 */
export function limitWithBehavior(
  current: number,
  desired: number,
  bounds: Bounds,
  behavior: Behavior,
  history: ScaleHistory,
  now: Nanos,
): Limited {
  if (desired > current) {
    const limit = Math.max(current, scaleLimit("up", current, behavior.scaleUp, history, now));
    if (desired <= Math.min(limit, bounds.maxReplicas)) return within(desired);
    return bounds.maxReplicas > limit ? tooFast(limit) : tooMany(bounds.maxReplicas);
  }
  if (desired < current) {
    const limit = Math.min(current, scaleLimit("down", current, behavior.scaleDown, history, now));
    if (desired >= Math.max(limit, bounds.minReplicas)) return within(desired);
    return bounds.minReplicas < limit ? tooFastDown(limit) : tooFew(bounds.minReplicas);
  }
  return within(desired);
}

/**
 * How far the policies let the size go now. Max takes the policy that changes most, Min the one that changes least.
 * A period starts from the size it had, so what was changed within it is used up.
 * Source: `horizontal.go`, calculateScaleUpLimitWithScalingRules, calculateScaleDownLimitWithBehaviors.
 */
export function scaleLimit(
  direction: "up" | "down",
  current: number,
  { selectPolicy, policies }: ScalingRules,
  history: ScaleHistory,
  now: Nanos,
): number {
  if (selectPolicy === "Disabled") return current;
  const farthest = (direction === "up") === (selectPolicy === "Max");
  const limits = policies.map(policy => {
    const added = replicasChangePerPeriod(policy.periodSeconds, history.up, now);
    const removed = replicasChangePerPeriod(policy.periodSeconds, history.down, now);
    return policyLimit(direction, current - added + removed, policy);
  });
  return farthest ? Math.max(...limits) : Math.min(...limits);
}

/** Percentages round towards a change: up up, down down, so that one pod can become two. */
function policyLimit(direction: "up" | "down", periodStart: number, { type, value }: HPAScalingPolicy): number {
  if (direction === "up") return type === "Pods" ? periodStart + value : Math.ceil(periodStart * (1 + value / 100));
  return type === "Pods" ? periodStart - value : Math.trunc(periodStart * (1 - value / 100));
}

/**
 * Without a behavior a size may at most double in one go, or reach this.
 * Source: `horizontal.go`, scaleUpLimitFactor, scaleUpLimitMinimum.
 */
const SCALE_UP_FACTOR = 2;
const SCALE_UP_MINIMUM = 4;

/** The wished size for an autoscaler that has no behavior. Source: `horizontal.go`, convertDesiredReplicasWithRules. */
export function limitWithoutBehavior(current: number, desired: number, { minReplicas, maxReplicas }: Bounds): Limited {
  const limit = Math.max(SCALE_UP_FACTOR * current, SCALE_UP_MINIMUM);
  if (desired < minReplicas) return tooFew(minReplicas);
  if (desired <= Math.min(limit, maxReplicas)) return within(desired);
  return maxReplicas > limit ? tooFast(limit) : tooMany(maxReplicas);
}
