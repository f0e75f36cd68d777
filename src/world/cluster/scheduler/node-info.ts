import type { Node, Pod, ResourceList } from "../objects.ts";
import { amountsOf, nonZeroRequests, podRequests, type Amounts } from "../pod-requests.ts";

/** An amount of every resource, the usual ones as fields. Source: `pkg/scheduler/framework/types.go`, Resource. */
export interface Resource {
  milliCPU: number;
  memory: number;
  ephemeralStorage: number;
  allowedPodNumber: number;
  /** Extended resources and huge pages. */
  scalarResources: Amounts;
}

/** A pod with what the scheduler counts for it, computed once. Source: `types.go`, PodInfo. */
export interface PodInfo {
  readonly pod: Pod;
  readonly requests: Readonly<Resource>;
  /** With 100m cpu and 200 MiB where nothing was asked; for scores only. */
  readonly nonZero: { readonly milliCPU: number; readonly memory: number };
}

/** A node and the sums over its pods, kept up to date pod by pod. Source: `types.go`, NodeInfo. */
export interface NodeInfo {
  node: Node;
  readonly pods: Map<string, PodInfo>;
  allocatable: Resource;
  readonly requested: Resource;
  readonly nonZeroRequested: { milliCPU: number; memory: number };
}

export const podKey = ({ metadata }: Pod): string => `${metadata.namespace ?? "default"}/${metadata.name}`;

export function podInfo(pod: Pod): PodInfo {
  const requests = podRequests(pod.spec);
  const nonZero = nonZeroRequests(pod.spec, requests);
  return { pod, requests: resourceOf(requests), nonZero: { milliCPU: nonZero["cpu"] ?? 0, memory: nonZero["memory"] ?? 0 } };
}

export function nodeInfo(node: Node): NodeInfo {
  return {
    node,
    pods: new Map(),
    allocatable: resourceOfList(node.status.allocatable),
    requested: resourceOf({}),
    nonZeroRequested: { milliCPU: 0, memory: 0 },
  };
}

/** Counts a pod on the node, from assumption or binding on. Source: `types.go`, NodeInfo.AddPodInfo. */
export function addPod(info: NodeInfo, pod: PodInfo): void {
  info.pods.set(podKey(pod.pod), pod);
  count(info, pod, 1);
}

/** Takes a pod off again; false when it was not there. Source: `types.go`, NodeInfo.RemovePod. */
export function removePod(info: NodeInfo, key: string): boolean {
  const pod = info.pods.get(key);
  if (!pod) return false;
  info.pods.delete(key);
  count(info, pod, -1);
  return true;
}

function count({ requested, nonZeroRequested }: NodeInfo, { requests, nonZero }: PodInfo, sign: 1 | -1): void {
  requested.milliCPU += sign * requests.milliCPU;
  requested.memory += sign * requests.memory;
  requested.ephemeralStorage += sign * requests.ephemeralStorage;
  for (const name in requests.scalarResources)
    requested.scalarResources[name] = (requested.scalarResources[name] ?? 0) + sign * requests.scalarResources[name]!;
  nonZeroRequested.milliCPU += sign * nonZero.milliCPU;
  nonZeroRequested.memory += sign * nonZero.memory;
}

export const resourceOfList = (list: ResourceList | undefined): Resource => resourceOf(amountsOf(list));

export function resourceOf(amounts: Readonly<Amounts>): Resource {
  const { cpu = 0, memory = 0, "ephemeral-storage": ephemeralStorage = 0, pods = 0, ...scalarResources } = amounts;
  return { milliCPU: cpu, memory, ephemeralStorage, allowedPodNumber: pods, scalarResources };
}
