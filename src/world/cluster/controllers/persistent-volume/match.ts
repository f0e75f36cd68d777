import type { PersistentVolume, PersistentVolumeClaim } from "../../objects.ts";
import { compare, mustParse } from "../../quantity.ts";

/**
 * The volume that a claim gets: one that is kept for it, else the smallest free one that is large enough, of its class,
 * and can be used as it asks. Source: `component-helpers/storage/volume/pv_helpers.go`, FindMatchingVolume.
 */
export function matchingVolume(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[]): PersistentVolume | undefined {
  const kept = volumes.find((volume) => isFor(volume, claim));
  if (kept !== undefined) return kept;
  const free = volumes.filter((volume) => volume.spec.claimRef === undefined && volume.status.phase === "Available" && fits(volume, claim));
  return free.toSorted((a, b) => compare(sizeOf(a), sizeOf(b)))[0];
}

const isFor = ({ spec: { claimRef } }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean =>
  claimRef?.name === metadata.name && claimRef.namespace === (metadata.namespace ?? "default") && (claimRef.uid === undefined || claimRef.uid === metadata.uid);

const sizeOf = ({ spec }: PersistentVolume) => mustParse(spec.capacity["storage"] ?? "0");

function fits(volume: PersistentVolume, { spec }: PersistentVolumeClaim): boolean {
  const asked = mustParse(spec.resources.requests?.["storage"] ?? "0");
  const modes = volume.spec.accessModes ?? [];
  return (volume.spec.storageClassName ?? "") === (spec.storageClassName ?? "") && (spec.accessModes ?? []).every((mode) => modes.includes(mode)) && compare(sizeOf(volume), asked) >= 0;
}
