import type { Taint, Toleration } from "../../../src/world/cluster/objects.ts";
import { toleratesTaint } from "../../../src/world/cluster/scheduler/toleration.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ toleration, taint, featureGate }: { toleration: Toleration; taint: Taint; featureGate?: string }) =>
  toleratesTaint(toleration, taint, { comparisonOperators: featureGate === "TaintTolerationComparisonOperators" }));
export const engineMatters = false;
