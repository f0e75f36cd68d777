import type { Connection } from "../../world/cluster/network/connect.ts";
import type { Observation } from "../../world/observation.ts";
import { rootOf } from "../inside.ts";
import { machineAt } from "../console.ts";
import type { Seat } from "../verb.ts";

/** What the cluster's DNS answers to a name. */
export const clusterAddress = (name: string, seen: Observation, seat: Seat): string | undefined => lookAt(name, 80, seen, seat)?.address;

/** Who takes a connection to a service or a pod of the cluster; undefined when the name or address is none of the cluster's. */
export function lookAt(host: string, port: number, seen: Observation, seat: Seat): Connection | undefined {
  const machine = machineAt(seat, seen);
  if (seen.cluster === undefined || host === "localhost" || host.startsWith("127.") || host === machine?.name) return undefined;
  const inside = rootOf(seat, seen);
  const [namespace, pod] = inside === undefined || inside.pod === "" ? ["default", ""] : [inside.pod_namespace, `${inside.pod_namespace}/${inside.pod}`];
  const looked = seen.cluster.look({ node: machine?.name ?? "", namespace, pod }, host, port);
  return looked === "unknown" ? undefined : looked;
}
