import type { NodeInfo, PodInfo } from "./node-info.ts";

/**
 * A resource that a score looks at, and how much it weighs (1..100).
 * Source: `pkg/scheduler/apis/config/types_pluginargs.go`, ResourceSpec.
 */
export interface ResourceSpec {
  readonly name: string;
  readonly weight: number;
}

export const MAX_NODE_SCORE = 100;

/** Source: `pkg/scheduler/apis/config/v1/defaults.go`, defaultResourceSpec. */
export const DEFAULT_RESOURCES: readonly ResourceSpec[] = [{ name: "cpu", weight: 1 }, { name: "memory", weight: 1 }];

/** Whether unset requests count as the non-zero defaults (LeastAllocated and its kin) or as nothing (BalancedAllocation). */
export type Counting = "nonZero" | "real";

/** What the node can give of a resource; 0 when the score has to leave it out. */
export function allocatableOf(node: NodeInfo, pod: PodInfo, resource: string): number {
  const { allocatable } = node;
  switch (resource) {
    case "cpu": return allocatable.milliCPU;
    case "memory": return allocatable.memory;
    case "ephemeral-storage": return allocatable.ephemeralStorage;
    // A pod that does not want an extended resource is not judged by it.
    default: return pod.requests.scalarResources[resource] ? (allocatable.scalarResources[resource] ?? 0) : 0;
  }
}

/**
 * What would be requested of the resource with the pod on the node.
 * Source: `pkg/scheduler/framework/plugins/noderesources/resource_allocation.go`, calculateResourceAllocatableRequest.
 */
export function requestedWith(node: NodeInfo, pod: PodInfo, resource: string, counting: Counting): number {
  const used = counting === "nonZero" ? node.nonZeroRequested : node.requested;
  const asked = counting === "nonZero" ? pod.nonZero : pod.requests;
  switch (resource) {
    case "cpu": return used.milliCPU + asked.milliCPU;
    case "memory": return used.memory + asked.memory;
    case "ephemeral-storage": return node.requested.ephemeralStorage + pod.requests.ephemeralStorage;
    default: return (node.requested.scalarResources[resource] ?? 0) + (pod.requests.scalarResources[resource] ?? 0);
  }
}

/**
 * The first thing wrong with the resources of a scoring strategy: the field, or that there are none.
 * Source: `apis/config/validation/validation_pluginargs.go`, validateResources.
 */
export function invalidResources(resources: readonly ResourceSpec[]): string | undefined {
  const at = resources.findIndex(({ weight }) => weight < 1 || weight > 100);
  if (at >= 0) return `scoringStrategy.resources[${at}].weight`;
  return resources.length === 0 ? "resources not found" : undefined;
}
