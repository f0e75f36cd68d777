import type { DeploymentRow } from "./rows/deployments.ts";
import type { HpaRow } from "./rows/hpas.ts";
import type { NodeRow } from "./rows/nodes.ts";
import type { PodRow } from "./rows/pods.ts";
import type { KubeServiceRow } from "./rows/services.ts";

/** What goals, commands and panels may know of a cluster as tables. All are empty where there is none. */
export interface ClusterTables {
  readonly pods: readonly PodRow[];
  readonly nodes: readonly NodeRow[];
  readonly deployments: readonly DeploymentRow[];
  readonly hpas: readonly HpaRow[];
  readonly kube_services: readonly KubeServiceRow[];
}
