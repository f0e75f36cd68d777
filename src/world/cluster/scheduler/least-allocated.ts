import type { NodeInfo, PodInfo } from "./node-info.ts";
import { allocatableOf, DEFAULT_RESOURCES, MAX_NODE_SCORE, requestedWith } from "./resource-allocation.ts";

/**
 * Prefers nodes with the most left: the weighted mean of (allocatable - requested) in percent, the pod included.
 * Source: `pkg/scheduler/framework/plugins/noderesources/least_allocated.go`, leastResourceScorer.
 */
export function leastAllocatedScore(pod: PodInfo, node: NodeInfo, resources = DEFAULT_RESOURCES): number {
  let score = 0;
  let weights = 0;
  for (const { name, weight } of resources) {
    const allocatable = allocatableOf(node, pod, name);
    if (allocatable === 0) continue;
    const free = Math.max(0, allocatable - requestedWith(node, pod, name, "nonZero"));
    score += Math.trunc((free * MAX_NODE_SCORE) / allocatable) * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : Math.trunc(score / weights);
}
