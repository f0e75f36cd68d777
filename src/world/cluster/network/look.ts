import type { Nanos } from "../../../kernel/time.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { connect, entryOf, type Connection, type Origin } from "./connect.ts";

/**
 * What somebody would meet now who tries a name or an address: to look, without sending anything. From a node of the
 * cluster, or else by the node that clients from outside come in by.
 */
export const lookAt = (world: World, cluster: Cluster, from: Origin, host: string, port: number, now: Nanos): Connection | "unknown" =>
  connect(world, cluster, { ...from, node: cluster.proxies.has(from.node) ? from.node : (entryOf(world, cluster) ?? "") }, host, port, chanceAt(now));

/** Another one at every moment, the same at the same. */
const chanceAt = (now: Nanos): number => (Math.imul(Math.floor(now / 1e6) + 1, 0x9e3779b1) >>> 0) / 4294967296;
