import { cleanUpUnhealthy } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { replicaSet } from "./objects.ts";

export default ({ oldReplicas, oldAvailable, maxCleanup }: { oldReplicas: number; oldAvailable: number; maxCleanup: number }) =>
  oldReplicas - cleanUpUnhealthy([replicaSet("old", { replicas: oldReplicas, available: oldAvailable })], maxCleanup)[0]!;
