import { refused, type Result } from "../../kernel/model.ts";
import { withCondition } from "./conditions.ts";
import { budgetsOf } from "./controllers/disruption/budget.ts";
import type { Control } from "./loop.ts";
import { keyOf } from "./kinds.ts";
import { isPodReady, type Pod, type PodDisruptionBudget } from "./objects.ts";
import type { Store } from "./store.ts";
import { requestDeletion, update } from "./write.ts";

/** The eviction API: a deletion that budgets have a say in. Source: `pkg/registry/core/pod/storage/eviction.go`, EvictionREST. */

/** Why the pod cannot be evicted now. */
export function evictionRefusal(store: Store, pod: Pod): Result | undefined {
  if (ignoresBudgets(pod)) return undefined;
  const budgets = budgetsOf(store, pod);
  if (budgets.length > 1) return refused("Error from server (InternalError): This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
  const [budget] = budgets;
  if (budget === undefined || isFreeToGo(pod, budget) || budget.status.disruptionsAllowed > 0) return undefined;
  const { desiredHealthy, currentHealthy } = budget.status;
  return refused(
    "Error from server (TooManyRequests): Cannot evict pod as it would violate the pod's disruption budget.",
    `The disruption budget ${budget.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
  );
}

/** Pods that serve nobody can go at any time. Source: `eviction.go`, canIgnorePDB. */
const ignoresBudgets = ({ metadata, status: { phase } }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined || phase === "Succeeded" || phase === "Failed" || phase === "Pending";

/** One that is not healthy is not missed while enough others are (unhealthyPodEvictionPolicy IfHealthyBudget). */
const isFreeToGo = (pod: Pod, { status: { currentHealthy, desiredHealthy } }: PodDisruptionBudget): boolean =>
  !isPodReady(pod) && currentHealthy >= desiredHealthy && desiredHealthy > 0;

/** What was allowed once is used up at once, before the controller has counted again. */
export function evict(control: Control, key: string, graceSeconds?: number): void {
  const pod = control.cluster.store.get("Pod", key);
  if (pod === undefined) return;
  const [budget] = ignoresBudgets(pod) ? [] : budgetsOf(control.cluster.store, pod);
  if (budget !== undefined && !isFreeToGo(pod, budget))
    update(control, "PodDisruptionBudget", keyOf("PodDisruptionBudget", budget.metadata), (b) => ({ ...b, status: { ...b.status, disruptionsAllowed: b.status.disruptionsAllowed - 1 } }));
  update(control, "Pod", key, (p) => withCondition(p, { type: "DisruptionTarget", status: "True", reason: "EvictionByEvictionAPI", message: "Eviction API: evicting" }, control.env.now));
  requestDeletion(control, "Pod", key, graceSeconds);
}
