import type { Node, PersistentVolume, Pod } from "../objects.ts";
import type { Store } from "../store.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Pods wait for their claims, and go where the volumes can be reached. Source:
 * `pkg/scheduler/framework/plugins/volumebinding/volume_binding.go`, PreFilter and Filter.
 */
export interface PodVolumes {
  /** Why no node will do at all. */
  readonly refusal?: string;
  readonly volumes: readonly PersistentVolume[];
}

const NO_VOLUMES: PodVolumes = { volumes: [] };

/** What stands behind the pod's claims. */
export function podVolumes(store: Store, { spec, metadata }: Pod): PodVolumes {
  const claims = spec.volumes?.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []) ?? [];
  if (claims.length === 0) return NO_VOLUMES;
  const volumes: PersistentVolume[] = [];
  for (const name of claims) {
    const claim = store.get("PersistentVolumeClaim", `${metadata.namespace ?? "default"}/${name}`);
    if (claim === undefined) return { volumes, refusal: `persistentvolumeclaim "${name}" not found` };
    if (claim.metadata.deletionTimestamp !== undefined) return { volumes, refusal: `persistentvolumeclaim "${name}" is being deleted` };
    const volume = claim.spec.volumeName === undefined ? undefined : store.get("PersistentVolume", claim.spec.volumeName);
    if (claim.status.phase === "Pending" || volume === undefined) return { volumes, refusal: "pod has unbound immediate PersistentVolumeClaims" };
    volumes.push(volume);
  }
  return { volumes };
}

const ELSEWHERE: Refusal = { plugin: "VolumeBinding", reasons: ["node(s) didn't match PersistentVolume's node affinity"], resolvable: false };

export const volumeRefusal = ({ volumes }: PodVolumes, { metadata }: Node): Refusal | undefined =>
  volumes.some(({ spec }) => spec.nodeName !== undefined && spec.nodeName !== metadata.name) ? ELSEWHERE : undefined;
