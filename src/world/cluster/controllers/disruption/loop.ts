import { conditionSet } from "../../conditions.ts";
import { keyOf } from "../../kinds.ts";
import type { Loop } from "../../loop.ts";
import { isPodReady, type Condition, type Pod } from "../../objects.ts";
import { same } from "../../same.ts";
import type { Change, Store } from "../../store.ts";
import { update } from "../../write.ts";
import { budgetsOf, countBudget } from "./budget.ts";

/**
 * Keeps count of how many pods each PodDisruptionBudget could miss now. Who wants to evict one asks the budget.
 * Source: `pkg/controller/disruption/disruption.go`.
 */
export const disruption: Loop = {
  name: "disruption",
  hears: {
    PodDisruptionBudget: ({ before, after, key }) => (after !== undefined && before?.spec !== after.spec ? [key] : []),
    Pod: (change, { store }) => concerned(change, store),
    Deployment: ({ before, after }, { store }) => (after !== undefined && before?.spec.replicas !== after.spec.replicas ? allIn(store, after.metadata.namespace) : []),
    StatefulSet: ({ before, after }, { store }) => (after !== undefined && before?.spec.replicas !== after.spec.replicas ? allIn(store, after.metadata.namespace) : []),
  },
  sync(control, key) {
    const { cluster: { store }, env } = control;
    update(control, "PodDisruptionBudget", key, (budget) => {
      const counts = countBudget(store, budget);
      const status = { ...counts, conditions: conditionSet(budget.status.conditions, allowed(counts.disruptionsAllowed), env.now) };
      return same(budget.status, status) ? budget : { ...budget, status };
    });
  },
};

const allowed = (disruptions: number): Condition =>
  disruptions > 0 ? { type: "DisruptionAllowed", status: "True", reason: "SufficientPods" } : { type: "DisruptionAllowed", status: "False", reason: "InsufficientPods" };

const allIn = (store: Store, namespace = "default"): string[] => store.inNamespace("PodDisruptionBudget", namespace).map(({ metadata }) => keyOf("PodDisruptionBudget", metadata));

/** A change of anything else says nothing to a budget. */
function concerned({ before, after }: Change<"Pod">, store: Store): string[] {
  const alike = before !== undefined && after !== undefined && before.metadata.labels === after.metadata.labels && isHealthy(before) === isHealthy(after);
  if (alike || store.count("PodDisruptionBudget") === 0) return [];
  return [...new Set([before, after].flatMap((pod) => (pod === undefined ? [] : budgetsOf(store, pod))).map(({ metadata }) => keyOf("PodDisruptionBudget", metadata)))];
}

const isHealthy = (pod: Pod): boolean => pod.metadata.deletionTimestamp === undefined && isPodReady(pod);
