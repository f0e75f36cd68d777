import { brokenLinear, type UtilizationShapePoint } from "../../../src/world/cluster/scheduler/requested-to-capacity-ratio.ts";

export default ({ points, at }: { points: UtilizationShapePoint[]; at: number }) => brokenLinear(points, at);
