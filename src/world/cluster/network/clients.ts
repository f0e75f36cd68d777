import { done, refused, type Result } from "../../../kernel/model.ts";
import { SECOND } from "../../../kernel/time.ts";
import { given } from "../../given.ts";
import type { Cluster } from "../cluster.ts";
import type { Control } from "../loop.ts";
import { aboutService, troubleOver } from "./alarm.ts";
import { trafficOf } from "./books.ts";
import { entryOf } from "./connect.ts";
import { sendRequest } from "./send.ts";
import { turnSecond, type ServiceTraffic } from "./service-traffic.ts";

/** Clients of services: they come whether anybody answers or not, each with a new connection. */

/** Requests per second to a service from now on. */
function setLoad(control: Control, service: string, perSecond: number): void {
  const traffic = trafficOf(control.cluster, service, control.env.now);
  turnSecond(traffic, control.env.now);
  traffic.perSecond = perSecond;
  traffic.loadedAt = control.env.now;
  traffic.turn++;
  planRequest(control, traffic);
}

/** How many clients of a scenario come changes by itself. */
export function waveDue(control: Control, { client, wave, turn }: { readonly client: number; readonly wave: number; readonly turn: number }): void {
  const { cluster, env } = control;
  const { service, waves } = cluster.spec.clients[client]!;
  const traffic = trafficOf(cluster, service, env.now);
  if (traffic.turn !== turn) return;
  const { perSecond, length } = waves[wave]!;
  setLoad(control, service, perSecond);
  traffic.because = env.note("loadChanged", aboutService(service), { per_second: perSecond });
  if (length > 0) env.after(length, { type: "cluster", what: "wave", client, wave: (wave + 1) % waves.length, turn: traffic.turn });
}

function planRequest({ env }: Control, { service, perSecond, turn }: ServiceTraffic): void {
  if (perSecond > 0) env.after(env.random.exponential(`clients/${service}`, SECOND / perSecond), { type: "cluster", what: "request", service, turn });
}

/** A client sends a request to a service, by its name. */
export function requestDue(control: Control, service: string, turn: number): void {
  const { world, cluster, env } = control;
  const traffic = trafficOf(cluster, service, env.now);
  if (traffic.turn !== turn) return;
  planRequest(control, traffic);
  troubleOver(traffic, env);
  const [namespace = "default", name = ""] = service.split("/");
  const port = cluster.store.get("Service", service)?.spec.ports?.[0]?.port ?? 80;
  sendRequest(world, cluster, { from: { node: entryOf(world, cluster) ?? "", namespace, pod: "" }, host: name, port, service }, env);
}

/** `lab load SERVICE N`. */
export function loadService(control: Control, service: string, perSecond: number): Result {
  const { cluster, env } = control;
  if (!(perSecond >= 0 && perSecond <= 5000)) return refused(`${perSecond} requests per second is not a load for a service: give 0 to 5000`);
  control.causes = [given(env, `lab load ${service.replace(/^default\//, "")} ${perSecond}`)];
  setLoad(control, service, perSecond);
  trafficOf(cluster, service, env.now).because = env.note("loadChanged", aboutService(service), { per_second: perSecond }, control.causes);
  return done;
}

/** The service that a name means: `shop`, `prod/shop`; undefined when there is none. */
export const serviceNamed = ({ store }: Cluster, name: string): string | undefined => {
  const key = name.includes("/") ? name : `default/${name}`;
  return store.get("Service", key) === undefined ? undefined : key;
};
