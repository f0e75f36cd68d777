import { leastAllocatedScore } from "./least-allocated.ts";
import { mostAllocatedScore } from "./most-allocated.ts";
import type { NodeInfo, PodInfo } from "./node-info.ts";
import { requestedToCapacityRatioScore, type UtilizationShapePoint } from "./requested-to-capacity-ratio.ts";
import { DEFAULT_RESOURCES, type ResourceSpec } from "./resource-allocation.ts";

/**
 * How the fit of a pod's requests scores: spread them (the default), pack them, or along a shape of one's own.
 * Source: `pkg/scheduler/apis/config/types_pluginargs.go`, ScoringStrategy.
 */
export interface ScoringStrategy {
  readonly type: "LeastAllocated" | "MostAllocated" | "RequestedToCapacityRatio";
  readonly resources: readonly ResourceSpec[];
  /** Of RequestedToCapacityRatio alone. */
  readonly shape: readonly UtilizationShapePoint[];
}

export const SPREAD: ScoringStrategy = { type: "LeastAllocated", resources: DEFAULT_RESOURCES, shape: [] };

/** Source: `noderesources/fit.go`, nodeResourceStrategyTypeMap. */
export function fitScore({ type, resources, shape }: ScoringStrategy, pod: PodInfo, node: NodeInfo): number {
  switch (type) {
    case "LeastAllocated": return leastAllocatedScore(pod, node, resources);
    case "MostAllocated": return mostAllocatedScore(pod, node, resources);
    case "RequestedToCapacityRatio": return requestedToCapacityRatioScore(pod, node, shape, resources);
  }
}
