import { balancedAllocationScore } from "../../../src/world/cluster/scheduler/balanced-allocation.ts";
import type { ResourceSpec } from "../../../src/world/cluster/scheduler/resource-allocation.ts";
import { byNode, scoringScene } from "./objects.ts";

export default (input: Parameters<typeof scoringScene>[0] & { resources: ResourceSpec[] }) => {
  const { nodes, asking } = scoringScene(input);
  return { scores: byNode(nodes, node => balancedAllocationScore(asking, node, input.resources)) };
};
