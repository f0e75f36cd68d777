import type { Node, PodSpec } from "../objects.ts";
import { matchesRequiredNodeAffinity, NODE_AFFINITY_REASON } from "./node-affinity.ts";
import type { NodeInfo, PodInfo } from "./node-info.ts";
import { insufficientResources, type InsufficientResource } from "./node-resources-fit.ts";
import type { PluginName, Refusal } from "./refusal.ts";
import { isTolerated, taintReason, untoleratedTaint } from "./taint-toleration.ts";

/**
 * The filters that look at one node and its own pods only, in the order of the default plugins; the first to refuse has
 * the word. Source: `pkg/scheduler/apis/config/v1/default_plugins.go`, and each plugin's Filter.
 */
export function nodeRefusal(pod: PodInfo, info: NodeInfo): Refusal | undefined {
  const { spec } = pod.pod;
  const { node } = info;
  if (node.spec.unschedulable === true && !isTolerated(UNSCHEDULABLE, spec.tolerations ?? [])) return refusedBy("NodeUnschedulable", "node(s) were unschedulable");
  if (spec.nodeName !== undefined && spec.nodeName !== node.metadata.name) return refusedBy("NodeName", "node(s) didn't match the requested node name");
  const taint = untoleratedTaint(node, spec.tolerations);
  if (taint !== undefined) return refusedBy("TaintToleration", taintReason(taint));
  if (!matchesRequiredNodeAffinity(spec, node)) return refusedBy("NodeAffinity", NODE_AFFINITY_REASON);
  if (pod.hostPorts.some((port) => info.hostPorts.has(port))) return PORTS_TAKEN;
  return shortage(insufficientResources(pod, info));
}

/** The taint of a cordoned node. Source: `api/core/v1/well_known_taints.go`, TaintNodeUnschedulable. */
const UNSCHEDULABLE = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" } as const;

const PORTS_TAKEN: Refusal = { plugin: "NodePorts", reasons: ["node(s) didn't have free ports for the requested pod ports"], resolvable: true };

const refusals = new Map<string, Refusal>();

/** The same object for the same words: a large cluster gives them thousands of times. */
function refusedBy(plugin: PluginName, reason: string): Refusal {
  let known = refusals.get(reason);
  if (known === undefined) refusals.set(reason, (known = { plugin, reasons: [reason], resolvable: false }));
  return known;
}

/** More than the node has at all cannot be had by removing pods. Source: `noderesources/fit.go`, Filter. */
function shortage(lacking: readonly InsufficientResource[]): Refusal | undefined {
  if (lacking.length === 0) return undefined;
  return { plugin: "NodeResourcesFit", reasons: lacking.map(({ reason }) => reason), resolvable: lacking.every(({ requested, capacity }) => requested <= capacity) };
}

/**
 * The nodes that a required affinity names outright, as DaemonSets' pods do: no others need looking at.
 * Undefined when it leaves the choice open. Source: `plugins/nodeaffinity/node_affinity.go`, PreFilter.
 */
export function namedNodes({ affinity }: PodSpec): ReadonlySet<string> | undefined {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  if (terms === undefined || terms.length === 0) return undefined;
  const named = new Set<string>();
  for (const { matchFields = [] } of terms) {
    const names = matchFields.filter(({ key, operator }) => key === "metadata.name" && operator === "In").map(({ values = [] }) => values);
    if (names.length === 0) return undefined;
    for (const name of names[0]!) if (names.every((list) => list.includes(name))) named.add(name);
  }
  return named;
}

/** What a change of a node can mean to pods that it refused before. */
export const affectsScheduling = (before: Node | undefined, after: Node): boolean =>
  before === undefined || before.spec !== after.spec || before.metadata.labels !== after.metadata.labels
  || before.status.allocatable !== after.status.allocatable || before.status.images !== after.status.images;
