import type { Observation } from "../../world/observation.ts";
import { machineAt } from "../console.ts";
import type { Reply, Seat } from "../verb.ts";
import { fail, say } from "./say.ts";

/** How long Linux tries to connect to somebody who says nothing (tcp_syn_retries 6), and curl's own limit. */
const GIVES_UP_MS = 134_000;

/** What curl gets from a service or a pod of the cluster; undefined when the name or address is none of the cluster's. */
export function fetchInCluster(host: string, port: number, seen: Observation, seat: Seat): Reply | undefined {
  const machine = machineAt(seat, seen);
  if (seen.cluster === undefined || host === "localhost" || host === machine?.name) return undefined;
  const looked = seen.cluster.look(machine?.name ?? "", "default", host, port);
  if (looked === "unknown") return undefined;
  const { reached } = looked;
  if (reached === "refused") return fail(`curl: (7) Failed to connect to ${host} port ${port} after 1 ms: Could not connect to server`, undefined, 7);
  if (reached === "silent") return fail(`curl: (28) Failed to connect to ${host} port ${port} after ${GIVES_UP_MS} ms: Could not connect to server`, undefined, 28);
  const page = seen.tables.containers.find((c) => c.machine === reached.machine && c.id === reached.container)?.page ?? "";
  return say(page === "" ? ["OK"] : page.split("\n"));
}
