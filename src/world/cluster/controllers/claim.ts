import { keyOf, type Objects } from "../kinds.ts";
import { matchesLabelSelector } from "../label-selector.ts";
import type { Control } from "../loop.ts";
import type { LabelSelector, ObjectMeta } from "../objects.ts";
import { update } from "../write.ts";
import { controllerRef } from "./controller-ref.ts";

type Owner = { readonly metadata: ObjectMeta; readonly spec: { readonly selector?: LabelSelector } };

/**
 * What an owner manages of a kind, brought in line with its selector: what no longer matches is let go, what matches and
 * nobody manages is taken over. One that is being deleted takes nothing over, and nothing that is being deleted is taken.
 * Source: `pkg/controller/controller_ref_manager.go`, ClaimObject.
 */
export function claim<K extends "Pod" | "ReplicaSet">(control: Control, kind: K, ownerKind: "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" | "Job", owner: Owner): Objects[K][] {
  const { store } = control.cluster;
  const { uid, namespace, deletionTimestamp } = owner.metadata;
  const matches = (object: Objects[K]): boolean => matchesLabelSelector(owner.spec.selector, object.metadata.labels);
  const kept: Objects[K][] = [];
  for (const object of store.ownedBy(uid!, kind)) {
    if (matches(object)) kept.push(object);
    else letGo(control, kind, object, uid!);
  }
  if (deletionTimestamp !== undefined) return kept;
  for (const object of store.uncontrolled(kind, namespace ?? "default")) {
    if (object.metadata.deletionTimestamp === undefined && matches(object)) kept.push(takeOver(control, kind, object, ownerKind, owner));
  }
  return kept;
}

function letGo<K extends "Pod" | "ReplicaSet">(control: Control, kind: K, object: Objects[K], uid: string): void {
  change(control, kind, object, (references) => references.filter((reference) => reference.uid !== uid));
}

const takeOver = <K extends "Pod" | "ReplicaSet">(control: Control, kind: K, object: Objects[K], ownerKind: Parameters<typeof claim>[2], owner: Owner): Objects[K] =>
  change(control, kind, object, (references) => [...references, controllerRef(ownerKind, owner)]);

type References = NonNullable<ObjectMeta["ownerReferences"]>;

const change = <K extends "Pod" | "ReplicaSet">(control: Control, kind: K, object: Objects[K], to: (references: References) => References): Objects[K] =>
  update(control, kind, keyOf(kind, object.metadata), (o) => ({ ...o, metadata: { ...o.metadata, ownerReferences: to(o.metadata.ownerReferences ?? []) } }))!;
