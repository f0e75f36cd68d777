/** What a node knows of a pod when it must choose one to evict. Bytes, inodes, processes. */
export interface EvictionCandidate {
  readonly name: string;
  readonly priority: number;
  readonly memoryRequest: number;
  readonly ephemeralStorageRequest: number;
  /** Absent when the pod has no statistics yet: such a pod goes first. */
  readonly usage?: { readonly memory: number; readonly ephemeralStorage: number; readonly inodes: number; readonly processes: number };
}

export type EvictionResource = "memory" | "ephemeral-storage" | "inodes" | "pids";
export type Ranking = (a: EvictionCandidate, b: EvictionCandidate) => number;

/** Candidates from first to last to go, by the given keys in order. Source: `pkg/kubelet/eviction/helpers.go`, orderedBy. */
export const rankForEviction = (candidates: readonly EvictionCandidate[], rankings: readonly Ranking[]): EvictionCandidate[] =>
  candidates.toSorted((a, b) => {
    for (const ranking of rankings) {
      const order = ranking(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });

/**
 * Keys by which pods are evicted when that resource runs short.
 * Source: `helpers.go`, rankMemoryPressure, rankDiskPressureFunc, rankPIDPressure.
 */
export const rankingsFor = (resource: EvictionResource): readonly Ranking[] =>
  resource === "memory" || resource === "ephemeral-storage"
    ? [exceedsRequest(resource), lowerPriority, largerUsage(resource)]
    : [lowerPriority, largerUsage(resource)];

/** Lower priority goes first. Source: `helpers.go`, priority. */
export const lowerPriority: Ranking = (a, b) => a.priority - b.priority;

/** Who uses more than it requested goes first. Source: `helpers.go`, exceedMemoryRequests and exceedDiskRequests. */
export const exceedsRequest = (resource: EvictionResource): Ranking => (a, b) =>
  Number(aboveRequest(b, resource) > 0) - Number(aboveRequest(a, resource) > 0);

/** Who uses most above its request goes first; inodes and processes have no request. Source: `helpers.go`, memory, disk, process. */
export const largerUsage = (resource: EvictionResource): Ranking => (a, b) => {
  const difference = aboveRequest(b, resource) - aboveRequest(a, resource);
  return Number.isNaN(difference) ? 0 : difference;
};

function aboveRequest({ usage, memoryRequest, ephemeralStorageRequest }: EvictionCandidate, resource: EvictionResource): number {
  if (!usage) return Infinity;
  switch (resource) {
    case "memory": return usage.memory - memoryRequest;
    case "ephemeral-storage": return usage.ephemeralStorage - ephemeralStorageRequest;
    case "inodes": return usage.inodes;
    case "pids": return usage.processes;
  }
}
