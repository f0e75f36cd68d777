import type { NodeInfo, PodInfo } from "./node-info.ts";
import { allocatableOf, DEFAULT_RESOURCES, requestedWith } from "./resource-allocation.ts";

/** A corner of the score's shape: utilization 0..100, score 0..10. Source: `apis/config/types_pluginargs.go`, UtilizationShapePoint. */
export interface UtilizationShapePoint {
  readonly utilization: number;
  readonly score: number;
}

const MAX_UTILIZATION = 100;
/** Shapes are written in 0..10, node scores run to 100. */
const SCORE_SCALE = 10;

/**
 * Scores a node along a shape over its utilization. A resource that scores 0 is left out of the mean, and the mean
 * is rounded to the nearest whole, unlike LeastAllocated.
 * Source: `pkg/scheduler/framework/plugins/noderesources/requested_to_capacity_ratio.go`, buildRequestedToCapacityRatioScorerFunction.
 */
export function requestedToCapacityRatioScore(
  pod: PodInfo,
  node: NodeInfo,
  shape: readonly UtilizationShapePoint[],
  resources = DEFAULT_RESOURCES,
): number {
  let score = 0;
  let weights = 0;
  for (const { name, weight } of resources) {
    const allocatable = allocatableOf(node, pod, name);
    if (allocatable === 0) continue;
    const requested = requestedWith(node, pod, name, "nonZero");
    const utilization = requested > allocatable ? MAX_UTILIZATION : Math.trunc((requested * MAX_UTILIZATION) / allocatable);
    const resourceScore = brokenLinear(shape, utilization, SCORE_SCALE);
    if (resourceScore <= 0) continue;
    score += resourceScore * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : Math.round(score / weights);
}

/**
 * The value at `at` of the straight lines between the points, with truncating integer arithmetic, flat outside.
 * Source: `plugins/helper/shape_score.go`, BuildBrokenLinearFunction.
 */
export function brokenLinear(points: readonly UtilizationShapePoint[], at: number, scale = 1): number {
  const next = points.findIndex(({ utilization }) => at <= utilization);
  if (next <= 0) return scale * (next === 0 ? points[0]! : points.at(-1)!).score;
  const from = points[next - 1]!;
  const to = points[next]!;
  const rise = (to.score - from.score) * scale;
  return from.score * scale + Math.trunc((rise * (at - from.utilization)) / (to.utilization - from.utilization));
}
