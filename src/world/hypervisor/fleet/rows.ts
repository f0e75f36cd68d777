import { SECOND, toSeconds } from "../../../kernel/time.ts";
import { answersOf } from "../../machine/window.ts";
import type { Machine } from "../../machine/machine.ts";
import type { FleetRow, ServiceRow } from "../../observation.ts";
import type { World } from "../../state.ts";
import { isAlive } from "../../workload/app.ts";
import { countFleet } from "./balancer.ts";
import { vmsOf, type Fleet, type Service } from "./fleet.ts";

const fleetsOf = (world: World): { host: Machine; fleet: Fleet }[] => [...world.machines.values()].flatMap((host) => (host.fleet === undefined ? [] : [{ host, fleet: host.fleet }]));

export const fleetRows = (world: World): FleetRow[] => fleetsOf(world).map(({ host, fleet }) => fleetRow(world, host, fleet));

function fleetRow(world: World, host: Machine, fleet: Fleet): FleetRow {
  const services = [...fleet.services.values()].map((s) => serviceRow(world, host, s));
  const vms = vmsOf(fleet);
  const healthy = services.filter((s) => s.healthy).length;
  const capacity = (healthy * SECOND) / fleet.spec.work;
  const counts = countFleet(world, host, fleet);
  const rates = ratesOf(fleet);
  return {
    name: fleet.name, machine: host.path, image: fleet.image, thin: fleet.thin, vms: vms.length, instances: services.length, healthy,
    most_per_vm: Math.max(0, ...vms.map((vm) => services.filter((s) => s.vm === vm).length)),
    load: fleet.perSecond, capacity, sent: fleet.sent, served: counts.served, dropped: counts.dropped,
    served_per_s: rates.served, dropped_per_s: rates.dropped, used: capacity === 0 ? 0 : Math.min(1, rates.served / capacity), vms_when_loaded: fleet.vmsWhenLoaded,
  };
}

/** Requests per second over the last second. */
export function ratesOf({ readings }: Fleet): { readonly served: number; readonly dropped: number } {
  const [from, to] = [readings[0], readings.at(-1)];
  if (from === undefined || to === undefined || to.at <= from.at) return { served: 0, dropped: 0 };
  const seconds = toSeconds(to.at - from.at);
  return { served: (to.served - from.served) / seconds, dropped: (to.dropped - from.dropped) / seconds };
}

export const serviceRows = (world: World): ServiceRow[] => fleetsOf(world).flatMap(({ host, fleet }) => [...fleet.services.values()].map((s) => serviceRow(world, host, s)));

function serviceRow(world: World, host: Machine, { name, vm, healthy }: Service): ServiceRow {
  const guest = world.machines.get(`${host.path}/${vm}`);
  const app = guest?.apps.get(name);
  const alive = guest !== undefined && app !== undefined && isAlive(guest, app);
  const well = healthy && alive;
  return {
    name, vm, machine: `${host.path}/${vm}`, healthy: well, state: well ? "healthy" : alive ? "checked" : guest?.up === true ? "starting" : guest?.carrier === undefined ? "off" : "booting",
    served_per_s: guest === undefined ? 0 : answersOf(guest, name).served, queue: app?.traffic?.waiting.length ?? 0,
  };
}
