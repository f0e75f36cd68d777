import type { Nanos } from "../../../../kernel/time.ts";
import { conditionOf, type Condition, type Deployment, type DeploymentStatus, type ReplicaSet } from "../../objects.ts";
import { minAvailable } from "./fenceposts.ts";
import {
  FOUND_NEW_RS,
  hasProgressDeadline,
  isComplete,
  isProgressing,
  isTimedOut,
  NEW_REPLICA_SET,
  NEW_RS_AVAILABLE,
  REPLICA_SET_UPDATED,
  TIMED_OUT,
} from "./progress.ts";
import { availableReplicaCount } from "./replica-sets.ts";

const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number): number => sets.reduce((total, set) => total + of(set), 0);

/**
 * The status of a deployment as its sets have it now, with the conditions Available and Progressing.
 * Source: `pkg/controller/deployment/sync.go`, calculateStatus; `progress.go`, syncRolloutStatus.
 */
export function deploymentStatus(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
  now: Nanos,
): DeploymentStatus {
  const all = newSet ? [...oldSets, newSet] : oldSets;
  const available = availableReplicaCount(all);
  const status: DeploymentStatus = {
    ...(deployment.metadata.generation === undefined ? {} : { observedGeneration: deployment.metadata.generation }),
    replicas: sum(all, set => set.status.replicas),
    updatedReplicas: newSet?.status.replicas ?? 0,
    readyReplicas: sum(all, set => set.status.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, sum(all, set => set.spec.replicas) - available),
    conditions: withCondition(deployment.status.conditions ?? [], availableCondition(available >= minAvailable(deployment), now)),
  };
  return { ...status, conditions: withFailure(withProgress(deployment, status, newSet, now), newSet, oldSets) };
}

/** That a set cannot make its pods is told of the deployment too, the new set's trouble before that of others. Source: `progress.go`, getReplicaFailures. */
function withFailure(conditions: readonly Condition[], newSet: ReplicaSet | undefined, oldSets: readonly ReplicaSet[]): readonly Condition[] {
  const failures = [...(newSet === undefined ? [] : [newSet]), ...oldSets].flatMap(({ status }) => conditionOf(status.conditions, "ReplicaFailure") ?? []);
  const others = conditions.filter(({ type }) => type !== "ReplicaFailure");
  return failures.length === 0 ? others : [...others, failures[0]!];
}

const availableCondition = (available: boolean, now: Nanos): Condition => available
  ? condition("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now)
  : condition("Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now);

/** The condition Progressing: progress renews it, the deadline turns it False, being complete leaves it at peace. */
function withProgress(deployment: Deployment, status: DeploymentStatus, newSet: ReplicaSet | undefined, now: Nanos): readonly Condition[] {
  const conditions = status.conditions ?? [];
  const current = conditionOf(conditions, "Progressing");
  if (!hasProgressDeadline(deployment.spec.progressDeadlineSeconds)) return conditions.filter(({ type }) => type !== "Progressing");
  if (status.replicas === status.updatedReplicas && current?.reason === NEW_RS_AVAILABLE) return conditions;
  const who = newSet ? `ReplicaSet "${newSet.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (isComplete(deployment, status))
    return withCondition(conditions, condition("Progressing", "True", NEW_RS_AVAILABLE, `${who} has successfully progressed.`, now));
  if (isProgressing(deployment.status, status))
    return renewed(conditions, condition("Progressing", "True", REPLICA_SET_UPDATED, `${who} is progressing.`, now));
  if (isTimedOut(deployment, status, now))
    return withCondition(conditions, condition("Progressing", "False", TIMED_OUT, `${who} has timed out progressing.`, now));
  return conditions;
}

/** The condition a deployment gets when its new set comes into being, or is found again. Source: `sync.go`, getNewReplicaSet. */
export const newReplicaSetCondition = (set: ReplicaSet, created: boolean, now: Nanos): Condition => created
  ? condition("Progressing", "True", NEW_REPLICA_SET, `Created new replica set "${set.metadata.name}"`, now)
  : condition("Progressing", "True", FOUND_NEW_RS, `Found new replica set "${set.metadata.name}"`, now);

const condition = (type: string, status: Condition["status"], reason: string, message: string, now: Nanos): Condition =>
  ({ type, status, reason, message, lastUpdateTime: now, lastTransitionTime: now });

/** Puts a condition in; one with the same status and reason stays as it was. Source: `deployment_util.go`, SetDeploymentCondition. */
export function withCondition(conditions: readonly Condition[], next: Condition): readonly Condition[] {
  const current = conditionOf(conditions, next.type);
  if (current?.status === next.status && current.reason === next.reason) return conditions;
  return renewed(conditions, next);
}

/** Puts a condition in, even an equal one, so that its update time moves; the transition time moves only with the status. */
function renewed(conditions: readonly Condition[], next: Condition): readonly Condition[] {
  const current = conditionOf(conditions, next.type);
  const since = current?.status === next.status ? current.lastTransitionTime : undefined;
  return [...conditions.filter(({ type }) => type !== next.type), since === undefined ? next : { ...next, lastTransitionTime: since }];
}
