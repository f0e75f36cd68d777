import { matchesLabelSelector } from "../../label-selector.ts";
import type { LabelSelector, Node, Pod, TopologySpreadConstraint } from "../../objects.ts";
import { matchesRequiredNodeAffinity } from "../node-affinity.ts";
import type { NodeInfo } from "../node-info.ts";
import { untoleratedTaint } from "../taint-toleration.ts";

/** Every node is its own domain. Source: `api/core/v1/well_known_labels.go`. */
export const LABEL_HOSTNAME = "kubernetes.io/hostname";
export const LABEL_ZONE = "topology.kubernetes.io/zone";

/** A constraint of a pod with its defaults filled in. Source: `plugins/podtopologyspread/common.go`, topologySpreadConstraint. */
export interface SpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  /** Absent: matches nothing. */
  readonly selector: LabelSelector | undefined;
  readonly minDomains: number;
  readonly nodeAffinityPolicy: "Honor" | "Ignore";
  readonly nodeTaintsPolicy: "Honor" | "Ignore";
}

/** The pod's constraints of that kind; matchLabelKeys become part of the selector. Source: `common.go`, filterTopologySpreadConstraints. */
export const spreadConstraints = (pod: Pod, whenUnsatisfiable: TopologySpreadConstraint["whenUnsatisfiable"]): SpreadConstraint[] =>
  (pod.spec.topologySpreadConstraints ?? []).filter(c => c.whenUnsatisfiable === whenUnsatisfiable).map(c => ({
    maxSkew: c.maxSkew,
    topologyKey: c.topologyKey,
    selector: withLabelKeys(c, pod),
    minDomains: c.minDomains ?? 1,
    nodeAffinityPolicy: c.nodeAffinityPolicy ?? "Honor",
    nodeTaintsPolicy: c.nodeTaintsPolicy ?? "Ignore",
  }));

/**
 * What a pod without constraints gets, all ScheduleAnyway, when services or workloads select it with that selector.
 * Source: `plugins/podtopologyspread/plugin.go`, systemDefaultConstraints.
 */
export const systemDefaultConstraints = (selector: LabelSelector): SpreadConstraint[] =>
  [{ topologyKey: LABEL_HOSTNAME, maxSkew: 3 }, { topologyKey: LABEL_ZONE, maxSkew: 5 }].map(c => ({
    ...c, selector, minDomains: 1, nodeAffinityPolicy: "Honor", nodeTaintsPolicy: "Ignore",
  }));

function withLabelKeys({ labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint, pod: Pod): LabelSelector | undefined {
  if (!labelSelector || matchLabelKeys.length === 0) return labelSelector;
  const own = matchLabelKeys.flatMap(key => {
    const value = pod.metadata.labels?.[key];
    return value === undefined ? [] : [{ key, operator: "In", values: [value] }];
  });
  return { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...own] };
}

/** Whether the node takes part in a constraint. Source: `common.go`, matchNodeInclusionPolicies. */
export function includesNode(constraint: SpreadConstraint, pod: Pod, node: Node): boolean {
  if (constraint.nodeAffinityPolicy === "Honor" && !matchesRequiredNodeAffinity(pod.spec, node)) return false;
  return constraint.nodeTaintsPolicy === "Ignore" || untoleratedTaint(node, pod.spec.tolerations) === undefined;
}

/** Whether the node carries the key of every constraint. Source: `common.go`, nodeLabelsMatchSpreadConstraints. */
export const hasAllKeys = (constraints: readonly SpreadConstraint[], { metadata }: Node): boolean =>
  constraints.every(({ topologyKey }) => metadata.labels?.[topologyKey] !== undefined);

/** How many pods of a node count for a constraint, counted one by one: same namespace, not being deleted, selected. Source: `common.go`, countPodsMatchSelector. */
export function countMatchingPods(constraint: SpreadConstraint, node: NodeInfo, namespace: string): number {
  if (isEmpty(constraint.selector)) return 0;
  let count = 0;
  for (const { pod } of node.pods) if (countsFor(constraint, pod, namespace)) count++;
  return count;
}

export const countsFor = ({ selector }: SpreadConstraint, { metadata }: Pod, namespace: string): boolean =>
  metadata.deletionTimestamp === undefined && (metadata.namespace ?? "default") === namespace && matchesLabelSelector(selector, metadata.labels);

/** An empty selector would count every pod; Kubernetes counts none instead. */
export const isEmpty = (selector: LabelSelector | undefined): boolean =>
  !selector || (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0);
