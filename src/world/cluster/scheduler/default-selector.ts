import { containsLabels } from "../label-selector.ts";
import type { LabelSelector, LabelSelectorRequirement, Pod } from "../objects.ts";
import type { Store } from "../store.ts";

/**
 * The selector that finds a pod's fellows: of the services in front of it and of the set that owns it. Undefined when
 * nobody selects it. Source: `pkg/scheduler/framework/plugins/helper/spread.go`, DefaultSelector.
 */
export function defaultSelector(store: Store, pod: Pod): LabelSelector | undefined {
  const ofOwner = ownersSelector(store, pod);
  const matchLabels = { ...servicesSelector(store, pod), ...ofOwner?.matchLabels };
  const matchExpressions: readonly LabelSelectorRequirement[] = ofOwner?.matchExpressions ?? [];
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) return undefined;
  return { matchLabels, ...(matchExpressions.length > 0 && { matchExpressions }) };
}

function servicesSelector(store: Store, { metadata }: Pod): Record<string, string> {
  const merged = {};
  for (const service of store.all("Service")) {
    const { selector } = service.spec;
    if (service.metadata.namespace !== metadata.namespace || selector === undefined || !containsLabels(metadata.labels, selector)) continue;
    Object.assign(merged, selector);
  }
  return merged;
}

function ownersSelector(store: Store, { metadata }: Pod): LabelSelector | undefined {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner?.kind !== "ReplicaSet" && owner?.kind !== "StatefulSet") return undefined;
  return store.get(owner.kind, `${metadata.namespace ?? "default"}/${owner.name}`)?.spec.selector;
}
