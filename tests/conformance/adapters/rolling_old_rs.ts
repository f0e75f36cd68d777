import { reconcileOldReplicaSets } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, replicaSet } from "../kubernetes/objects.ts";

type Input = Record<"replicas" | "maxSurge" | "maxUnavailable" | "oldReplicas" | "oldAvailable" | "newReplicas" | "newAvailable", number>;

export const check = answering(({ oldReplicas, oldAvailable, newReplicas, newAvailable, ...shape }: Input) => {
  const newSet = replicaSet("new", { replicas: newReplicas, available: newAvailable });
  return reconcileOldReplicaSets(deployment(shape), newSet, [replicaSet("old", { replicas: oldReplicas, available: oldAvailable })])[0]?.to ?? null;
});
export const engineMatters = false;
