import type { Random } from "../../../kernel/random.ts";
import type { Service, ServicePort } from "../objects.ts";
import type { ClusterSpec } from "../spec.ts";
import type { Store } from "../store.ts";

/** Virtual addresses and node ports, which the API server gives to services. */

/** Node ports, and how many of the first are left for those who choose one themselves. Source: KEP-3668; `--service-node-port-range`. */
const NODE_PORTS = { first: 30_000, last: 32_767, chosen: 86 };
/** The first 256 addresses are left for those who choose one themselves. Source: KEP-3070, ServiceIPStaticSubrange. */
const CHOSEN_BLOCKS = 1;
const BLOCKS = 255;

/**
 * The service with the addresses that its type asks for: a cluster IP (none when it asks for "None"), and a node port for
 * each port when it is reached from outside. What it has or asks for, it keeps.
 * Source: `pkg/registry/core/service/storage/alloc.go`.
 */
export function withAddresses(service: Service, store: Store, spec: ClusterSpec, random: Random): Service {
  const { type = "ClusterIP", clusterIP, ports = [] } = service.spec;
  if (type === "ExternalName") return clusterIP === undefined ? service : { ...service, spec: without(service.spec, "clusterIP") };
  const outside = type === "NodePort" || type === "LoadBalancer";
  const complete = clusterIP !== undefined && clusterIP !== "" && ports.every(({ nodePort }) => (nodePort !== undefined) === outside);
  if (complete) return service;
  const address = clusterIP || freeAddress(store, spec, random);
  return { ...service, spec: { ...service.spec, clusterIP: address, ports: outside ? withNodePorts(ports, store, random) : ports.map((port) => without(port, "nodePort")) } };
}

function freeAddress(store: Store, { serviceSubnet }: ClusterSpec, random: Random): string {
  for (;;) {
    const address = `${serviceSubnet}.${CHOSEN_BLOCKS + random.below("cluster/service-ips", BLOCKS - CHOSEN_BLOCKS)}.${random.below("cluster/service-ips", 256)}`;
    if (store.serviceAt(address) === undefined) return address;
  }
}

function withNodePorts(ports: readonly ServicePort[], store: Store, random: Random): ServicePort[] {
  const taken = new Set(ports.map(({ nodePort }) => nodePort));
  return ports.map((port) => {
    if (port.nodePort !== undefined) return port;
    const nodePort = freePort(store, taken, random);
    taken.add(nodePort);
    return { ...port, nodePort };
  });
}

function freePort(store: Store, taken: ReadonlySet<number | undefined>, random: Random): number {
  const first = NODE_PORTS.first + NODE_PORTS.chosen;
  for (;;) {
    const port = first + random.below("cluster/node-ports", NODE_PORTS.last - first + 1);
    if (!taken.has(port) && store.serviceOnPort(port) === undefined) return port;
  }
}

function without<T extends object, K extends keyof T>(object: T, key: K): T {
  const { [key]: _, ...rest } = object;
  return rest as T;
}
