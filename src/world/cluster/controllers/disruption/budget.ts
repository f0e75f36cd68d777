import { scaledValue } from "../../int-or-string.ts";
import { keyOf } from "../../kinds.ts";
import { matchesLabelSelector } from "../../label-selector.ts";
import { isPodReady, type Pod, type PodDisruptionBudget } from "../../objects.ts";
import type { Store } from "../../store.ts";

type Counts = Pick<PodDisruptionBudget["status"], "currentHealthy" | "desiredHealthy" | "disruptionsAllowed" | "expectedPods">;

/** Pods that a budget looks after; an empty selector means all of its namespace. */
function podsOf(store: Store, { metadata: { namespace = "default" }, spec: { selector } }: PodDisruptionBudget): Pod[] {
  if (selector === undefined) return [];
  const some = Object.keys(selector.matchLabels ?? {}).length > 0 ? store.podsWith(namespace, selector.matchLabels!) : store.inNamespace("Pod", namespace);
  return some.filter(({ metadata }) => matchesLabelSelector(selector, metadata.labels));
}

/** Budgets that look after a pod. Source: `pkg/controller/disruption/disruption.go`, getPdbForPod. */
export const budgetsOf = (store: Store, { metadata }: Pod): PodDisruptionBudget[] =>
  store.inNamespace("PodDisruptionBudget", metadata.namespace ?? "default").filter(({ spec }) => matchesLabelSelector(spec.selector, metadata.labels));

/** How many pods are healthy, must be, and may therefore be missed. Source: `disruption.go`, trySync, getExpectedPodCount, updatePdbStatus. */
export function countBudget(store: Store, budget: PodDisruptionBudget): Counts {
  const pods = podsOf(store, budget);
  const currentHealthy = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined && isPodReady(pod)).length;
  const { expectedPods, desiredHealthy } = wanted(store, budget, pods);
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  return { currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed };
}

/** Percentages round up, and count from what the pods' owners wish for; so does `maxUnavailable`. */
function wanted(store: Store, { spec: { minAvailable, maxUnavailable } }: PodDisruptionBudget, pods: readonly Pod[]): { expectedPods: number; desiredHealthy: number } {
  if (maxUnavailable !== undefined) {
    const expectedPods = wishedFor(store, pods);
    return { expectedPods, desiredHealthy: Math.max(0, expectedPods - (scaledValue(maxUnavailable, expectedPods, "up") ?? 0)) };
  }
  if (typeof minAvailable === "number") return { expectedPods: pods.length, desiredHealthy: minAvailable };
  const expectedPods = wishedFor(store, pods);
  return { expectedPods, desiredHealthy: scaledValue(minAvailable ?? 1, expectedPods, "up") ?? 0 };
}

/** The sizes of all that own the pods; those without an owner do not count. Source: `disruption.go`, getExpectedScale. */
function wishedFor(store: Store, pods: readonly Pod[]): number {
  const sizes = new Map<string, number>();
  for (const pod of pods) {
    const scale = scaleOf(store, pod);
    if (scale !== undefined) sizes.set(scale.uid, scale.replicas);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

function scaleOf(store: Store, { metadata }: Pod): Scale | undefined {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const at = (name: string): string => keyOf("Pod", { namespace: metadata.namespace ?? "default", name });
  if (owner?.kind === "StatefulSet") return owned(store.get("StatefulSet", at(owner.name)));
  if (owner?.kind !== "ReplicaSet") return undefined;
  const set = store.get("ReplicaSet", at(owner.name));
  const above = set?.metadata.ownerReferences?.find(({ controller, kind }) => controller === true && kind === "Deployment");
  return owned((above && store.get("Deployment", at(above.name))) ?? set);
}

const owned = (object: { readonly metadata: { readonly uid?: string }; readonly spec: { readonly replicas?: number } } | undefined): Scale | undefined =>
  object && { uid: object.metadata.uid!, replicas: object.spec.replicas ?? 1 };
