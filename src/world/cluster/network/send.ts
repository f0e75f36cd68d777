import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { machineOf } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { requestArrives } from "../../workload/traffic.ts";
import type { Cluster } from "../cluster.ts";
import { workerOf } from "../kubelet/kubelets.ts";
import { settle, trafficOf } from "./books.ts";
import { connect, type Listener, type Origin } from "./connect.ts";
import { turnSecond } from "./service-traffic.ts";

/** How long clients wait for somebody who says nothing. */
const PATIENCE: Nanos = SECOND;

/** One request over a new connection. */
export interface Sending {
  readonly from: Origin;
  readonly host: string;
  readonly port: number;
  /** In whose books it stands, whatever comes of it; undefined: those of the service that it comes to, if any. */
  readonly service?: string;
}

/** True when a program took it; what becomes of it then, the books hear later. */
export function sendRequest(world: World, cluster: Cluster, { from, host, port, service }: Sending, env: WorldEnv): boolean {
  const connection = connect(world, cluster, from, host, port, env.random.uniform(`proxy/${from.node}`));
  const books = service ?? (connection === "unknown" ? undefined : connection.service);
  if (books !== undefined) countSent(cluster, books, env.now);
  const reached = connection === "unknown" ? "refused" : connection.reached;
  if (typeof reached !== "string") return arrives(world, reached, books, env);
  if (books !== undefined && reached === "silent") env.after(PATIENCE, { type: "cluster", what: "unanswered", service: books });
  if (books !== undefined && reached === "refused") settle(world, books, "refused", 0, env, connection === "unknown" ? [] : lately(cluster, connection.pod));
  return false;
}

/** What last became of a pod's containers. */
const lately = (cluster: Cluster, uid: string): readonly number[] => workerOf(cluster, uid)?.runs.flatMap(({ because }) => because) ?? [];

function countSent(cluster: Cluster, service: string, now: Nanos): void {
  const traffic = trafficOf(cluster, service, now);
  turnSecond(traffic, now);
  traffic.sent++;
}

function arrives(world: World, { machine: path, app: name }: Listener, service: string | undefined, env: WorldEnv): boolean {
  const machine = machineOf(world, path);
  const app = machine?.apps.get(name);
  const taken = machine !== undefined && app?.traffic !== undefined && requestArrives(world, machine, app, env, service);
  if (!taken && service !== undefined) settle(world, service, "failed", 0, env);
  return taken;
}

/** A client has waited for nothing. */
export const unanswered = (world: World, service: string, env: WorldEnv): void => settle(world, service, "timeouts", PATIENCE, env);
