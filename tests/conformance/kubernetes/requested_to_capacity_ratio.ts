import { requestedToCapacityRatioScore, type UtilizationShapePoint } from "../../../src/world/cluster/scheduler/requested-to-capacity-ratio.ts";
import type { ResourceSpec } from "../../../src/world/cluster/scheduler/resource-allocation.ts";
import { byNode, scoringScene } from "./objects.ts";

export default (input: Parameters<typeof scoringScene>[0] & { resources: ResourceSpec[]; shape: UtilizationShapePoint[] }) => {
  const { nodes, asking } = scoringScene(input);
  return { scores: byNode(nodes, node => requestedToCapacityRatioScore(asking, node, input.shape, input.resources)) };
};
