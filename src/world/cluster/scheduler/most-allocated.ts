import type { NodeInfo, PodInfo } from "./node-info.ts";
import { allocatableOf, DEFAULT_RESOURCES, MAX_NODE_SCORE, requestedWith } from "./resource-allocation.ts";

/**
 * Prefers the fullest nodes (packing): the weighted mean of requested in percent of allocatable, at most full.
 * Source: `pkg/scheduler/framework/plugins/noderesources/most_allocated.go`, mostResourceScorer.
 */
export function mostAllocatedScore(pod: PodInfo, node: NodeInfo, resources = DEFAULT_RESOURCES): number {
  let score = 0;
  let weights = 0;
  for (const { name, weight } of resources) {
    const allocatable = allocatableOf(node, pod, name);
    if (allocatable === 0) continue;
    const used = Math.min(requestedWith(node, pod, name, "nonZero"), allocatable);
    score += Math.trunc((used * MAX_NODE_SCORE) / allocatable) * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : Math.trunc(score / weights);
}
