import type { Nanos } from "../../../../kernel/time.ts";
import { containsLabels } from "../../label-selector.ts";
import { conditionOf, isPodReady, type Condition, type Pod, type ReplicaSet } from "../../objects.ts";
import { isPodAvailable } from "../availability.ts";

/** The status of a set as its active pods have it. Source: `pkg/controller/replicaset/replica_set_utils.go`, calculateStatus. */
export function replicaSetStatus({ metadata, spec, status }: ReplicaSet, pods: readonly Pod[], failed: string | undefined, now: Nanos): ReplicaSet["status"] {
  const conditions = withFailure(status.conditions ?? [], failed, now);
  let [fullyLabeledReplicas, readyReplicas, availableReplicas] = [0, 0, 0];
  for (const pod of pods) {
    if (containsLabels(pod.metadata.labels, spec.template.metadata?.labels)) fullyLabeledReplicas++;
    if (!isPodReady(pod)) continue;
    readyReplicas++;
    if (isPodAvailable(pod, spec.minReadySeconds ?? 0, now)) availableReplicas++;
  }
  return {
    replicas: pods.length, fullyLabeledReplicas, readyReplicas, availableReplicas,
    observedGeneration: metadata.generation ?? 1,
    ...(conditions.length > 0 ? { conditions } : {}),
  };
}

function withFailure(conditions: readonly Condition[], failed: string | undefined, now: Nanos): readonly Condition[] {
  const others = conditions.filter(({ type }) => type !== "ReplicaFailure");
  if (failed === undefined) return others;
  return [...others, conditionOf(conditions, "ReplicaFailure") ?? { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: failed, lastTransitionTime: now }];
}
