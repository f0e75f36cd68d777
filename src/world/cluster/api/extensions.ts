import type { ObjectMeta } from "./meta.ts";

/**
 * Kinds that are not Kubernetes' own: custom resources of operators that somebody installed.
 * Sources: `kueue/apis/kueue/v1beta1`, `keda/apis/keda/v1alpha1`; what has no effect here is left out.
 */

/** How much of what all queues below it may hold together. Source: `clusterqueue_types.go`. */
export interface ClusterQueue {
  metadata: ObjectMeta;
  spec: { resourceGroups?: readonly ResourceGroup[] };
  status: { pendingWorkloads: number; admittedWorkloads: number };
}

export interface ResourceGroup {
  readonly coveredResources: readonly string[];
  readonly flavors: readonly { readonly name: string; readonly resources: readonly { readonly name: string; readonly nominalQuota: string }[] }[];
}

/** Where the people of a namespace hand in their jobs. Source: `localqueue_types.go`. */
export interface LocalQueue {
  metadata: ObjectMeta;
  spec: { clusterQueue?: string };
  status: { pendingWorkloads: number; admittedWorkloads: number };
}

/** A kind of node that a quota is given for. Source: `resourceflavor_types.go`. */
export interface ResourceFlavor {
  metadata: ObjectMeta;
  spec: { nodeLabels?: Readonly<Record<string, string>> };
}

/** How many copies of a workload there shall be, by something outside of CPU and memory. Source: `scaledobject_types.go`. */
export interface ScaledObject {
  metadata: ObjectMeta;
  spec: {
    scaleTargetRef: { readonly kind?: string; readonly name: string };
    minReplicaCount?: number;
    maxReplicaCount?: number;
    triggers: readonly { readonly type: string; readonly metricType?: string; readonly metadata: Readonly<Record<string, string>> }[];
  };
}
