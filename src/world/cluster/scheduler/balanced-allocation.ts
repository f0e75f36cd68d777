import type { NodeInfo, PodInfo } from "./node-info.ts";
import { allocatableOf, DEFAULT_RESOURCES, MAX_NODE_SCORE, requestedWith, type ResourceSpec } from "./resource-allocation.ts";

/**
 * Prefers nodes whose resources would be used evenly: 100 less the standard deviation of their used fractions.
 * Real requests count here, without defaults.
 * Source: `pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go`, balancedResourceScorer.
 */
export function balancedAllocationScore(pod: PodInfo, node: NodeInfo, resources = DEFAULT_RESOURCES): number {
  let first = 0;
  let second = 0;
  let n = 0;
  for (const { name } of resources) {
    const fraction = usedFraction(pod, node, name);
    if (fraction === undefined) continue;
    if (n === 0) first = fraction;
    if (n === 1) second = fraction;
    n++;
  }
  const deviation = n < 2 ? 0 : n === 2 ? Math.abs((first - second) / 2) : populationDeviation(pod, node, resources);
  return Math.trunc((1 - deviation) * MAX_NODE_SCORE);
}

/** At most 1; undefined for a resource the score leaves out. */
function usedFraction(pod: PodInfo, node: NodeInfo, resource: string): number | undefined {
  const allocatable = allocatableOf(node, pod, resource);
  return allocatable === 0 ? undefined : Math.min(1, requestedWith(node, pod, resource, "real") / allocatable);
}

function populationDeviation(pod: PodInfo, node: NodeInfo, resources: readonly ResourceSpec[]): number {
  const fractions = resources.map(({ name }) => usedFraction(pod, node, name)).filter(fraction => fraction !== undefined);
  const mean = fractions.reduce((sum, f) => sum + f, 0) / fractions.length;
  return Math.sqrt(fractions.reduce((sum, f) => sum + (f - mean) * (f - mean), 0) / fractions.length);
}
