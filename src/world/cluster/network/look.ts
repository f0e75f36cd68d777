import type { Nanos } from "../../../kernel/time.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { entryOf, reach, routeOf, type Reached } from "./connect.ts";
import { resolveName } from "./dns.ts";
import type { Backend } from "./rules.ts";

/** What a client would meet now that tries a name or an address: to look, without sending anything. */
export type Looked = { readonly address: string; readonly reached: Reached } | "unknown";

/** From a node of the cluster, or by the node that clients from outside come in by; short names are those of a namespace. */
export function lookAt(world: World, cluster: Cluster, from: string, namespace: string, host: string, port: number, now: Nanos): Looked {
  const entry = cluster.proxies.has(from) ? from : entryOf(world, cluster);
  const outer = cluster.store.serviceOnPort(port);
  if (outer !== undefined && isNode(cluster, host)) return { address: host, reached: over(world, cluster, host, outer.spec.clusterIP ?? "", outer.spec.ports!.find(({ nodePort }) => nodePort === port)!.port, now) };
  const address = resolveName(cluster.store, namespace, host)?.[0];
  if (address === undefined) return "unknown";
  const pod = podAt(cluster, address, port);
  if (pod !== undefined) return { address, reached: reach(world, cluster, pod) };
  return { address, reached: entry === undefined ? "silent" : over(world, cluster, entry, address, port, now) };
}

function over(world: World, cluster: Cluster, node: string, address: string, port: number, now: Nanos): Reached {
  const route = routeOf(cluster, node, address, port, chanceAt(now));
  return typeof route === "string" ? route : reach(world, cluster, route);
}

const isNode = ({ store }: Cluster, host: string): boolean =>
  store.get("Node", host) !== undefined || [...store.all("Node")].some(({ status }) => status.addresses?.some(({ address }) => address === host));

function podAt({ store }: Cluster, address: string, port: number): Backend | undefined {
  for (const { metadata, spec, status } of store.all("Pod")) {
    if (status.podIP !== address || spec.nodeName === undefined) continue;
    return { address, port, node: spec.nodeName, pod: `${metadata.namespace}/${metadata.name}`, uid: metadata.uid ?? "" };
  }
  return undefined;
}

/** Another one at every moment, the same at the same. */
const chanceAt = (now: Nanos): number => ((Math.imul(Math.floor(now / 1e6) + 1, 0x9e3779b1) >>> 0) / 4294967296);
