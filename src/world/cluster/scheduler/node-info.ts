import type { Container, Labels, Node, Pod, PodSpec, ResourceList } from "../objects.ts";
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

/** What the pods of one template have in common: computed for the first of them. */
interface TemplateInfo {
  readonly requests: Readonly<Resource>;
  /** With 100m cpu and 200 MiB where nothing was asked; for scores only. */
  readonly nonZero: { readonly milliCPU: number; readonly memory: number };
  /** Ports of the node that it wants for itself: `TCP/8080`. */
  readonly hostPorts: readonly string[];
}

/** A pod with what the scheduler counts for it, computed once. Source: `types.go`, PodInfo. */
export interface PodInfo extends TemplateInfo {
  readonly pod: Pod;
  /** The same text for pods that every selector treats the same: namespace, labels, whether it is being deleted. */
  readonly labelClass: string;
}

/** Pods of a node that have the same `labelClass`, one of them for all. */
export interface LabelClass {
  readonly pod: Pod;
  readonly count: number;
}

/** A node and the sums over its pods, kept up to date pod by pod. Source: `types.go`, NodeInfo. */
export interface NodeInfo {
  node: Node;
  /** In the order they came. A list, as it is copied far more often than looked through. */
  readonly pods: PodInfo[];
  allocatable: Resource;
  readonly requested: Resource;
  readonly nonZeroRequested: { milliCPU: number; memory: number };
  /** How many of its pods want each port of the node. */
  readonly hostPorts: Map<string, number>;
  readonly classes: Map<string, LabelClass>;
  /** How many of its pods have a say in where others go (pod affinity or anti-affinity). */
  withAffinity: number;
  /** Its place in the scheduler's cache; -1 outside of one. */
  readonly slot: number;
}

export const podKey = ({ metadata }: Pod): string => `${metadata.namespace ?? "default"}/${metadata.name}`;

export function podInfo(pod: Pod): PodInfo {
  const { requests, nonZero, hostPorts } = templateInfo(pod.spec);
  return { pod, requests, nonZero, hostPorts, labelClass: labelClassOf(pod) };
}

const templates = new WeakMap<readonly Container[], { readonly spec: PodSpec; readonly info: TemplateInfo }>();

/** Pods made from one template share its list of containers: that is how they are known again. */
function templateInfo(spec: PodSpec): TemplateInfo {
  const known = templates.get(spec.containers);
  if (known !== undefined && known.spec.initContainers === spec.initContainers && known.spec.overhead === spec.overhead && known.spec.resources === spec.resources)
    return known.info;
  const requests = podRequests(spec);
  const nonZero = nonZeroRequests(spec, requests);
  const info = { requests: resourceOf(requests), nonZero: { milliCPU: nonZero["cpu"] ?? 0, memory: nonZero["memory"] ?? 0 }, hostPorts: hostPortsOf(spec) };
  templates.set(spec.containers, { spec, info });
  return info;
}

const hostPortsOf = ({ containers }: PodSpec): string[] =>
  containers.flatMap(({ ports = [] }) => ports.flatMap(({ hostPort, protocol = "TCP" }) => (hostPort === undefined ? [] : [`${protocol}/${hostPort}`])));

const classes = new WeakMap<Labels, { readonly namespace: string; readonly here: string; readonly leaving: string }>();

/** Pods made from one template share their labels: the text is made for the first of them. */
function labelClassOf({ metadata }: Pod): string {
  const { labels = NO_LABELS, namespace = "default", deletionTimestamp } = metadata;
  let known = classes.get(labels);
  if (known?.namespace !== namespace) {
    const here = `${namespace}/${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
    classes.set(labels, (known = { namespace, here, leaving: `-${here}` }));
  }
  return deletionTimestamp === undefined ? known.here : known.leaving;
}

const NO_LABELS: Labels = {};

export function nodeInfo(node: Node, slot = -1): NodeInfo {
  return {
    node,
    slot,
    pods: [],
    allocatable: resourceOfList(node.status.allocatable),
    requested: resourceOf({}),
    nonZeroRequested: { milliCPU: 0, memory: 0 },
    hostPorts: new Map(),
    classes: new Map(),
    withAffinity: 0,
  };
}

/** A copy to write in. */
export const copyNodeInfo = (info: NodeInfo): NodeInfo => ({
  ...info,
  pods: info.pods.slice(),
  requested: { ...info.requested, scalarResources: { ...info.requested.scalarResources } },
  nonZeroRequested: { ...info.nonZeroRequested },
  hostPorts: new Map(info.hostPorts),
  classes: new Map(info.classes),
});

/** The node itself has changed; its pods are the same. */
export function setNode(info: NodeInfo, node: Node): void {
  info.node = node;
  info.allocatable = resourceOfList(node.status.allocatable);
}

/** Counts a pod on the node, from assumption or binding on. It is not there yet. Source: `types.go`, NodeInfo.AddPodInfo. */
export function addPod(info: NodeInfo, pod: PodInfo): void {
  info.pods.push(pod);
  count(info, pod, 1);
}

/** Takes off again what was counted. Source: `types.go`, NodeInfo.RemovePod. */
export function removePod(info: NodeInfo, pod: PodInfo): void {
  const place = info.pods.indexOf(pod);
  if (place < 0) return;
  info.pods.splice(place, 1);
  count(info, pod, -1);
}

function count(info: NodeInfo, { pod, requests, nonZero, hostPorts, labelClass }: PodInfo, sign: 1 | -1): void {
  const { requested, nonZeroRequested, classes } = info;
  requested.milliCPU += sign * requests.milliCPU;
  requested.memory += sign * requests.memory;
  requested.ephemeralStorage += sign * requests.ephemeralStorage;
  for (const name in requests.scalarResources)
    requested.scalarResources[name] = (requested.scalarResources[name] ?? 0) + sign * requests.scalarResources[name]!;
  nonZeroRequested.milliCPU += sign * nonZero.milliCPU;
  nonZeroRequested.memory += sign * nonZero.memory;
  for (const port of hostPorts) putCount(info.hostPorts, port, (info.hostPorts.get(port) ?? 0) + sign);
  const alike = (classes.get(labelClass)?.count ?? 0) + sign;
  if (alike === 0) classes.delete(labelClass);
  else classes.set(labelClass, { pod, count: alike });
  if (hasPodAffinity(pod)) info.withAffinity += sign;
}

function putCount(counts: Map<string, number>, name: string, count: number): void {
  if (count === 0) counts.delete(name);
  else counts.set(name, count);
}

/** Whether the pod says next to which other pods it wants to be, or not to be. */
export const hasPodAffinity = ({ spec }: Pod): boolean => spec.affinity?.podAffinity !== undefined || spec.affinity?.podAntiAffinity !== undefined;

const resourceOfList = (list: ResourceList | undefined): Resource => resourceOf(amountsOf(list));

function resourceOf(amounts: Readonly<Amounts>): Resource {
  const { cpu = 0, memory = 0, "ephemeral-storage": ephemeralStorage = 0, pods = 0, ...scalarResources } = amounts;
  return { milliCPU: cpu, memory, ephemeralStorage, allowedPodNumber: pods, scalarResources };
}
