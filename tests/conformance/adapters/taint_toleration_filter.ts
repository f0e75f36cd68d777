import type { Taint, Toleration } from "../../../src/world/cluster/objects.ts";
import { untoleratedTaint } from "../../../src/world/cluster/scheduler/taint-toleration.ts";
import { answering } from "../kubernetes/answering.ts";
import { node } from "../kubernetes/objects.ts";

export const check = answering(({ tolerations, taints, featureGate }: { tolerations: Toleration[]; taints: Taint[]; featureGate?: string }) => ({
  fits: untoleratedTaint(node("n", { taints }), tolerations, { comparisonOperators: featureGate === "TaintTolerationComparisonOperators" }) === undefined,
}));
export const engineMatters = false;
