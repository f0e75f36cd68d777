import { reconcileNewReplicaSet } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, replicaSet } from "../kubernetes/objects.ts";

export const check = answering(({ replicas, maxSurge, oldReplicas, newReplicas }: { replicas: number; maxSurge: number; oldReplicas: number; newReplicas: number }) =>
  reconcileNewReplicaSet(deployment({ replicas, maxSurge, maxUnavailable: 0 }), replicaSet("new", { replicas: newReplicas }), oldReplicas + newReplicas)?.to ?? null);
export const engineMatters = false;
