import { newReplicaSetSize } from "../../../src/world/cluster/controllers/deployment/rolling.ts";
import { deployment, type DeploymentShape } from "./objects.ts";

interface Input {
  strategy: NonNullable<DeploymentShape["strategy"]>;
  deploymentReplicas: number;
  newRSReplicas: number;
  maxSurge: number;
  totalReplicas: number;
}

export default ({ strategy, deploymentReplicas, newRSReplicas, maxSurge, totalReplicas }: Input) =>
  newReplicaSetSize(deployment({ strategy, replicas: deploymentReplicas, maxSurge, maxUnavailable: 1 }), newRSReplicas, totalReplicas);
