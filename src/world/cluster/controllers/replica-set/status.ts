import type { Nanos } from "../../../../kernel/time.ts";
import { activeIn, type Census } from "../../census.ts";
import { containsLabels } from "../../label-selector.ts";
import { conditionOf, isPodReady, type Condition, type Pod, type ReplicaSet } from "../../objects.ts";
import { isPodAvailable } from "../availability.ts";

/** What a set says of its active pods. */
type Counts = Pick<ReplicaSet["status"], "replicas" | "fullyLabeledReplicas" | "readyReplicas" | "availableReplicas">;

/** The status of a set as its active pods have it. Source: `pkg/controller/replicaset/replica_set_utils.go`, calculateStatus. */
export function replicaSetStatus({ metadata, status }: ReplicaSet, counts: Counts, failed: string | undefined, now: Nanos): ReplicaSet["status"] {
  const conditions = withFailure(status.conditions ?? [], failed, now);
  return { ...counts, observedGeneration: metadata.generation ?? 1, ...(conditions.length > 0 ? { conditions } : {}) };
}

/** The active pods, counted one by one. */
export function countsOf({ spec }: ReplicaSet, pods: readonly Pod[], now: Nanos): Counts {
  let [fullyLabeledReplicas, readyReplicas, availableReplicas] = [0, 0, 0];
  for (const pod of pods) {
    if (containsLabels(pod.metadata.labels, spec.template.metadata?.labels)) fullyLabeledReplicas++;
    if (!isPodReady(pod)) continue;
    readyReplicas++;
    if (isPodAvailable(pod, spec.minReadySeconds ?? 0, now)) availableReplicas++;
  }
  return { replicas: pods.length, fullyLabeledReplicas, readyReplicas, availableReplicas };
}

/** The same from the census of a set without minReadySeconds: there whoever is ready is available. */
export function countsIn({ spec }: ReplicaSet, census: Census): Counts {
  const ready = census.reduce((sum, row) => sum + row.ready, 0);
  const labelled = census.filter(({ labels }) => containsLabels(labels, spec.template.metadata?.labels));
  return { replicas: activeIn(census), fullyLabeledReplicas: activeIn(labelled), readyReplicas: ready, availableReplicas: ready };
}

function withFailure(conditions: readonly Condition[], failed: string | undefined, now: Nanos): readonly Condition[] {
  const others = conditions.filter(({ type }) => type !== "ReplicaFailure");
  if (failed === undefined) return others;
  return [...others, conditionOf(conditions, "ReplicaFailure") ?? { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: failed, lastTransitionTime: now }];
}
