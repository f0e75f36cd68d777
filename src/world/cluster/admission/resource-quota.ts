import { keyOf, type Kind, type Objects } from "../kinds.ts";
import type { Control } from "../loop.ts";
import type { Pod, ResourceList, ResourceQuota } from "../objects.ts";
import { formatQuantity } from "../quantity-text.ts";
import { add, compare, mustParse, zero, type Quantity } from "../quantity.ts";
import { countedKind, podUse } from "../quota/usage.ts";
import type { Store } from "../store.ts";
import { update } from "../write.ts";

/** Source: `staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go`, CheckRequest. */
const quotasOf = (store: Store, { metadata }: Objects[Kind]): ResourceQuota[] => store.inNamespace("ResourceQuota", metadata.namespace ?? "default");

/** Why a namespace's quota has no room for a new object: something it must name, or the first quota that would be exceeded. */
export function quotaRefusal<K extends Kind>(store: Store, kind: K, object: Objects[K]): string | undefined {
  for (const { metadata: { name }, spec: { hard = {} }, status: { used } } of quotasOf(store, object)) {
    const asked = delta(kind, object, hard);
    if (asked.size === 0) continue;
    if (kind === "Pod") {
      const missing = unnamed(object as Pod, hard);
      if (missing !== "") return `failed quota: ${name}: must specify ${missing}`;
    }
    if (used === undefined) return `status unknown for quota: ${name}, resources: ${[...asked.keys()].sort().join(",")}`;
    const over = [...asked].filter(([resource, amount]) => compare(add(mustParse(used[resource] ?? "0"), amount), mustParse(hard[resource]!)) > 0).map(([resource]) => resource).sort();
    if (over.length === 0) continue;
    const list = (of: (resource: string) => string): string => over.map((resource) => `${resource}=${of(resource)}`).join(",");
    return `exceeded quota: ${name}, requested: ${list((r) => formatQuantity(asked.get(r)!))}, used: ${list((r) => used[r] ?? "0")}, limited: ${list((r) => hard[r]!)}`;
  }
  return undefined;
}

/** What was let in counts at once, before the controller has counted again. */
export function chargeQuotas<K extends Kind>(control: Control, kind: K, object: Objects[K]): void {
  for (const { metadata, spec: { hard = {} } } of quotasOf(control.cluster.store, object)) {
    const asked = delta(kind, object, hard);
    if (asked.size > 0) update(control, "ResourceQuota", keyOf("ResourceQuota", metadata), (quota) => ({ ...quota, status: { ...quota.status, used: charged(quota.status.used, asked) } }));
  }
}

const charged = (used: ResourceList | undefined, asked: ReadonlyMap<string, Quantity>): ResourceList =>
  ({ ...used, ...Object.fromEntries([...asked].map(([resource, amount]) => [resource, formatQuantity(add(mustParse(used?.[resource] ?? "0"), amount))])) });

/** What the object would add to what the quota limits. */
function delta<K extends Kind>(kind: K, object: Objects[K], hard: ResourceList): Map<string, Quantity> {
  const asked = new Map<string, Quantity>();
  for (const resource of Object.keys(hard)) {
    const amount = kind === "Pod" ? podUse(object as Pod, resource) : countedKind(resource) === kind ? mustParse("1") : undefined;
    if (amount !== undefined && compare(amount, zero) !== 0) asked.set(resource, amount);
    else if (kind === "Pod" && amount !== undefined) asked.set(resource, zero);
  }
  return asked;
}

/** A quota on a compute resource obliges every container to name it: `limits.cpu for: app,sidecar; …`. Source: `evaluator/core/pods.go`, Constraints. */
function unnamed({ spec: { containers } }: Pod, hard: ResourceList): string {
  const obliged = Object.keys(hard).filter((resource) => /^((requests|limits)\.)?(cpu|memory)$/.test(resource)).sort();
  return obliged.flatMap((resource) => {
    const [what, name] = resource.startsWith("limits.") ? (["limits", resource.slice(7)] as const) : (["requests", resource.replace(/^requests\./, "")] as const);
    const without = containers.filter(({ resources }) => resources?.[what]?.[name] === undefined).map((container) => container.name);
    return without.length === 0 ? [] : [`${resource} for: ${without.join(",")}`];
  }).join("; ");
}
