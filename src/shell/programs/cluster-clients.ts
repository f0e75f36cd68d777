import type { Connection } from "../../world/cluster/network/connect.ts";
import type { Observation } from "../../world/observation.ts";
import { rootOf } from "../inside.ts";
import { machineAt } from "../console.ts";
import type { Reply, Seat } from "../verb.ts";
import { fail, say } from "./say.ts";

/** How long Linux tries to connect to somebody who says nothing (tcp_syn_retries 6). */
const GIVES_UP_MS = 134_000;

/** What the two programs say when nobody takes a connection, and their exit status. */
const REFUSALS = {
  curl: {
    refused: (host: string, _address: string, port: number): Reply => fail(`curl: (7) Failed to connect to ${host} port ${port} after 1 ms: Could not connect to server`, undefined, 7),
    silent: (host: string, _address: string, port: number): Reply => fail(`curl: (28) Failed to connect to ${host} port ${port} after ${GIVES_UP_MS} ms: Could not connect to server`, undefined, 28),
  },
  wget: {
    refused: (_host: string, address: string): Reply => fail(`wget: can't connect to remote host (${address}): Connection refused`),
    silent: (_host: string, address: string): Reply => fail(`wget: can't connect to remote host (${address}): Connection timed out`),
  },
} as const;

/** What a program gets from a service or a pod of the cluster; undefined when the name or address is none of the cluster's. */
export function fetchInCluster(program: keyof typeof REFUSALS, host: string, port: number, seen: Observation, seat: Seat, head = false): Reply | undefined {
  const looked = lookAt(host, port, seen, seat);
  if (looked === undefined) return undefined;
  const { reached, address } = looked;
  if (typeof reached === "string") return REFUSALS[program][reached](host, address, port);
  if (head) return say(["HTTP/1.1 200 OK"]);
  const page = seen.tables.containers.find((c) => c.machine === reached.machine && c.id === reached.container)?.page ?? "";
  return say(page === "" ? ["OK"] : page.split("\n"));
}

/** What the cluster's DNS answers to a name. */
export const clusterAddress = (name: string, seen: Observation, seat: Seat): string | undefined => lookAt(name, 80, seen, seat)?.address;

function lookAt(host: string, port: number, seen: Observation, seat: Seat): Connection | undefined {
  const machine = machineAt(seat, seen);
  if (seen.cluster === undefined || host === "localhost" || host.startsWith("127.") || host === machine?.name) return undefined;
  const inside = rootOf(seat, seen);
  const [namespace, pod] = inside === undefined || inside.pod === "" ? ["default", ""] : [inside.pod_namespace, `${inside.pod_namespace}/${inside.pod}`];
  const looked = seen.cluster.look({ node: machine?.name ?? "", namespace, pod }, host, port);
  return looked === "unknown" ? undefined : looked;
}
