import type { Pod, PriorityClass } from "../objects.ts";
import type { Store } from "../store.ts";

/** Classes that every cluster has. Source: `pkg/apis/scheduling/v1/helpers.go`, SystemPriorityClasses. */
export const SYSTEM_PRIORITY_CLASSES: readonly PriorityClass[] = [
  { metadata: { name: "system-cluster-critical" }, value: 2_000_000_000, preemptionPolicy: "PreemptLowerPriority", description: "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary." },
  { metadata: { name: "system-node-critical" }, value: 2_000_001_000, preemptionPolicy: "PreemptLowerPriority", description: "Used for system critical pods that must not be moved from their current node." },
];

/**
 * Turns the name of a pod's class into a number; pods without get the default class, or 0.
 * Source: `plugin/pkg/admission/priority/admission.go`, admitPod.
 */
export function withPriority(store: Store, pod: Pod): Pod {
  const { priorityClassName, priority } = pod.spec;
  const known = priorityClassName === undefined || priorityClassName === "" ? defaultClass(store) : store.get("PriorityClass", priorityClassName);
  const value = known?.value ?? priority ?? 0;
  const preemptionPolicy = pod.spec.preemptionPolicy ?? known?.preemptionPolicy ?? "PreemptLowerPriority";
  const name = priorityClassName ?? known?.metadata.name;
  return { ...pod, spec: { ...pod.spec, priority: value, preemptionPolicy, ...(name !== undefined && { priorityClassName: name }) } };
}

function defaultClass(store: Store): PriorityClass | undefined {
  let found: PriorityClass | undefined;
  for (const known of store.all("PriorityClass")) if (known.globalDefault === true && (found === undefined || known.value < found.value)) found = known;
  return found;
}

/** Why the class will not do. */
export const priorityRefusal = (store: Store, { spec: { priorityClassName } }: Pod): string | undefined =>
  priorityClassName === undefined || priorityClassName === "" || store.get("PriorityClass", priorityClassName) !== undefined
    ? undefined : `no PriorityClass with name ${priorityClassName} was found`;
