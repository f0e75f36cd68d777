import type { Node, Taint, TaintEffect, Toleration } from "../objects.ts";
import { toleratesTaint, type TolerationFeatures } from "./toleration.ts";

/**
 * The first NoSchedule or NoExecute taint the pod does not tolerate, if any: the node is no place for it.
 * Source: `pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go`, Filter.
 */
export const untoleratedTaint = (node: Node, tolerations: readonly Toleration[] = [], features?: TolerationFeatures): Taint | undefined =>
  node.spec.taints?.find(({ effect }, i, taints) => keepsOut(effect) && !isTolerated(taints[i]!, tolerations, features));

/** Why the node was refused, as 1.34 words it. Source: `taint_toleration.go`, Filter. */
export const taintReason = ({ key, value }: Taint): string => `node(s) had untolerated taint {${key}: ${value ?? ""}}`;

/** How many PreferNoSchedule taints the pod does not tolerate; to be normalised in reverse. Source: `taint_toleration.go`, Score. */
export function taintScore(node: Node, tolerations: readonly Toleration[] = [], features?: TolerationFeatures): number {
  let count = 0;
  if (!node.spec.taints) return 0;
  for (const taint of node.spec.taints)
    if (taint.effect === "PreferNoSchedule" && !isTolerated(taint, tolerations, features)) count++;
  return count;
}

const keepsOut = (effect: TaintEffect): boolean => effect === "NoSchedule" || effect === "NoExecute";

export const isTolerated = (taint: Taint, tolerations: readonly Toleration[], features?: TolerationFeatures): boolean =>
  tolerations.some(toleration => toleratesTaint(toleration, taint, features));
