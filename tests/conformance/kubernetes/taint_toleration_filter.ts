import type { Taint, Toleration } from "../../../src/world/cluster/objects.ts";
import { untoleratedTaint } from "../../../src/world/cluster/scheduler/taint-toleration.ts";
import { node } from "./objects.ts";

export default ({ tolerations, taints, featureGate }: { tolerations: Toleration[]; taints: Taint[]; featureGate?: string }) => ({
  fits: untoleratedTaint(node("n", { taints }), tolerations, { comparisonOperators: featureGate === "TaintTolerationComparisonOperators" }) === undefined,
});
