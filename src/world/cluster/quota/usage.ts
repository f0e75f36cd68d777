import type { Kind } from "../kinds.ts";
import { KINDS } from "../kinds.ts";
import type { Pod, ResourceList } from "../objects.ts";
import { podRequests } from "../pod-requests.ts";
import { formatQuantity } from "../quantity-text.ts";
import { add, milliValueOf, mustParse, valueOf, zero, type Quantity } from "../quantity.ts";
import type { Store } from "../store.ts";

/** What a namespace has used up of what its quota names. */

/** Pods that are over use nothing any more. Source: `pkg/quota/v1/evaluator/core/pods.go`, QuotaV1Pod. */
const uses = ({ status }: Pod): boolean => status.phase !== "Succeeded" && status.phase !== "Failed";

/** `limits.cpu` of a pod, `requests.memory`, `cpu`, `pods`; undefined when the name is none that pods are measured by. */
export function podUse(pod: Pod, resource: string): Quantity | undefined {
  if (!uses(pod)) return zero;
  if (resource === "pods" || resource === "count/pods") return mustParse("1");
  const [what, name] = resource.startsWith("limits.") ? ["limits", resource.slice(7)] : ["requests", resource.replace(/^requests\./, "")];
  if (name !== "cpu" && name !== "memory" && name !== "ephemeral-storage") return undefined;
  if (what === "limits") return pod.spec.containers.reduce((sum, { resources }) => add(sum, mustParse(resources?.limits?.[name] ?? "0")), zero);
  return asWritten(pod, name, podRequests(pod.spec)[name] ?? 0);
}

/** In the form it was written in, unless init containers need more than the others together. */
function asWritten({ spec }: Pod, resource: string, amount: number): Quantity {
  const total = spec.containers.reduce((sum, { resources }) => add(sum, mustParse(resources?.requests?.[resource] ?? "0")), zero);
  const same = (resource === "cpu" ? milliValueOf(total) : valueOf(total)) === amount;
  return same ? total : mustParse(resource === "cpu" ? `${amount}m` : `${amount}`);
}

/** Objects that are counted by a name of their own. Source: `pkg/quota/v1/evaluator/core`. */
const COUNTED: Readonly<Record<string, Kind>> = {
  services: "Service", configmaps: "ConfigMap", secrets: "Secret", persistentvolumeclaims: "PersistentVolumeClaim", resourcequotas: "ResourceQuota",
};

/** `count/deployments.apps` → Deployment. */
export function countedKind(resource: string): Kind | undefined {
  const [, plural] = /^count\/([a-z]+)/.exec(resource) ?? [];
  return plural === undefined ? COUNTED[resource] : KINDS.find((known) => known.resource === plural)?.kind;
}

/** Source: `pkg/quota/v1/resources.go`, CalculateUsage. */
export function quotaUsage(store: Store, namespace: string, hard: ResourceList): ResourceList {
  return Object.fromEntries(Object.keys(hard).map((resource) => [resource, formatQuantity(usageOf(store, namespace, resource))]));
}

function usageOf(store: Store, namespace: string, resource: string): Quantity {
  const kind = countedKind(resource);
  if (kind !== undefined && kind !== "Pod") return mustParse(`${store.inNamespace(kind, namespace).length}`);
  if (resource === "requests.storage") return store.inNamespace("PersistentVolumeClaim", namespace).reduce((sum, { spec }) => add(sum, mustParse(spec.resources.requests?.["storage"] ?? "0")), zero);
  if (resource === "services.nodeports") return mustParse(`${store.inNamespace("Service", namespace).flatMap(({ spec }) => spec.ports ?? []).filter(({ nodePort }) => nodePort !== undefined).length}`);
  return store.inNamespace("Pod", namespace).reduce((sum, pod) => add(sum, podUse(pod, resource) ?? zero), zero);
}
