import { SECOND, toSeconds, type Nanos } from "../../../kernel/time.ts";
import { answersOf } from "../../machine/window.ts";
import type { Machine } from "../../machine/machine.ts";
import type { FleetRow, ServiceRow } from "../../observation.ts";
import type { World } from "../../state.ts";
import { isAlive } from "../../workload/app.ts";
import { together, type Latencies } from "../../workload/latency.ts";
import { countFleet } from "./balancer.ts";
import { pathOf, vmsOf, type Fleet, type Service } from "./fleet.ts";

const fleetsOf = (world: World): { host: Machine; fleet: Fleet }[] => [...world.machines.values()].flatMap((host) => (host.fleet === undefined ? [] : [{ host, fleet: host.fleet }]));

export const fleetRows = (world: World, now: Nanos): FleetRow[] => fleetsOf(world).map(({ host, fleet }) => fleetRow(world, host, fleet, now));

function fleetRow(world: World, host: Machine, fleet: Fleet, now: Nanos): FleetRow {
  const services = [...fleet.services.values()].map((s) => serviceRow(world, host, s));
  const vms = vmsOf(fleet);
  const healthy = services.filter((s) => s.healthy).length;
  const capacity = (healthy * SECOND) / fleet.spec.work;
  const counts = countFleet(world, host, fleet);
  const containers = services.filter((s) => s.vm === "").length;
  const p95 = together(latenciesOf(world, host, fleet), now)?.p95;
  const rates = ratesOf(fleet);
  return {
    name: fleet.name, machine: host.path, image: fleet.image, thin: fleet.thin, vms: vms.length, containers, wanted: containers + fleet.toLaunch.length, instances: services.length, healthy,
    most_per_vm: Math.max(0, ...vms.map((vm) => services.filter((s) => s.vm === vm).length)),
    load: fleet.perSecond, capacity, sent: fleet.sent, served: counts.served, dropped: counts.dropped,
    served_per_s: rates.served, dropped_per_s: rates.dropped, used: capacity === 0 ? 0 : Math.min(1, rates.served / capacity), vms_when_loaded: fleet.vmsWhenLoaded,
    p95_ms: p95 === undefined ? -1 : Math.round(p95 / 1e5) / 10,
  };
}

/** How long the requests of all its services took. */
const latenciesOf = (world: World, host: Machine, fleet: Fleet): Latencies[] =>
  [...fleet.services.values()].flatMap((s) => world.machines.get(pathOf(host.path, s))?.apps.get(s.name)?.traffic?.latencies ?? []);

/** Requests per second over the last second. */
export function ratesOf({ readings }: Fleet): { readonly served: number; readonly dropped: number } {
  const [from, to] = [readings[0], readings.at(-1)];
  if (from === undefined || to === undefined || to.at <= from.at) return { served: 0, dropped: 0 };
  const seconds = toSeconds(to.at - from.at);
  return { served: (to.served - from.served) / seconds, dropped: (to.dropped - from.dropped) / seconds };
}

export const serviceRows = (world: World): ServiceRow[] => fleetsOf(world).flatMap(({ host, fleet }) => [...fleet.services.values()].map((s) => serviceRow(world, host, s)));

function serviceRow(world: World, host: Machine, service: Service): ServiceRow {
  const { name, vm, healthy } = service;
  const path = pathOf(host.path, service);
  const guest = world.machines.get(path);
  const app = guest?.apps.get(name);
  const alive = guest !== undefined && app !== undefined && isAlive(guest, app);
  const well = healthy && alive;
  return {
    name, vm, machine: path, healthy: well, state: well ? "healthy" : alive ? "checked" : guest?.up === true ? "starting" : guest?.carrier === undefined ? "off" : "booting",
    served_per_s: guest === undefined ? 0 : answersOf(guest, name).served, queue: app?.traffic?.waiting.length ?? 0,
  };
}
