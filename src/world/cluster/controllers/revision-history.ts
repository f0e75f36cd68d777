import { keyOf } from "../kinds.ts";
import type { Control } from "../loop.ts";
import type { ControllerRevision, ObjectMeta, PodTemplateSpec } from "../objects.ts";
import { create, remove, update } from "../write.ts";
import { controllerRef } from "./controller-ref.ts";
import { podTemplateHash } from "./deployment/new-replica-set.ts";

export const REVISION_LABEL = "controller-revision-hash";

interface Owner {
  readonly kind: "StatefulSet" | "DaemonSet";
  readonly object: { readonly metadata: ObjectMeta };
}

const revisionsOf = ({ cluster }: Control, { object }: Owner): ControllerRevision[] =>
  cluster.store.ownedBy(object.metadata.uid!, "ControllerRevision").toSorted((a, b) => a.revision - b.revision);

/**
 * The revision of the present template, written down when there is none; an old one that is wished again becomes the
 * newest. Source: `pkg/controller/history/controller_history.go`; `stateful_set_control.go`, getStatefulSetRevisions.
 */
export function presentRevision(control: Control, owner: Owner, template: PodTemplateSpec): ControllerRevision {
  const known = revisionsOf(control, owner);
  const next = (known.at(-1)?.revision ?? 0) + 1;
  const { name: base, namespace = "default" } = owner.object.metadata;
  const hash = podTemplateHash(template);
  const same = known.find(({ metadata }) => metadata.name === `${base}-${hash}`);
  if (same === known.at(-1) && same !== undefined) return same;
  if (same !== undefined) return update(control, "ControllerRevision", keyOf("ControllerRevision", same.metadata), (r) => ({ ...r, revision: next }))!;
  const metadata = { name: `${base}-${hash}`, namespace, labels: { ...template.metadata?.labels, [REVISION_LABEL]: hash }, ownerReferences: [controllerRef(owner.kind, owner.object)] };
  return create(control, "ControllerRevision", { metadata, data: template, revision: next });
}

export const revisionNamed = (control: Control, owner: Owner, name: string): ControllerRevision | undefined => revisionsOf(control, owner).find(({ metadata }) => metadata.name === name);

/** Only so many are kept besides those that pods still have. Source: `stateful_set_control.go`, truncateHistory. */
export function forgetRevisions(control: Control, owner: Owner, live: ReadonlySet<string>, limit: number): void {
  const old = revisionsOf(control, owner).filter(({ metadata }) => !live.has(metadata.name));
  for (const { metadata } of old.slice(0, Math.max(0, old.length - limit))) remove(control, "ControllerRevision", keyOf("ControllerRevision", metadata));
}
