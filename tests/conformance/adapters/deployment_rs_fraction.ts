import { MAX_REPLICAS_ANNOTATION } from "../../../src/world/cluster/controllers/deployment/replica-sets.ts";
import { replicaSetFraction } from "../../../src/world/cluster/controllers/deployment/scale.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, replicaSet } from "../kubernetes/objects.ts";

interface Input {
  deploymentReplicas: number;
  deploymentStatusReplicas: number;
  maxSurge: number;
  rsReplicas: number;
  rsMaxReplicasAnnotation: number | null;
}

export const check = answering((input: Input) => {
  const wanted = deployment({ replicas: input.deploymentReplicas, maxSurge: input.maxSurge });
  wanted.status = { ...wanted.status, replicas: input.deploymentStatusReplicas };
  const max = input.rsMaxReplicasAnnotation;
  return replicaSetFraction(wanted, replicaSet("rs", { replicas: input.rsReplicas }, 0, max === null ? {} : { [MAX_REPLICAS_ANNOTATION]: `${max}` }));
});
export const engineMatters = false;
