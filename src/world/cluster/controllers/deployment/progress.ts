import { seconds, type Nanos } from "../../../../kernel/time.ts";
import { conditionOf, type Deployment, type DeploymentStatus } from "../../objects.ts";

/** Reasons of the condition Progressing. Source: `pkg/controller/deployment/util/deployment_util.go`. */
export const NEW_RS_AVAILABLE = "NewReplicaSetAvailable";
export const TIMED_OUT = "ProgressDeadlineExceeded";
export const REPLICA_SET_UPDATED = "ReplicaSetUpdated";
export const NEW_REPLICA_SET = "NewReplicaSetCreated";
export const FOUND_NEW_RS = "FoundNewReplicaSet";

/** A deadline that means none. */
const NO_DEADLINE = 2 ** 31 - 1;

/** All pods are of the new version and available, and no old one is left. Source: `deployment_util.go`, DeploymentComplete. */
export const isComplete = ({ metadata, spec }: Deployment, status: DeploymentStatus): boolean =>
  status.updatedReplicas === spec.replicas &&
  status.replicas === spec.replicas &&
  status.availableReplicas === spec.replicas &&
  (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);

/**
 * Whether a change counts as progress: more updated, fewer old, more ready or more available pods.
 * Source: `deployment_util.go`, DeploymentProgressing.
 */
export const isProgressing = (before: DeploymentStatus, after: DeploymentStatus): boolean =>
  after.updatedReplicas > before.updatedReplicas ||
  after.replicas - after.updatedReplicas < before.replicas - before.updatedReplicas ||
  after.readyReplicas > before.readyReplicas ||
  after.availableReplicas > before.availableReplicas;

/**
 * Whether the rollout has made no progress for longer than its deadline. A finished one never has.
 * Source: `deployment_util.go`, DeploymentTimedOut.
 */
export function isTimedOut({ spec }: Deployment, status: DeploymentStatus, now: Nanos): boolean {
  const progressing = conditionOf(status.conditions, "Progressing");
  if (!hasProgressDeadline(spec.progressDeadlineSeconds) || !progressing || progressing.reason === NEW_RS_AVAILABLE) return false;
  if (progressing.reason === TIMED_OUT) return true;
  return (progressing.lastUpdateTime ?? 0) + seconds(spec.progressDeadlineSeconds!) < now;
}

export const hasProgressDeadline = (progressDeadlineSeconds: number | undefined): boolean =>
  progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== NO_DEADLINE;
