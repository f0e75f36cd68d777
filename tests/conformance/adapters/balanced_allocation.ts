import { balancedAllocationScore } from "../../../src/world/cluster/scheduler/balanced-allocation.ts";
import type { ResourceSpec } from "../../../src/world/cluster/scheduler/resource-allocation.ts";
import { answering } from "../kubernetes/answering.ts";
import { byNode, scoringScene } from "../kubernetes/objects.ts";

export const check = answering((input: Parameters<typeof scoringScene>[0] & { resources: ResourceSpec[] }) => {
  const { nodes, asking } = scoringScene(input);
  return { scores: byNode(nodes, node => balancedAllocationScore(asking, node, input.resources)) };
});
export const engineMatters = false;
