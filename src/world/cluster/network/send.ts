import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { asksOf, containerOfApp } from "../../containers/asks.ts";
import { slownessOf } from "../../machine/alarms.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import type { App } from "../../workload/app.ts";
import { isFull, requestArrives } from "../../workload/traffic.ts";
import type { Cluster } from "../cluster.ts";
import { kubeletOf, workerOf } from "../kubelet/kubelets.ts";
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
  if (typeof reached !== "string") return arrives(world, cluster, reached, books, env);
  if (books === undefined) return false;
  const because = connection === "unknown" ? [] : lately(world, cluster, connection.pod);
  if (reached === "silent") env.after(PATIENCE, { type: "cluster", what: "unanswered", service: books, because });
  else settle(world, books, "refused", 0, env, because);
  return false;
}

/** What last became of a pod: of its machine, if that is off or hangs, or else of its containers. */
function lately(world: World, cluster: Cluster, uid: string): readonly number[] {
  const worker = workerOf(cluster, uid);
  const machine = world.machines.get(kubeletOf(cluster, worker?.node ?? "")?.machine ?? "");
  if (worker === undefined || machine === undefined) return [];
  if (!machine.up || machine.paused) return machine.power < 0 ? [] : [machine.power];
  return worker.runs.flatMap(({ id, because }) => {
    const latest = Math.max(machine.docker?.containers.get(id)?.because ?? -1, ...because);
    return latest < 0 ? [] : [latest];
  });
}

function countSent(cluster: Cluster, service: string, now: Nanos): void {
  const traffic = trafficOf(cluster, service, now);
  turnSecond(traffic, now);
  traffic.sent++;
}

function arrives(world: World, cluster: Cluster, { machine: path, app: name }: Listener, service: string | undefined, env: WorldEnv): boolean {
  const machine = machineOf(world, path);
  const app = machine?.apps.get(name);
  const taken = machine !== undefined && app?.traffic !== undefined && requestArrives(world, machine, app, env, service);
  if (taken || service === undefined) return taken;
  if (machine === undefined || app === undefined) settle(world, service, "failed", 0, env);
  else if (isFull(machine, app)) settle(world, service, "full", 0, env, slownessOf(machine, app));
  else settle(world, service, "failed", 0, env, whyFailed(cluster, machine, app));
  return false;
}

/** The trouble of the services that a program asks for every request; or else what last became of its container. */
function whyFailed(cluster: Cluster, machine: Machine, app: App): readonly number[] {
  const c = containerOfApp(machine, app);
  if (c === undefined) return [];
  const services = asksOf(machine.docker!, c)?.others.map(({ name }) => `${c.settings.pod?.namespace}/${name.split(".")[0]}`) ?? [];
  const troubles = services.map((key) => cluster.traffic.get(key)?.failing ?? -1).filter((fact) => fact >= 0);
  return troubles.length > 0 ? troubles : [c.because];
}

/** A client has waited for nothing. */
export const unanswered = (world: World, service: string, because: readonly number[], env: WorldEnv): void => settle(world, service, "timeouts", PATIENCE, env, because);
