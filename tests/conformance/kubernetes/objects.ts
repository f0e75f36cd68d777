import { SECOND, seconds, type Nanos } from "../../../src/kernel/time.ts";
import { addPod, nodeInfo, podInfo, type NodeInfo, type PodInfo } from "../../../src/world/cluster/scheduler/node-info.ts";
import type {
  Container,
  Deployment,
  IntOrString,
  Node,
  NodeAffinity,
  Pod,
  PodSpec,
  ReplicaSet,
  ResourceList,
} from "../../../src/world/cluster/objects.ts";

/** The moment at which every vector is played; "agoS" counts back from it. */
export const NOW: Nanos = seconds(8_000_000);

export const ago = (s: number): Nanos => NOW - Math.round(s * SECOND);

export const optional = <K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

export const pod = (spec: Partial<PodSpec> = {}, rest: { metadata?: Partial<Pod["metadata"]>; status?: Partial<Pod["status"]> } = {}): Pod => ({
  metadata: { name: "pod", ...rest.metadata },
  spec: { containers: [], ...spec },
  status: { phase: "Running", ...rest.status },
});

export const node = (name: string, parts: { labels?: Record<string, string>; allocatable?: ResourceList; taints?: Node["spec"]["taints"] } = {}): Node => ({
  metadata: { name, ...optional("labels", parts.labels) },
  spec: { ...optional("taints", parts.taints) },
  status: { ...optional("allocatable", parts.allocatable) },
});

export const container = (requests: ResourceList = {}, i = 0): Container => ({ name: `c${i}`, resources: { requests } });

/** The init containers at those places run on beside the others. */
export const asSidecars = (initContainers: readonly Container[], sidecars: readonly number[] = []): Container[] =>
  initContainers.map((c, i) => (sidecars.includes(i) ? { ...c, restartPolicy: "Always" } : c));

export const replicaSet = (name: string, sizes: { replicas?: number; available?: number; actual?: number }, createdS = 0, annotations: Record<string, string> = {}): ReplicaSet => ({
  metadata: { name, creationTimestamp: seconds(createdS), annotations },
  spec: { replicas: sizes.replicas ?? 0, template: { spec: { containers: [] } } },
  status: { replicas: sizes.actual ?? sizes.replicas ?? 0, readyReplicas: sizes.available ?? 0, availableReplicas: sizes.available ?? 0 },
});

export interface DeploymentShape {
  readonly strategy?: "RollingUpdate" | "Recreate";
  readonly replicas?: number | null;
  readonly maxSurge?: IntOrString | null;
  readonly maxUnavailable?: IntOrString | null;
}

export const deployment = ({ strategy = "RollingUpdate", replicas, maxSurge, maxUnavailable }: DeploymentShape): Deployment => ({
  metadata: { name: "foo" },
  spec: {
    replicas: replicas ?? 0,
    selector: {},
    template: { spec: { containers: [] } },
    strategy: { type: strategy, rollingUpdate: { ...optional("maxSurge", maxSurge), ...optional("maxUnavailable", maxUnavailable) } },
  },
  status: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
});

export interface ScoringPod {
  readonly containers: readonly { readonly requests?: ResourceList }[];
  readonly node?: string;
}

/** Nodes with the pods that already run on them, and the pod that asks for a place. */
export function scoringScene(input: {
  nodes: readonly { name: string; allocatable: ResourceList }[];
  existingPods: readonly ScoringPod[];
  pod: ScoringPod;
}): { nodes: NodeInfo[]; asking: PodInfo } {
  const asPod = (p: ScoringPod, i: number): PodInfo => podInfo(pod({ containers: p.containers.map(c =>
    container(c.requests)) }, { metadata: { name: `p${i}` } }));
  const nodes = input.nodes.map(({ name, allocatable }) => nodeInfo(node(name, { allocatable })));
  input.existingPods.forEach((p, i) => {
    const on = nodes.find(n => n.node.metadata.name === p.node);
    if (on) addPod(on, asPod(p, i));
  });
  return { nodes, asking: asPod(input.pod, -1) };
}

export const byNode = <T>(nodes: readonly NodeInfo[], of: (node: NodeInfo, i: number) => T): Record<string, T> =>
  Object.fromEntries(nodes.map((n, i) => [n.node.metadata.name, of(n, i)]));

export const labelsOf = (keys: readonly string[] = []): Record<string, string> => Object.fromEntries(keys.map(key => [key, ""]));

export const affinityOf = (required: NodeAffinity["requiredDuringSchedulingIgnoredDuringExecution"]): { nodeAffinity: NodeAffinity } => ({
  nodeAffinity: { ...optional("requiredDuringSchedulingIgnoredDuringExecution", required) },
});
