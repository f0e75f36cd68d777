import { PLAIN, UNLIMITED, type Limits, type PodSettings, type Settings } from "../../containers/spec.ts";
import { fullName } from "../../containers/image.ts";
import type { Container, Pod } from "../objects.ts";
import { milliCPUToQuota, milliCPUToShares, QUOTA_PERIOD_US } from "./cpu-shares.ts";
import { oomScoreAdj } from "./oom-score-adj.ts";
import { limitOf, podCgroup, requestOf } from "./pod-cgroup.ts";
import { uidOf } from "./pod-worker.ts";
import { runtimeOf } from "../runtime-class.ts";

/** What a container of a pod comes to for the runtime: `kuberuntime_container.go`, generateContainerConfig. */

export interface Placing {
  readonly attempt: number;
  readonly sandbox: string;
  readonly address: string;
  readonly memoryCapacity: number;
  /** What a volume of the pod is called on the machine. */
  readonly volumeOf: (name: string) => string;
}

export function sandboxSettings(pod: Pod, attempt: number, address: string): PodSettings {
  return { ...names(pod), container: "", attempt, oomScoreAdj: -998, sandbox: "", address };
}

export function containerSettings(pod: Pod, container: Container, env: readonly string[], { attempt, sandbox, address, memoryCapacity, volumeOf }: Placing): Settings {
  const { securityContext: security = {} } = container;
  const user = security.runAsUser ?? pod.spec.securityContext?.runAsUser;
  return {
    ...PLAIN, name: `${pod.metadata.name}/${container.name}`, image: fullName(container.image ?? ""), env, network: `container:${sandbox}`, limits: limitsOf(container),
    entrypoint: container.command, command: container.args ?? [], user: user === undefined ? "" : `${user}`,
    privileged: security.privileged === true, readOnly: security.readOnlyRootFilesystem === true, capAdd: security.capabilities?.add ?? [], capDrop: security.capabilities?.drop ?? [],
    attached: container.stdin === true, mounts: mountsOf(pod, container, volumeOf), runtime: runtimeOf(pod.spec),
    pod: { ...names(pod), container: container.name, attempt, sandbox, address, oomScoreAdj: oomScoreAdj(pod, container, memoryCapacity) },
  };
}

function mountsOf({ spec }: Pod, { volumeMounts = [] }: Container, volumeOf: Placing["volumeOf"]): Settings["mounts"] {
  return volumeMounts.map(({ mountPath: path, readOnly = false, name }) => {
    const volume = spec.volumes?.find((one) => one.name === name);
    if (volume?.hostPath !== undefined) return { kind: "bind", source: volume.hostPath.path, path, readOnly };
    return { kind: "volume", source: volumeOf(name), path, readOnly: readOnly || volume?.configMap !== undefined || volume?.secret !== undefined };
  });
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
