import type { Container } from "../../containers/docker.ts";
import { listening } from "../../containers/ports.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { keyOf } from "../kinds.ts";
import { kubeletOf, workerOf } from "../kubelet/kubelets.ts";
import type { PodWorker } from "../kubelet/pod-worker.ts";
import { resolveName } from "./dns.ts";
import { isAllowed } from "./policies.ts";
import type { Backend } from "./rules.ts";

/** Where a connection comes out: the machine, and the app whose program listens there. */
export interface Listener {
  readonly machine: string;
  readonly app: string;
  readonly pod: string;
  /** Id of the container. */
  readonly container: string;
}

/** `refused`: somebody says at once that nobody listens. `silent`: nobody says anything, and the client waits in vain. */
export type Reached = Listener | "refused" | "silent";

type Route = Backend | "refused" | "silent";

/**
 * What the rules of a node make of a connection to a service: one of its backends, each as likely as the others. A
 * service without any is refused; an address that the rules do not know leads nowhere.
 * `chance` in [0, 1). Source: `pkg/proxy/iptables/proxier.go`, writeServiceToEndpointRules.
 */
export function routeOf({ proxies, store }: Cluster, node: string, address: string, port: number, chance: number): Route {
  const service = store.serviceAt(address);
  const rules = service && proxies.get(node)?.rules.get(keyOf("Service", service.metadata));
  const known = rules?.ports.find((p) => p.port === port);
  if (known === undefined) return "silent";
  return known.backends[Math.floor(chance * known.backends.length)] ?? "refused";
}

/**
 * Whether there is anybody at that port of a pod. A pod that is gone leaves an address that refuses; a machine that is off
 * says nothing. One that stands still is tried again by TCP until it goes on: the request waits there, as long as its client does.
 */
function reach(world: World, cluster: Cluster, backend: Backend): Reached {
  const machine = world.machines.get(kubeletOf(cluster, backend.node)?.machine ?? "");
  if (machine === undefined || !machine.up) return "silent";
  const worker = workerOf(cluster, backend.uid);
  if (worker === undefined || worker.sandbox.address !== backend.address) return "refused";
  const found = listenerIn(machine, worker, backend.port);
  return found === undefined ? "refused" : { machine: machine.path, app: found.app, container: found.id, pod: backend.pod };
}

/** The container that listens on a port of its pod's address now. */
function listenerIn(machine: Machine, { runs }: PodWorker, port: number): Container | undefined {
  const { docker } = machine;
  if (docker === undefined) return undefined;
  return runs.map(({ id }) => docker.containers.get(id)).find((c) => c !== undefined && listening(docker, c) === port);
}

/** Where a connection begins: in the net of a node, or of one of its pods. */
export interface Origin {
  readonly node: string;
  /** Whose short names are known. */
  readonly namespace: string;
  /** Key of the pod; "" for the node's own net. */
  readonly pod: string;
}

/** What came of trying a name or an address. */
export interface Connection {
  readonly address: string;
  /** Key of the service that it was made to; undefined: to a pod itself. */
  readonly service: string | undefined;
  readonly reached: Reached;
  /** Uid of the pod that it was sent to; "" for none. */
  readonly pod: string;
}

/**
 * A new connection to a port of a name or address: a service, a pod, or a port that every node has for a service.
 * `chance` in [0, 1) decides which pod it is. What policies do not let through is dropped without a word.
 */
export function connect(world: World, cluster: Cluster, from: Origin, host: string, port: number, chance: number): Connection | "unknown" {
  const outer = cluster.store.serviceOnPort(port);
  if (outer !== undefined && isNode(cluster, host)) {
    const inner = outer.spec.ports!.find(({ nodePort }) => nodePort === port)!.port;
    return { address: host, service: keyOf("Service", outer.metadata), ...over(world, cluster, { ...from, node: host }, outer.spec.clusterIP ?? "", inner, chance) };
  }
  const addresses = resolveName(cluster.store, from.namespace, host);
  const address = addresses?.[Math.floor(chance * addresses.length)];
  if (address === undefined) return "unknown";
  const service = cluster.store.serviceAt(address);
  if (service !== undefined) return { address, service: keyOf("Service", service.metadata), ...over(world, cluster, from, address, port, chance) };
  const pod = podAt(cluster, address, port);
  return { address, service: undefined, reached: pod === undefined ? "silent" : admitted(world, cluster, from, pod), pod: pod?.uid ?? "" };
}

function over(world: World, cluster: Cluster, from: Origin, address: string, port: number, chance: number): Pick<Connection, "reached" | "pod"> {
  const route = routeOf(cluster, from.node, address, port, chance);
  return typeof route === "string" ? { reached: route, pod: "" } : { reached: admitted(world, cluster, from, route), pod: route.uid };
}

/** Who is reached, if the policies on the way let it through. */
function admitted(world: World, cluster: Cluster, { node, pod }: Origin, backend: Backend): Reached {
  const { store } = cluster;
  const [source, target] = [pod === "" ? undefined : store.get("Pod", pod), store.get("Pod", backend.pod)];
  const address = source?.status.podIP ?? store.get("Node", node)?.status.addresses?.[0]?.address ?? "";
  if (store.count("NetworkPolicy") > 0 && target !== undefined && !isAllowed(cluster, { pod: source, address }, target, backend.port)) return "silent";
  return reach(world, cluster, backend);
}

const isNode = ({ store }: Cluster, host: string): boolean =>
  store.get("Node", host) !== undefined || [...store.all("Node")].some(({ status }) => status.addresses?.some(({ address }) => address === host));

function podAt({ store }: Cluster, address: string, port: number): Backend | undefined {
  for (const { metadata, spec, status } of store.all("Pod")) {
    if (status.podIP === address && spec.nodeName !== undefined) return { address, port, node: spec.nodeName, pod: keyOf("Pod", metadata), uid: metadata.uid ?? "" };
  }
  return undefined;
}

/** By which node clients from outside come in: the control plane's, or else the first that is up. */
export function entryOf(world: World, cluster: Cluster): string | undefined {
  const nodes = cluster.spec.nodes.toSorted((a, b) => Number(b.controlPlane) - Number(a.controlPlane));
  const up = nodes.map(({ machine }) => machine.slice(machine.lastIndexOf("/") + 1)).filter((node) => {
    const machine = world.machines.get(kubeletOf(cluster, node)?.machine ?? "");
    return machine !== undefined && machine.up && !machine.paused && cluster.proxies.has(node);
  });
  return up[0];
}
