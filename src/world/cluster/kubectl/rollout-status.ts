import { TIMED_OUT } from "../controllers/deployment/progress.ts";
import { conditionOf, type DaemonSet, type Deployment, type StatefulSet } from "../objects.ts";

/** What `kubectl rollout status` says now, and whether it stops waiting; an error ends it with exit code 1. */
export type RolloutStatus = { readonly message: string; readonly done: boolean } | { readonly error: string };

const waiting = (message: string): RolloutStatus => ({ message: `${message}...\n`, done: false });
const finished = (message: string): RolloutStatus => ({ message: `${message}\n`, done: true });
const NOT_ROLLING: RolloutStatus = { error: "rollout status is only available for RollingUpdate strategy type" };

/** Source: `kubectl/pkg/polymorphichelpers/rollout_status.go`, DeploymentStatusViewer. */
export function deploymentRolloutStatus({ metadata, spec, status }: Deployment): RolloutStatus {
  const rollout = `Waiting for deployment "${metadata.name}" rollout to finish:`;
  const { replicas, updatedReplicas: updated, availableReplicas: available } = status;
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return waiting("Waiting for deployment spec update to be observed");
  if (conditionOf(status.conditions, "Progressing")?.reason === TIMED_OUT)
    return { error: `deployment "${metadata.name}" exceeded its progress deadline` };
  if (updated < spec.replicas) return waiting(`${rollout} ${updated} out of ${spec.replicas} new replicas have been updated`);
  if (replicas > updated) return waiting(`${rollout} ${replicas - updated} old replicas are pending termination`);
  if (available < updated) return waiting(`${rollout} ${available} of ${updated} updated replicas are available`);
  return finished(`deployment "${metadata.name}" successfully rolled out`);
}

/** Source: `rollout_status.go`, DaemonSetStatusViewer. */
export function daemonSetRolloutStatus({ metadata, spec, status }: DaemonSet): RolloutStatus {
  const rollout = `Waiting for daemon set "${metadata.name}" rollout to finish:`;
  const { desiredNumberScheduled: desired, updatedNumberScheduled: updated, numberAvailable: available } = status;
  if (spec.updateStrategy.type !== "RollingUpdate") return NOT_ROLLING;
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return waiting("Waiting for daemon set spec update to be observed");
  if (updated < desired) return waiting(`${rollout} ${updated} out of ${desired} new pods have been updated`);
  if (available < desired) return waiting(`${rollout} ${available} of ${desired} updated pods are available`);
  return finished(`daemon set "${metadata.name}" successfully rolled out`);
}

/** Source: `rollout_status.go`, StatefulSetStatusViewer. */
export function statefulSetRolloutStatus({ metadata, spec, status }: StatefulSet): RolloutStatus {
  const { observedGeneration = 0, readyReplicas, updatedReplicas: updated, updateRevision, currentRevision } = status;
  if (spec.updateStrategy.type !== "RollingUpdate") return NOT_ROLLING;
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration)
    return waiting("Waiting for statefulset spec update to be observed");
  if (spec.replicas !== undefined && readyReplicas < spec.replicas)
    return waiting(`Waiting for ${spec.replicas - readyReplicas} pods to be ready`);
  if (spec.updateStrategy.rollingUpdate) return partitionedStatus(updated, spec.replicas, spec.updateStrategy.rollingUpdate.partition);
  if (updateRevision !== currentRevision)
    return waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${updateRevision}`);
  return finished(`statefulset rolling update complete ${status.currentReplicas} pods at revision ${currentRevision}...`);
}

function partitionedStatus(updated: number, replicas: number | undefined, partition: number | undefined): RolloutStatus {
  const wanted = replicas === undefined || partition === undefined ? 0 : replicas - partition;
  if (updated < wanted) return waiting(`Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated`);
  return finished(`partitioned roll out complete: ${updated} new pods have been updated...`);
}
