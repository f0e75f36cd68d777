import { addVolume } from "../../containers/volumes.ts";
import type { Volume as Kept } from "../../containers/docker.ts";
import type { FileSpec } from "../../containers/spec.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import type { Control } from "../loop.ts";
import type { Labels, Pod, Volume } from "../objects.ts";
import { secretData } from "./container-env.ts";
import { uidOf } from "./pod-worker.ts";

/** What pods mount, as directories of their machine: `pkg/kubelet/volumemanager`. */

/** A volume of a pod among those of the machine: what a claim is bound to outlives pods, everything else is the pod's own. */
export function volumeName({ cluster: { store } }: Pick<Control, "cluster">, pod: Pod, name: string): string {
  const claim = claimOf(pod.spec.volumes?.find((volume) => volume.name === name));
  const bound = claim === undefined ? undefined : store.get("PersistentVolumeClaim", `${namespaceOf(pod)}/${claim}`)?.spec.volumeName;
  return bound === undefined ? `${uidOf(pod)}/${name}` : `pv/${bound}`;
}

const claimOf = (volume: Volume | undefined): string | undefined => volume?.persistentVolumeClaim?.claimName;
const namespaceOf = ({ metadata }: Pod): string => metadata.namespace ?? "default";

/** Makes all volumes of a pod ready on its machine; says for which one that cannot be done now, and why. */
export function mountVolumes(control: Control, machine: Machine, pod: Pod): { readonly volume: string; readonly why: string } | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const why = mount(control, machine, pod, volume);
    if (why !== undefined) return { volume: volume.name, why };
  }
  return undefined;
}

function mount(control: Control, machine: Machine, pod: Pod, volume: Volume): string | undefined {
  const { store } = control.cluster;
  const { configMap, secret, hostPath } = volume;
  if (configMap !== undefined) {
    const found = store.get("ConfigMap", `${namespaceOf(pod)}/${configMap.name}`);
    return found === undefined ? `configmap "${configMap.name}" not found` : void fill(control, machine, pod, volume, found.data ?? {});
  }
  if (secret !== undefined) {
    const found = store.get("Secret", `${namespaceOf(pod)}/${secret.secretName}`);
    return found === undefined ? `secret "${secret.secretName}" not found` : void fill(control, machine, pod, volume, secretData(found));
  }
  if (hostPath !== undefined) return void (machine.docker!.directories.has(hostPath.path) || machine.docker!.directories.set(hostPath.path, new Map()));
  return claimOf(volume) === undefined ? void own(control, machine, volumeName(control, pod, volume.name)) : claimed(control, machine, pod, claimOf(volume)!);
}

const own = ({ env }: Control, machine: Machine, name: string): Kept => addVolume(machine.docker!, name, true, env.now);

/** A file for every key. */
function fill(control: Control, machine: Machine, pod: Pod, { name }: Volume, data: Labels): void {
  own(control, machine, volumeName(control, pod, name)).files = new Map(Object.entries(data).map(([key, text]): [string, FileSpec] => [`/${key}`, { path: `/${key}`, bytes: text.length, text }]));
}

/** Storage that every node reaches is attached to where its pod is now; the other kind is on its node's own disk. */
function claimed(control: Control, machine: Machine, pod: Pod, claim: string): string | undefined {
  const found = control.cluster.store.get("PersistentVolumeClaim", `${namespaceOf(pod)}/${claim}`);
  if (found === undefined) return `persistentvolumeclaim "${claim}" not found`;
  if (found.spec.volumeName === undefined) return `PVC is not bound`;
  const name = `pv/${found.spec.volumeName}`;
  const mounted = own(control, machine, name);
  const elsewhere = [...control.world.machines.values()].find(({ path, docker }) => path !== machine.path && docker?.volumes.has(name));
  if (elsewhere === undefined) return undefined;
  const other = machineOf(control.world, elsewhere.path)!;
  mounted.files = other.docker!.volumes.get(name)!.files;
  other.docker!.volumes.delete(name);
  return undefined;
}
