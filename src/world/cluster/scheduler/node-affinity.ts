import { containsLabels, isValidRequirement, matchesRequirement } from "../label-selector.ts";
import type { LabelSelectorRequirement, Labels, Node, NodeSelectorTerm, PodSpec, PreferredSchedulingTerm } from "../objects.ts";

/** Source: `pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go`, ErrReasonPod. */
export const NODE_AFFINITY_REASON = "node(s) didn't match Pod's node affinity/selector";

/**
 * Whether the node has what the pod's nodeSelector and required affinity ask for; both must hold.
 * Source: `component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go`, RequiredNodeAffinity.Match.
 */
export function matchesRequiredNodeAffinity({ nodeSelector, affinity }: PodSpec, node: Node): boolean {
  if (nodeSelector && !containsLabels(node.metadata.labels, nodeSelector)) return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || required.nodeSelectorTerms.some(term => isValidTerm(term) && matchesTerm(term, node));
}

/**
 * The sum of the weights of the preferred terms that match, before it is normalised; undefined when a term cannot be
 * read (one with weight 0 is skipped unread). Source: `nodeaffinity.go`, PreferredSchedulingTerms.Score.
 */
export function preferredNodeAffinityScore(terms: readonly PreferredSchedulingTerm[], node: Node): number | undefined {
  let score = 0;
  for (const { weight, preference } of terms) {
    if (weight === 0 || isEmptyTerm(preference)) continue;
    if (!isValidTerm(preference)) return undefined;
    if (matchesTerm(preference, node)) score += weight;
  }
  return score;
}

const isEmptyTerm = ({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean =>
  matchExpressions.length === 0 && matchFields.length === 0;

/** All requirements of a term hold; an empty term matches nothing. */
function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  if (isEmptyTerm(term)) return false;
  const { matchExpressions = [], matchFields = [] } = term;
  const fields: Labels = { "metadata.name": node.metadata.name };
  return matchExpressions.every(r => matchesRequirement(r, node.metadata.labels)) && matchFields.every(r => matchesRequirement(r, fields));
}

const isValidTerm = ({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean =>
  matchExpressions.every(isValidRequirement) && matchFields.every(isValidFieldRequirement);

/**
 * The only field is the node's name, compared with exactly one value.
 * Source: `nodeaffinity.go`, nodeSelectorRequirementsAsFieldSelector.
 */
const isValidFieldRequirement = ({ key, operator, values = [] }: LabelSelectorRequirement): boolean =>
  key === "metadata.name" && (operator === "In" || operator === "NotIn") && values.length === 1;
