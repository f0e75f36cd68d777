import { scaledValue } from "../../int-or-string.ts";
import type { Deployment, IntOrString } from "../../objects.ts";

/** How far a rollout may go above and below the wished size, in pods. */
export interface Fenceposts {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/**
 * Surge rounds up, unavailable rounds down, both 0 would stop every rollout and becomes unavailable 1. Undefined when
 * one of them is no number and no percentage. Source: `pkg/controller/deployment/util/deployment_util.go`, ResolveFenceposts.
 */
export function resolveFenceposts(
  maxSurge: IntOrString | undefined,
  maxUnavailable: IntOrString | undefined,
  desired: number,
): Fenceposts | undefined {
  const surge = scaledValue(maxSurge ?? 0, desired, "up");
  const unavailable = scaledValue(maxUnavailable ?? 0, desired, "down");
  if (surge === undefined || unavailable === undefined) return undefined;
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/**
 * Pods that may be missing during a rollout: never more than there are, none for Recreate.
 * Source: `deployment_util.go`, MaxUnavailable.
 */
export function maxUnavailable(deployment: Deployment): number {
  const { replicas } = deployment.spec;
  if (!isRollingUpdate(deployment) || replicas === 0) return 0;
  return Math.min(replicas, fenceposts(deployment)?.maxUnavailable ?? 0);
}

/** Pods that must stay available; 0 for Recreate. Source: `deployment_util.go`, MinAvailable. */
export const minAvailable = (deployment: Deployment): number =>
  isRollingUpdate(deployment) ? deployment.spec.replicas - maxUnavailable(deployment) : 0;

/** Pods above the wished size during a rollout; 0 for Recreate. Source: `deployment_util.go`, MaxSurge. */
export const maxSurge = (deployment: Deployment): number =>
  isRollingUpdate(deployment) ? (fenceposts(deployment)?.maxSurge ?? 0) : 0;

export const isRollingUpdate = ({ spec }: Deployment): boolean => spec.strategy.type === "RollingUpdate";

function fenceposts({ spec }: Deployment): Fenceposts | undefined {
  const { rollingUpdate } = spec.strategy;
  return resolveFenceposts(rollingUpdate?.maxSurge, rollingUpdate?.maxUnavailable, spec.replicas);
}
