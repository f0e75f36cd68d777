import type { NodeSelectorTerm } from "../../../src/world/cluster/objects.ts";
import { preferredNodeAffinityScore } from "../../../src/world/cluster/scheduler/node-affinity.ts";
import { answering } from "../kubernetes/answering.ts";
import { node } from "../kubernetes/objects.ts";

interface Input {
  terms: (NodeSelectorTerm & { weight: number })[];
  nodeName?: string;
  nodeLabels: Record<string, string>;
}

export const check = answering(({ terms, nodeName = "", nodeLabels }: Input) =>
  preferredNodeAffinityScore(terms.map(({ weight, ...preference }) => ({ weight, preference })), node(nodeName, { labels: nodeLabels })) ?? "error");
export const engineMatters = false;
