import type { Control } from "../../loop.ts";
import { kindInfo, qualified, type Kind } from "../../kinds.ts";
import { matchesLabelSelector } from "../../label-selector.ts";
import type { HorizontalPodAutoscaler, LabelSelector, Pod } from "../../objects.ts";
import { update } from "../../write.ts";

const SCALABLE: readonly Kind[] = ["Deployment", "ReplicaSet", "StatefulSet"];

/** What is scaled, as its scale subresource tells it. Source: `client-go/scale`. */
export interface ScaleTarget {
  readonly kind: "Deployment" | "ReplicaSet" | "StatefulSet";
  readonly key: string;
  readonly replicas: number;
  readonly selector: LabelSelector | undefined;
}

export type Found = ScaleTarget | { readonly missing: string };

export function scaleTarget({ cluster: { store } }: Control, { metadata, spec: { scaleTargetRef: { kind, name } } }: HorizontalPodAutoscaler): Found {
  if (!SCALABLE.includes(kind as Kind)) return { missing: `no matches for kind "${kind}" in group "apps"` };
  const known = kind as ScaleTarget["kind"];
  const key = `${metadata.namespace ?? "default"}/${name}`;
  const object = store.get(known, key);
  if (object === undefined) return { missing: `${qualified(kindInfo(known))} "${name}" not found` };
  return { kind: known, key, replicas: object.spec.replicas ?? 1, selector: object.spec.selector };
}

export const setReplicas = (control: Control, { kind, key }: ScaleTarget, replicas: number): void =>
  void update(control, kind, key, (object) => ({ ...object, spec: { ...object.spec, replicas } }) as typeof object);

/** The pods that its selector finds, whoever made them. */
export const targetPods = ({ cluster: { store } }: Control, { key, selector }: ScaleTarget): Pod[] =>
  store.podsWith(key.slice(0, key.indexOf("/")), selector?.matchLabels ?? {}).filter(({ metadata }) => matchesLabelSelector(selector, metadata.labels));
