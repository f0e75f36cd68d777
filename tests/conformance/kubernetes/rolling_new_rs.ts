import { reconcileNewReplicaSet } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { deployment, replicaSet } from "./objects.ts";

export default ({ replicas, maxSurge, oldReplicas, newReplicas }: { replicas: number; maxSurge: number; oldReplicas: number; newReplicas: number }) =>
  reconcileNewReplicaSet(deployment({ replicas, maxSurge, maxUnavailable: 0 }), replicaSet("new", { replicas: newReplicas }), oldReplicas + newReplicas)?.to ?? null;
