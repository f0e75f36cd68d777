import type { Container, LogLine } from "../../containers/docker.ts";
import type { Machine } from "../../machine/machine.ts";
import type { Cluster } from "../cluster.ts";
import type { ContainerStatus, Pod } from "../objects.ts";
import { kubeletOf } from "./kubelets.ts";

/** What a container has printed, or why it cannot be had, as the server says it. */
export type Log = { readonly lines: readonly LogLine[] } | { readonly refusal: string };

/**
 * `kubectl logs`: what the program printed in its present run, or in the last one if it does not run; `previous`: in the
 * run before. Source: `pkg/kubelet/kubelet_pods.go`, validateContainerLogStatus.
 */
export function logOf(cluster: Cluster, machines: ReadonlyMap<string, Machine>, pod: Pod, container: string, previous: boolean): Log {
  const { name, namespace = "default" } = pod.metadata;
  const { nodeName } = pod.spec;
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
  const status = statuses.find((one) => one.name === container);
  const asked = askedRun(status, previous);
  if (nodeName === undefined || status === undefined) return { refusal: `Error from server (BadRequest): pod ${name} does not have a host assigned` };
  const kubelet = kubeletOf(cluster, nodeName);
  const machine = machines.get(kubelet?.machine ?? "");
  if (machine !== undefined && !machine.up) return { refusal: `Error from server: Get "https://${pod.status.hostIP ?? ""}:10250/containerLogs/${namespace}/${name}/${container}": dial tcp ${pod.status.hostIP ?? ""}:10250: connect: no route to host` };
  if (asked === undefined) return { refusal: `Error from server (BadRequest): ${waits(status, name, previous)}` };
  const runs = runsOf(machine, pod, container);
  return { lines: runs.at(asked === "last" ? -1 : -2)?.log ?? [] };
}

/** Which of the runs that the node remembers is meant. */
function askedRun(status: ContainerStatus | undefined, previous: boolean): "last" | "before" | undefined {
  const { state = {}, lastState } = status ?? {};
  const isLast = state.running !== undefined || state.terminated !== undefined;
  if (!previous && isLast) return "last";
  if (lastState?.terminated === undefined) return undefined;
  return isLast ? "before" : "last";
}

function waits({ state, name: container }: ContainerStatus, pod: string, previous: boolean): string {
  if (previous) return `previous terminated container "${container}" in pod "${pod}" not found`;
  const reason = state?.waiting?.reason ?? "ContainerCreating";
  return `container "${container}" in pod "${pod}" is waiting to start: ${/ErrImagePull|ImagePullBackOff/.test(reason) ? "trying and failing to pull image" : reason}`;
}

/** Oldest first: the engine keeps the last two. */
const runsOf = (machine: Machine | undefined, pod: Pod, container: string): Container[] =>
  [...(machine?.docker?.containers.values() ?? [])]
    .filter(({ settings }) => settings.pod?.uid === pod.metadata.uid && settings.pod?.container === container)
    .sort((a, b) => a.settings.pod!.attempt - b.settings.pod!.attempt);
