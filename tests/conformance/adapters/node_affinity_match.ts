import type { Labels, NodeSelectorTerm } from "../../../src/world/cluster/objects.ts";
import { matchesRequiredNodeAffinity } from "../../../src/world/cluster/scheduler/node-affinity.ts";
import { answering } from "../kubernetes/answering.ts";
import { affinityOf, node, optional, pod } from "../kubernetes/objects.ts";

interface Input {
  pod: { nodeSelector?: Labels; requiredTerms?: NodeSelectorTerm[] | null };
  nodeLabels: Record<string, string>;
  nodeName?: string;
}

export const check = answering(({ pod: { nodeSelector, requiredTerms }, nodeLabels, nodeName = "" }: Input) => {
  const required = requiredTerms === undefined ? undefined : affinityOf({ nodeSelectorTerms: requiredTerms ?? [] });
  const { spec } = pod({ ...optional("nodeSelector", nodeSelector), ...optional("affinity", required) });
  return matchesRequiredNodeAffinity(spec, node(nodeName, { labels: nodeLabels }));
});
export const engineMatters = false;
