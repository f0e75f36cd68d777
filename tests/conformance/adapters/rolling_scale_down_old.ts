import { minAvailable } from "../../../src/world/cluster/controllers/deployment/fenceposts.ts";
import { scaleDownAvailable } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, replicaSet } from "../kubernetes/objects.ts";

type Input = Record<"replicas" | "maxSurge" | "maxUnavailable" | "availablePods" | "oldReplicas", number>;

export const check = answering(({ availablePods, oldReplicas, ...shape }: Input) => {
  const sizes = [oldReplicas];
  scaleDownAvailable([replicaSet("old", { replicas: oldReplicas })], sizes, availablePods - minAvailable(deployment(shape)));
  return sizes[0] === oldReplicas ? null : sizes[0];
});
export const engineMatters = false;
