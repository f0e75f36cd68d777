import { done, refused, type Result } from "../../../kernel/model.ts";
import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { given } from "../../given.ts";
import { machineOf } from "../../machine/machine.ts";
import { requestArrives } from "../../workload/traffic.ts";
import type { Cluster } from "../cluster.ts";
import type { Control } from "../loop.ts";
import { entryOf, reach, routeOf, type Reached } from "./connect.ts";
import { resolveName } from "./dns.ts";
import { troubleOver } from "./alarm.ts";
import { settle, trafficOf } from "./books.ts";
import { turnSecond, type ServiceTraffic } from "./service-traffic.ts";

/** Clients of services: they come whether anybody answers or not, each with a new connection. */

/** How long they wait for somebody who says nothing. */
const PATIENCE: Nanos = SECOND;

/** Requests per second to a service from now on. */
export function setLoad(control: Control, service: string, perSecond: number): void {
  const traffic = trafficOf(control.cluster, service, control.env.now);
  turnSecond(traffic, control.env.now);
  traffic.perSecond = perSecond;
  traffic.turn++;
  planRequest(control, traffic);
}

function planRequest({ env }: Control, { service, perSecond, turn }: ServiceTraffic): void {
  if (perSecond > 0) env.after(env.random.exponential(`clients/${service}`, SECOND / perSecond), { type: "cluster", what: "request", service, turn });
}

/** A client sends a request to a service, by its name. */
export function requestDue(control: Control, service: string, turn: number): void {
  const { cluster, env } = control;
  const traffic = trafficOf(cluster, service, env.now);
  if (traffic.turn !== turn) return;
  planRequest(control, traffic);
  turnSecond(traffic, env.now);
  traffic.sent++;
  troubleOver(traffic, env);
  send(control, service);
}

/** True when it came to a program that took it; what becomes of it then, is heard of later. */
function send(control: Control, service: string): boolean {
  const { world, env } = control;
  const found = findListener(control, service);
  if (found === "silent") {
    env.after(PATIENCE, { type: "cluster", what: "unanswered", service });
    return false;
  }
  const machine = found === "refused" ? undefined : machineOf(world, found.machine);
  const app = found === "refused" ? undefined : machine?.apps.get(found.app);
  if (machine === undefined || app?.traffic === undefined) {
    settle(world, service, "refused", 0, env);
    return false;
  }
  if (requestArrives(world, machine, app, env, service)) return true;
  settle(world, service, "failed", 0, env);
  return false;
}

function findListener({ world, cluster, env }: Control, service: string): Reached {
  const [namespace = "default", name = ""] = service.split("/");
  const entry = entryOf(world, cluster);
  const address = resolveName(cluster.store, namespace, name)?.[0];
  const port = cluster.store.get("Service", service)?.spec.ports?.[0]?.port;
  if (entry === undefined) return "silent";
  if (address === undefined || port === undefined) return "refused";
  const route = routeOf(cluster, entry, address, port, env.random.uniform(`proxy/${entry}`));
  return typeof route === "string" ? route : reach(world, cluster, route);
}

/** A client has waited for nothing. */
export const unanswered = ({ world, env }: Control, service: string): void => settle(world, service, "timeouts", PATIENCE, env);

/** `lab load SERVICE N`. */
export function loadService(control: Control, service: string, perSecond: number): Result {
  const { cluster, env } = control;
  if (!(perSecond >= 0 && perSecond <= 5000)) return refused(`${perSecond} requests per second is not a load for a service: give 0 to 5000`);
  control.causes = [given(env, `lab load ${service} ${perSecond}`)];
  setLoad(control, service, perSecond);
  const traffic = trafficOf(cluster, service, env.now);
  traffic.because = env.note("loadChanged", `service/${service.slice(service.indexOf("/") + 1)}`, { per_second: perSecond }, control.causes);
  return done;
}

/** The service that a name means: `shop`, `prod/shop`; undefined when there is none. */
export const serviceNamed = ({ store }: Cluster, name: string): string | undefined => {
  const key = name.includes("/") ? name : `default/${name}`;
  return store.get("Service", key) === undefined ? undefined : key;
};
