import { newReplicaSetSize } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, type DeploymentShape } from "../kubernetes/objects.ts";

interface Input {
  strategy: NonNullable<DeploymentShape["strategy"]>;
  deploymentReplicas: number;
  newRSReplicas: number;
  maxSurge: number;
  totalReplicas: number;
}

export const check = answering(({ strategy, deploymentReplicas, newRSReplicas, maxSurge, totalReplicas }: Input) =>
  newReplicaSetSize(deployment({ strategy, replicas: deploymentReplicas, maxSurge, maxUnavailable: 1 }), newRSReplicas, totalReplicas));
export const engineMatters = false;
