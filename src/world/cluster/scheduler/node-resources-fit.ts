import type { NodeInfo, PodInfo } from "./node-info.ts";

/** One shortage of a node, in the unit of the resource. */
export interface InsufficientResource {
  readonly resource: string;
  readonly reason: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

export interface IgnoredResources {
  readonly names: ReadonlySet<string>;
  /** The part of a resource name before the slash. */
  readonly groups: ReadonlySet<string>;
}

type Shortages = readonly InsufficientResource[];
const FITS: Shortages = [];

/**
 * Everything the node lacks for the pod, all shortages together; empty when it fits. Exactly full fits, and a pod
 * without requests still needs a pod slot. Requests count, never limits and never usage.
 * Source: `pkg/scheduler/framework/plugins/noderesources/fit.go`, fitsRequest.
 */
export function insufficientResources({ requests }: PodInfo, node: NodeInfo, ignored?: IgnoredResources): Shortages {
  const { allocatable, requested } = node;
  let lacking = need(FITS, "pods", 1, node.pods.length, allocatable.allowedPodNumber);
  lacking = need(lacking, "cpu", requests.milliCPU, requested.milliCPU, allocatable.milliCPU);
  lacking = need(lacking, "memory", requests.memory, requested.memory, allocatable.memory);
  lacking = need(lacking, "ephemeral-storage", requests.ephemeralStorage, requested.ephemeralStorage, allocatable.ephemeralStorage);
  for (const name in requests.scalarResources) {
    if (isIgnored(name, ignored)) continue;
    const used = requested.scalarResources[name] ?? 0;
    lacking = need(lacking, name, requests.scalarResources[name]!, used, allocatable.scalarResources[name] ?? 0);
  }
  return lacking;
}

/** The same list when it suffices: nearly every node of a large cluster does, and then nothing is allocated. */
function need(lacking: Shortages, resource: string, asks: number, used: number, capacity: number): Shortages {
  if (asks === 0 || asks <= capacity - used) return lacking;
  const reason = resource === "pods" ? "Too many pods" : `Insufficient ${resource}`;
  return [...lacking, { resource, reason, requested: asks, used, capacity }];
}

const isIgnored = (name: string, ignored: IgnoredResources | undefined): boolean =>
  ignored !== undefined && isExtendedResource(name) && (ignored.names.has(name) || ignored.groups.has(name.split("/")[0]!));

/** Source: `pkg/apis/core/v1/helper/helpers.go`, IsExtendedResourceName. */
const isExtendedResource = (name: string): boolean =>
  name.includes("/") && !name.includes("kubernetes.io/") && !name.startsWith("requests.");
