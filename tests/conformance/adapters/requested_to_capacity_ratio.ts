import {
  requestedToCapacityRatioScore,
  type UtilizationShapePoint,
} from "../../../src/world/cluster/scheduler/requested-to-capacity-ratio.ts";
import type { ResourceSpec } from "../../../src/world/cluster/scheduler/resource-allocation.ts";
import { answering } from "../kubernetes/answering.ts";
import { byNode, scoringScene } from "../kubernetes/objects.ts";

export const check = answering((input: Parameters<typeof scoringScene>[0] & { resources: ResourceSpec[]; shape: UtilizationShapePoint[] }) => {
  const { nodes, asking } = scoringScene(input);
  return { scores: byNode(nodes, node => requestedToCapacityRatioScore(asking, node, input.shape, input.resources)) };
});
export const engineMatters = false;
