import type {
  Labels,
  LabelSelector,
  Node,
  NodeSelectorTerm,
  Pod,
  Toleration,
  TopologySpreadConstraint,
} from "../../../src/world/cluster/objects.ts";
import { addPod, nodeInfo, podInfo, type NodeInfo } from "../../../src/world/cluster/scheduler/node-info.ts";
import { affinityOf, labelsOf, node, NOW, optional, pod } from "./objects.ts";

interface SpreadNode {
  name: string;
  labels: Record<string, string>;
  taints?: boolean | Node["spec"]["taints"];
}

export interface SpreadInput {
  podLabels?: string[];
  constraints: (Omit<TopologySpreadConstraint, "whenUnsatisfiable" | "labelSelector"> & { labelSelector: LabelSelector | null })[];
  nodes: SpreadNode[];
  filteredOutNodes?: SpreadNode[];
  existingPods: { node: string; labels?: string[]; namespace?: string; terminating?: boolean }[];
  nodeSelector?: Labels;
  requiredTerms?: NodeSelectorTerm[];
  tolerations?: Toleration[];
  systemDefaulting?: boolean;
}

/** The pod that asks for a place, the candidates, and all nodes with the pods that run there. */
export function spreadScene(
  input: SpreadInput,
  whenUnsatisfiable: TopologySpreadConstraint["whenUnsatisfiable"],
): { asking: Pod; candidates: NodeInfo[]; all: NodeInfo[] } {
  const candidates = input.nodes.map(asNodeInfo);
  const all = [...candidates, ...(input.filteredOutNodes ?? []).map(asNodeInfo)];
  input.existingPods.forEach((p, i) => {
    const on = all.find(n => n.node.metadata.name === p.node);
    const metadata = { name: `p${i}`, labels: labelsOf(p.labels), ...optional("namespace", p.namespace), ...optional("deletionTimestamp", p.terminating ? NOW : undefined) };
    if (on) addPod(on, podInfo(pod({}, { metadata })));
  });
  const topologySpreadConstraints = input.constraints.map(({ labelSelector, ...c }) => ({ ...c, whenUnsatisfiable, ...optional("labelSelector", labelSelector) }));
  const asking = pod({
    topologySpreadConstraints,
    ...optional("nodeSelector", input.nodeSelector),
    ...optional("tolerations", input.tolerations),
    ...optional("affinity", input.requiredTerms && affinityOf({ nodeSelectorTerms: input.requiredTerms })),
  }, { metadata: { name: "asking", labels: labelsOf(input.podLabels) } });
  return { asking, candidates, all };
}

const asNodeInfo = ({ name, labels, taints }: SpreadNode): NodeInfo =>
  nodeInfo(node(name, { labels, ...optional("taints", taints === true ? [{ key: "k", effect: "NoSchedule" as const }] : taints || undefined) }));
