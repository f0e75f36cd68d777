import { cleanUpUnhealthy } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { answering } from "../kubernetes/answering.ts";
import { replicaSet } from "../kubernetes/objects.ts";

export const check = answering(({ oldReplicas, oldAvailable, maxCleanup }: { oldReplicas: number; oldAvailable: number; maxCleanup: number }) =>
  oldReplicas - cleanUpUnhealthy([replicaSet("old", { replicas: oldReplicas, available: oldAvailable })], maxCleanup)[0]!);
export const engineMatters = false;
