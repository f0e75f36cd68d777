import { budgetsOf } from "../controllers/disruption/budget.ts";
import type { Control } from "../loop.ts";
import type { Pod } from "../objects.ts";
import { searchOrder } from "../scheduler/cache.ts";
import { addPod, copyNodeInfo, podInfo, type NodeInfo } from "../scheduler/node-info.ts";
import { nodeRefusal } from "../scheduler/node-filters.ts";
import { controllerOf, type Store } from "../store.ts";

const SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

/** Whether a pod may be evicted to save a node. Source: `cluster-autoscaler/simulator/drainability/rules`. */
export function canBeMoved(store: Store, pod: Pod): boolean {
  const { metadata, spec, status } = pod;
  if (status.phase === "Succeeded" || status.phase === "Failed") return true;
  const safe = metadata.annotations?.[SAFE_TO_EVICT];
  if (safe === "false") return false;
  const budgets = budgetsOf(store, pod);
  if (budgets.some((budget) => budget.status.disruptionsAllowed < 1)) return false;
  if (safe === "true") return true;
  const local = spec.volumes?.some(({ emptyDir, hostPath }) => emptyDir !== undefined || hostPath !== undefined) === true;
  return controllerOf(metadata) !== undefined && !local && (metadata.namespace !== "kube-system" || budgets.length > 0);
}

/** Whether all these pods would find room on the other nodes, one after the other. Source: `simulator/cluster.go`, findPlaceFor. */
export function fitElsewhere({ cluster: { scheduler: { cache }, autoscaler } }: Control, name: string, pods: readonly Pod[]): boolean {
  const trial = new Map<number, NodeInfo>();
  const others = searchOrder(cache).filter((slot) => {
    const node = cache.places.at(slot)!.info.node.metadata.name;
    return node !== name && !autoscaler.removing.has(node);
  });
  return pods.every((pod) => {
    const { nodeName: _, ...spec } = pod.spec;
    const info = podInfo({ ...pod, spec });
    const slot = others.find((other) => nodeRefusal(info, trial.get(other) ?? cache.places.at(other)!.info) === undefined);
    if (slot === undefined) return false;
    const node = trial.get(slot) ?? copyNodeInfo(cache.places.at(slot)!.info);
    addPod(node, info);
    trial.set(slot, node);
    return true;
  });
}
