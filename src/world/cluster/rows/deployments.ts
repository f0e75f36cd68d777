import type { Row } from "../../../kernel/facts.ts";
import type { Cluster } from "../cluster.ts";
import { podQOS } from "../kubelet/qos.ts";
import type { Deployment, Pod } from "../objects.ts";
import { sorted, type Store } from "../store.ts";
import { resourcesOf, type Resources } from "./resources.ts";

/** A Deployment: what is wished for, how far the world is, and how its pods are spread. Resources are those of one pod as written now. */
export interface DeploymentRow extends Row, Resources {
  namespace: string;
  name: string;
  image: string; // of the first container
  wanted: number;
  there: number;
  ready: number;
  updated: number; // pods of the newest template
  available: number;
  paused: boolean;
  complete: boolean; // the rollout is through: as many as wanted, all new, all available
  revision: number;
  qos: string; // the class of a pod as written now
  restarts: number; // of containers, over the pods that exist
  nodes: number; // that carry pods of it which are not over
  most_per_node: number;
}

export const deploymentRows = (cluster: Cluster | undefined): DeploymentRow[] => (cluster === undefined ? [] : sorted(cluster.store.all("Deployment")).map((deployment) => rowOf(cluster.store, deployment)));

function rowOf(store: Store, { metadata, spec, status }: Deployment): DeploymentRow {
  const pods = store.ownedBy(metadata.uid ?? "", "ReplicaSet").flatMap((set) => store.ownedBy(set.metadata.uid ?? "", "Pod"));
  const perNode = Map.groupBy(pods.filter(isGoingOn), (pod) => pod.spec.nodeName!);
  return {
    namespace: metadata.namespace ?? "default", name: metadata.name, image: spec.template.spec.containers[0]?.image ?? "",
    wanted: spec.replicas, there: status.replicas, ready: status.readyReplicas, updated: status.updatedReplicas, available: status.availableReplicas,
    paused: spec.paused === true, complete: isComplete({ metadata, spec, status }), revision: Number(metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0),
    qos: podQOS(spec.template.spec), ...resourcesOf(spec.template.spec), restarts: pods.reduce((sum, { status: { containerStatuses = [] } }) => sum + containerStatuses.reduce((n, c) => n + c.restartCount, 0), 0),
    nodes: perNode.size, most_per_node: Math.max(0, ...[...perNode.values()].map((on) => on.length)),
  };
}

const isGoingOn = ({ metadata, spec, status }: Pod): boolean => spec.nodeName !== undefined && metadata.deletionTimestamp === undefined && status.phase !== "Succeeded" && status.phase !== "Failed";

/** Source: `pkg/controller/deployment/util`, DeploymentComplete. */
const isComplete = ({ metadata, spec: { replicas }, status: s }: Deployment): boolean =>
  s.updatedReplicas === replicas && s.replicas === replicas && s.availableReplicas === replicas && (s.observedGeneration ?? 0) >= (metadata.generation ?? 0);
