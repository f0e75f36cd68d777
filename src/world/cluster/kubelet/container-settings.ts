import { PLAIN, UNLIMITED, type Limits, type PodSettings, type Settings } from "../../containers/spec.ts";
import { fullName } from "../../containers/image.ts";
import type { Container, Pod } from "../objects.ts";
import { milliCPUToQuota, milliCPUToShares, QUOTA_PERIOD_US } from "./cpu-shares.ts";
import { oomScoreAdj } from "./oom-score-adj.ts";
import { limitOf, podCgroup, requestOf } from "./pod-cgroup.ts";
import { uidOf } from "./pod-worker.ts";

/** What a container of a pod comes to for the runtime: `kuberuntime_container.go`, generateContainerConfig. */

export interface Placing {
  readonly attempt: number;
  readonly sandbox: string;
  readonly address: string;
  readonly memoryCapacity: number;
}

export function sandboxSettings(pod: Pod, attempt: number, address: string): PodSettings {
  return { ...names(pod), container: "", attempt, oomScoreAdj: -998, sandbox: "", address };
}

export function containerSettings(pod: Pod, container: Container, env: readonly string[], { attempt, sandbox, address, memoryCapacity }: Placing): Settings {
  const { securityContext: security = {} } = container;
  const user = security.runAsUser ?? pod.spec.securityContext?.runAsUser;
  return {
    ...PLAIN, name: `${pod.metadata.name}/${container.name}`, image: fullName(container.image ?? ""), env, network: `container:${sandbox}`, limits: limitsOf(container),
    entrypoint: container.command, command: container.args ?? [], user: user === undefined ? "" : `${user}`,
    privileged: security.privileged === true, readOnly: security.readOnlyRootFilesystem === true, capAdd: security.capabilities?.add ?? [], capDrop: security.capabilities?.drop ?? [],
    mounts: (container.volumeMounts ?? []).map(({ mountPath, readOnly, name }) => ({ kind: "volume", source: volumeName(pod, name), path: mountPath, readOnly: readOnly === true })),
    pod: { ...names(pod), container: container.name, attempt, sandbox, address, oomScoreAdj: oomScoreAdj(pod, container, memoryCapacity) },
  };
}

/** A volume of a pod among those of the machine. A claim outlives its pods; everything else is the pod's own. */
export function volumeName(pod: Pod, name: string): string {
  const claim = pod.spec.volumes?.find((volume) => volume.name === name)?.persistentVolumeClaim?.claimName;
  return claim === undefined ? `${uidOf(pod)}/${name}` : `pvc/${pod.metadata.namespace ?? "default"}/${claim}`;
}

const names = (pod: Pod) => ({ uid: uidOf(pod), name: pod.metadata.name, namespace: pod.metadata.namespace ?? "default", cgroup: podCgroup(pod) });

/** A request is a weight, its limit stands in where there is none. Source: `kuberuntime_container_linux.go`, calculateLinuxResources. */
export function limitsOf({ resources }: Container): Limits {
  const limit = limitOf(resources, "cpu");
  const request = resources?.requests?.["cpu"] === undefined ? limit : requestOf(resources, "cpu");
  const memory = limitOf(resources, "memory");
  return {
    ...UNLIMITED, cpuShares: milliCPUToShares(request), nanoCpus: limit > 0 ? milliCPUToQuota(limit) * (1e9 / QUOTA_PERIOD_US) : -1,
    ...(memory > 0 ? { memoryBytes: memory, memorySwapBytes: memory } : {}),
  };
}
