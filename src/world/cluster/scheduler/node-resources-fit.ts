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

const FITS: readonly InsufficientResource[] = [];

/**
 * Everything the node lacks for the pod, all shortages together; empty when it fits. Exactly full fits, and a pod
 * without requests still needs a pod slot. Requests count, never limits and never usage.
 * Source: `pkg/scheduler/framework/plugins/noderesources/fit.go`, fitsRequest.
 */
export function insufficientResources({ requests }: PodInfo, node: NodeInfo, ignored?: IgnoredResources): readonly InsufficientResource[] {
  const { allocatable, requested } = node;
  let lacking: InsufficientResource[] | undefined;
  const need = (resource: string, reason: string, asks: number, used: number, capacity: number): void => {
    if (asks > 0 && asks > capacity - used) (lacking ??= []).push({ resource, reason, requested: asks, used, capacity });
  };
  need("pods", "Too many pods", 1, node.pods.size, allocatable.allowedPodNumber);
  need("cpu", "Insufficient cpu", requests.milliCPU, requested.milliCPU, allocatable.milliCPU);
  need("memory", "Insufficient memory", requests.memory, requested.memory, allocatable.memory);
  need("ephemeral-storage", "Insufficient ephemeral-storage", requests.ephemeralStorage, requested.ephemeralStorage, allocatable.ephemeralStorage);
  for (const name in requests.scalarResources)
    if (!isIgnored(name, ignored))
      need(name, `Insufficient ${name}`, requests.scalarResources[name]!, requested.scalarResources[name] ?? 0, allocatable.scalarResources[name] ?? 0);
  return lacking ?? FITS;
}

const isIgnored = (name: string, ignored: IgnoredResources | undefined): boolean =>
  ignored !== undefined && isExtendedResource(name) && (ignored.names.has(name) || ignored.groups.has(name.split("/")[0]!));

/** Source: `pkg/apis/core/v1/helper/helpers.go`, IsExtendedResourceName. */
export const isExtendedResource = (name: string): boolean =>
  name.includes("/") && !name.includes("kubernetes.io/") && !name.startsWith("requests.");
