import type { Cluster } from "../cluster.ts";
import { matchesLabelSelector } from "../label-selector.ts";
import { containersOf } from "../kubelet/pod-worker.ts";
import type { IntOrString, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, Pod } from "../objects.ts";
import type { Store } from "../store.ts";

/** One end of a connection: a pod, or something else with an address. */
export interface End {
  readonly pod: Pod | undefined;
  readonly address: string;
}

type Direction = "Ingress" | "Egress";

interface Rule {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/**
 * Whether the policies of both sides let a connection through. A pod that no policy selects takes and asks everybody;
 * one that some select, only what one of their rules names. What a node itself sends to its own pods always gets through.
 * Source: `networking/v1/types.go`, NetworkPolicySpec.
 */
export function isAllowed({ store }: Cluster, from: End, to: Pod, port: number): boolean {
  const target: End = { pod: to, address: to.status.podIP ?? "" };
  const leaves = from.pod === undefined || directionAllows(store, "Egress", from.pod, target, to, port);
  return leaves && (isOwnNode(store, from, to) || directionAllows(store, "Ingress", to, from, to, port));
}

const isOwnNode = (store: Store, { pod, address }: End, to: Pod): boolean =>
  pod === undefined && store.get("Node", to.spec.nodeName ?? "")?.status.addresses?.some((own) => own.address === address) === true;

function directionAllows(store: Store, direction: Direction, subject: Pod, peer: End, to: Pod, port: number): boolean {
  const policies = policiesOf(store, subject, direction);
  if (policies.length === 0) return true;
  return policies.some(({ spec, metadata }) => rulesOf(spec, direction).some(({ peers, ports }) =>
    (peers.length === 0 || peers.some((one) => isPeer(store, one, metadata.namespace ?? "default", peer))) && (ports.length === 0 || ports.some((one) => isPort(one.port, to, port)))));
}

const policiesOf = (store: Store, { metadata }: Pod, direction: Direction): NetworkPolicy[] =>
  store.inNamespace("NetworkPolicy", metadata.namespace ?? "default").filter(({ spec }) => (spec.policyTypes ?? ["Ingress"]).includes(direction) && matchesLabelSelector(spec.podSelector, metadata.labels));

const rulesOf = ({ ingress = [], egress = [] }: NetworkPolicy["spec"], direction: Direction): Rule[] =>
  direction === "Ingress" ? ingress.map(({ from = [], ports = [] }) => ({ peers: from, ports })) : egress.map(({ to = [], ports = [] }) => ({ peers: to, ports }));

function isPeer(store: Store, { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, home: string, { pod, address }: End): boolean {
  if (ipBlock !== undefined) return isInBlock(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((block) => isInBlock(address, block));
  if (pod === undefined) return false;
  const { namespace = "default", labels } = pod.metadata;
  const near = namespaceSelector === undefined ? namespace === home : matchesLabelSelector(namespaceSelector, store.get("Namespace", namespace)?.metadata.labels);
  return near && (podSelector === undefined || matchesLabelSelector(podSelector, labels));
}

/** A port by number, or by the name that the pod's containers give it. */
function isPort(wanted: IntOrString | undefined, to: Pod, port: number): boolean {
  if (wanted === undefined || wanted === port) return true;
  return typeof wanted === "string" && containersOf(to).some(({ ports }) => ports?.some(({ name, containerPort }) => name === wanted && containerPort === port) === true);
}

/** `10.244.0.0/16`. */
function isInBlock(address: string, cidr: string): boolean {
  const [base = "", bits = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(base) / size);
}

const numberOf = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
