import { mostAllocatedScore } from "../../../src/world/cluster/scheduler/most-allocated.ts";
import { invalidResources, type ResourceSpec } from "../../../src/world/cluster/scheduler/resource-allocation.ts";
import { answering } from "../kubernetes/answering.ts";
import { byNode, scoringScene } from "../kubernetes/objects.ts";

export const check = answering((input: Parameters<typeof scoringScene>[0] & { resources: ResourceSpec[] | null }) => {
  const resources = input.resources ?? [];
  const invalid = invalidResources(resources);
  if (invalid !== undefined && resources.length > 0) return { invalid };
  const { nodes, asking } = scoringScene(input);
  const scores = byNode(nodes, node => mostAllocatedScore(asking, node, resources));
  return invalid === undefined ? { scores } : { error: true, scores };
});
export const engineMatters = false;
