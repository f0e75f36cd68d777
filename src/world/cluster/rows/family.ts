import type { ReplicaSet, Pod } from "../objects.ts";

/** Pods of the same name up to what was generated: `shop-7d4b9c6f5-x2x8z` is one of shop's. */
export function familyOf({ metadata }: Pod, replicaSet: (key: string) => ReplicaSet | undefined): string {
  const owner = metadata.ownerReferences?.find((o) => o.controller === true);
  if (owner === undefined) return metadata.name;
  if (owner.kind !== "ReplicaSet") return owner.name;
  const set = replicaSet(`${metadata.namespace}/${owner.name}`);
  return set?.metadata.ownerReferences?.find((o) => o.controller === true)?.name ?? owner.name;
}
