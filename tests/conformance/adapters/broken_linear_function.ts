import { brokenLinear, type UtilizationShapePoint } from "../../../src/world/cluster/scheduler/requested-to-capacity-ratio.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ points, at }: { points: UtilizationShapePoint[]; at: number }) => brokenLinear(points, at));
export const engineMatters = false;
