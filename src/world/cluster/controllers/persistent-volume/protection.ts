import { keyOf } from "../../kinds.ts";
import type { Control } from "../../loop.ts";
import type { Pod } from "../../objects.ts";
import type { Change, Store } from "../../store.ts";
import { remove } from "../../write.ts";

/**
 * A claim that a pod uses stays until that has ended, whoever has deleted it: the finalizer kubernetes.io/pvc-protection.
 * Source: `pkg/controller/volume/pvcprotection/pvc_protection_controller.go`.
 */

const claimsOf = ({ spec: { volumes = [] } }: Pod): string[] => volumes.flatMap(({ persistentVolumeClaim }) => (persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName]));

const hasEnded = ({ status: { phase } }: Pod): boolean => phase === "Succeeded" || phase === "Failed";

/** A pod that waits for a node does not use it yet. */
export function isUsed(store: Store, namespace: string, name: string): boolean {
  for (const pod of store.inNamespace("Pod", namespace)) if (pod.spec.nodeName !== undefined && !hasEnded(pod) && claimsOf(pod).includes(name)) return true;
  return false;
}

/** The claims of a pod that has gone or ended. */
export function letGo({ before, after }: Change<"Pod">): string[] {
  if (before === undefined || (after !== undefined && (!hasEnded(after) || hasEnded(before)))) return [];
  return claimsOf(before).map((name) => keyOf("PersistentVolumeClaim", { namespace: before.metadata.namespace ?? "default", name }));
}

/** Nobody uses a claim any more that somebody has deleted: it goes. */
export function unprotect(control: Control, key: string): void {
  const claim = control.cluster.store.get("PersistentVolumeClaim", key);
  if (claim?.metadata.deletionTimestamp === undefined || isUsed(control.cluster.store, claim.metadata.namespace ?? "default", claim.metadata.name)) return;
  remove(control, "PersistentVolumeClaim", key);
}
