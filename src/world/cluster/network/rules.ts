import type { Endpoint, EndpointSlice } from "../objects.ts";
import type { Store } from "../store.ts";

/** One place that a service's connections may go to: a port of a pod. */
export interface Backend {
  readonly address: string;
  readonly port: number;
  readonly node: string;
  /** Key and uid of the pod. */
  readonly pod: string;
  readonly uid: string;
}

export interface PortRules {
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly backends: readonly Backend[];
}

/** What a kernel is told about one service: for each of its ports, whom to rewrite connections to. */
export interface ServiceRules {
  readonly service: string;
  readonly address: string;
  readonly ports: readonly PortRules[];
}

/** The rules of a service as its slices have it now; undefined for one without a virtual address. */
export function rulesOf(store: Store, key: string): ServiceRules | undefined {
  const service = store.get("Service", key);
  const address = service?.spec.clusterIP;
  if (service === undefined || address === undefined || address === "None") return undefined;
  const slices = store.ownedBy(service.metadata.uid!, "EndpointSlice");
  const ports = (service.spec.ports ?? []).map(({ name, port, nodePort }) => ({ port, nodePort, backends: backendsOf(slices, name) }));
  return { service: key, address, ports };
}

/**
 * Ready endpoints; when there is none, those on their way out that still serve: better than nobody.
 * Source: `pkg/proxy/topology.go`, CategorizeEndpoints.
 */
function backendsOf(slices: readonly EndpointSlice[], name: string | undefined): Backend[] {
  const all = slices.flatMap(({ endpoints, ports }) => {
    const port = ports.find((p) => p.name === name)?.port;
    return port === undefined ? [] : endpoints.map((endpoint) => ({ endpoint, port }));
  });
  const ready = all.filter(({ endpoint }) => endpoint.conditions.ready);
  const chosen = ready.length > 0 ? ready : all.filter(({ endpoint: { conditions } }) => conditions.serving && conditions.terminating);
  return chosen.map(({ endpoint, port }) => backendOf(endpoint, port)).toSorted((a, b) => (a.address < b.address ? -1 : 1));
}

const backendOf = ({ addresses, nodeName = "", targetRef }: Endpoint, port: number): Backend =>
  ({ address: addresses[0]!, port, node: nodeName, pod: targetRef === undefined ? "" : `${targetRef.namespace}/${targetRef.name}`, uid: targetRef?.uid ?? "" });

/** The services that an object's change may concern. */
export const serviceOfSlice = ({ metadata }: EndpointSlice): string => `${metadata.namespace}/${metadata.labels?.["kubernetes.io/service-name"]}`;
