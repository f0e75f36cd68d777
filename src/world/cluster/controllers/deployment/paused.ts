import type { Nanos } from "../../../../kernel/time.ts";
import { conditionOf, type Condition, type Deployment } from "../../objects.ts";
import { hasProgressDeadline, TIMED_OUT } from "./progress.ts";
import { withCondition } from "./status.ts";

/**
 * A pause stops the clock of the progress deadline, and going on starts it anew.
 * Source: `pkg/controller/deployment/sync.go`, checkPausedConditions.
 */
export function withPauseCondition(deployment: Deployment, now: Nanos): Deployment {
  const { spec, status } = deployment;
  const progressing = conditionOf(status.conditions, "Progressing");
  if (!hasProgressDeadline(spec.progressDeadlineSeconds) || progressing?.reason === TIMED_OUT) return deployment;
  const isPaused = progressing?.reason === "DeploymentPaused";
  if ((spec.paused === true) === isPaused) return deployment;
  const next: Condition = {
    type: "Progressing", status: "Unknown", lastUpdateTime: now, lastTransitionTime: now,
    ...(isPaused ? { reason: "DeploymentResumed", message: "Deployment is resumed" } : { reason: "DeploymentPaused", message: "Deployment is paused" }),
  };
  return { ...deployment, status: { ...status, conditions: withCondition(status.conditions ?? [], next) } };
}
