import type { Nanos } from "../../../../kernel/time.ts";
import type { Pod } from "../../objects.ts";
import { deletionOrder, isPodActive } from "./active-pods.ts";

/**
 * The pods a set deletes to shrink by `count`; when all go, in the order given. `related` are the pods of all sets of
 * the same owner: those on crowded nodes go before others. Source: `pkg/controller/replicaset/replica_set.go`, getPodsToDelete.
 */
export function podsToDelete(pods: readonly Pod[], related: readonly Pod[], count: number, now: Nanos): Pod[] {
  if (count >= pods.length) return [...pods];
  const onNode = podsPerNode(related);
  return pods
    .map(pod => ({ pod, rank: onNode.get(pod.spec.nodeName ?? "") ?? 0 }))
    .sort((a, b) => deletionOrder(a, b, now))
    .slice(0, count)
    .map(({ pod }) => pod);
}

/** Source: `replica_set.go`, getPodsRankedByRelatedPodsOnSameNode. */
function podsPerNode(pods: readonly Pod[]): Map<string, number> {
  const onNode = new Map<string, number>();
  for (const pod of pods) {
    const node = pod.spec.nodeName ?? "";
    if (isPodActive(pod)) onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  return onNode;
}
