import type { Taint, Toleration } from "../../../src/world/cluster/objects.ts";
import { normalizeScores } from "../../../src/world/cluster/scheduler/normalize-score.ts";
import { taintScore } from "../../../src/world/cluster/scheduler/taint-toleration.ts";
import { answering } from "../kubernetes/answering.ts";
import { node } from "../kubernetes/objects.ts";

export const check = answering(({ tolerations, nodes, featureGate }: { tolerations: Toleration[]; nodes: Record<string, Taint[]>; featureGate?: string }) => {
  const features = { comparisonOperators: featureGate === "TaintTolerationComparisonOperators" };
  const names = Object.keys(nodes);
  const scores = names.map(name => taintScore(node(name, { taints: nodes[name]! }), tolerations, features));
  normalizeScores(scores, true);
  return Object.fromEntries(names.map((name, i) => [name, scores[i]]));
});
export const engineMatters = false;
