import type { Control } from "../loop.ts";
import type { Pod } from "../objects.ts";
import { countReasons } from "../scheduler/fit-error.ts";
import { addPod, nodeInfo, podInfo, type NodeInfo, type PodInfo } from "../scheduler/node-info.ts";
import { nodeRefusal } from "../scheduler/node-filters.ts";
import { templateNode, type NodeGroup } from "./node-group.ts";

/** How many nodes of a group would be wanted, and for which pods. */
export interface Option {
  readonly group: NodeGroup;
  readonly count: number;
  readonly pods: readonly Pod[];
  /** The share of the new nodes that nobody asks for. */
  readonly waste: number;
  /** Why the others are not helped. */
  readonly reasons: ReadonlyMap<string, number>;
}

/**
 * Packs pods into new nodes of a group, the largest first, until all have a place or the group is at its end.
 * Source: `cluster-autoscaler/estimator/binpacking_estimator.go`; expander/waste for what is wasted.
 */
export function estimate(control: Control, group: NodeGroup, pods: readonly Pod[]): Option {
  const reasons = new Map<string, number>();
  const nodes: NodeInfo[] = [];
  const helped: Pod[] = [];
  const most = Math.min(group.off.length, group.spec.max - group.size);
  if (most <= 0) reasons.set(FULL, 1);
  for (const pod of most <= 0 ? [] : pods.map(podInfo).sort(bySize)) {
    const node = nodes.find((info) => nodeRefusal(pod, info) === undefined) ?? fresh(control, group, nodes, most, pod, reasons);
    if (node === undefined) continue;
    addPod(node, pod);
    helped.push(pod.pod);
  }
  return { group, count: nodes.length, pods: helped, waste: wasteOf(nodes), reasons };
}

const bySize = (a: PodInfo, b: PodInfo): number => b.requests.milliCPU - a.requests.milliCPU || b.requests.memory - a.requests.memory;

function fresh(control: Control, group: NodeGroup, nodes: NodeInfo[], most: number, pod: PodInfo, reasons: Map<string, number>): NodeInfo | undefined {
  const template = templateNode(control, group.off[Math.min(nodes.length, group.off.length - 1)]!);
  if (template === undefined) return undefined;
  const info = nodeInfo(template);
  const refusal = nodeRefusal(pod, info);
  if (refusal === undefined && nodes.length < most) return nodes.push(info), info;
  countReasons(reasons, refusal?.reasons ?? [FULL]);
  return undefined;
}

const FULL = "max node group size reached";

function wasteOf(nodes: readonly NodeInfo[]): number {
  const free = (of: "milliCPU" | "memory"): number => {
    const total = nodes.reduce((sum, { allocatable }) => sum + allocatable[of], 0);
    return total === 0 ? 0 : 1 - nodes.reduce((sum, { requested }) => sum + requested[of], 0) / total;
  };
  return (free("milliCPU") + free("memory")) / 2;
}
