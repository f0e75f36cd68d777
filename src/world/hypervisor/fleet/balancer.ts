import { done, refused, type Result } from "../../../kernel/model.ts";
import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { given } from "../../given.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import { endStage } from "../../stages.ts";
import type { World, WorldEnv } from "../../state.ts";
import { isAlive, type App } from "../../workload/app.ts";
import { requestArrives, serving } from "../../workload/traffic.ts";
import { serviceReady } from "../provisioning/deploy.ts";
import { placed } from "../vm.ts";
import { pathOf, vmsOf, type Fleet, type Service } from "./fleet.ts";

/**
 * The load balancer: it sends each request to the healthy service with the fewest in hand, and drops it when all of them
 * have their hands and queues full. It checks a new service every two seconds before it sends it anything; that one
 * has died, it notices when a request cannot be delivered. (Its own CPU time is left out.)
 */

export type FleetEvent =
  | { readonly type: "fleet"; readonly what: "arrival"; readonly host: string; readonly turn: number }
  | { readonly type: "fleet"; readonly what: "check"; readonly host: string; readonly service: string; readonly turn: number };

const CHECK_EVERY = 2 * SECOND;
/** A service that has just configured itself has to show that it stays well. */
const CHECKS_CONFIGURED = 3;

export function handleFleet(world: World, event: FleetEvent, env: WorldEnv): void {
  const host = machineOf(world, event.host);
  const fleet = host?.fleet;
  if (host === undefined || fleet === undefined) return;
  if (event.what === "check") check(world, host, fleet, event.service, event.turn, env);
  else if (event.turn === fleet.turn) arrive(world, host, fleet, env);
}

/** `configured`: it has just configured itself. */
export function planCheck(host: Machine, name: string, vm: string, configured: boolean, env: WorldEnv): void {
  const fleet = host.fleet!;
  const known = fleet.services.get(name);
  const service: Service = { name, vm, stages: known?.stages ?? [], healthy: false, checks: configured ? CHECKS_CONFIGURED : 1, turn: (known?.turn ?? 0) + 1 };
  fleet.services.set(name, service);
  env.after(CHECK_EVERY, { type: "fleet", what: "check", host: host.path, service: name, turn: service.turn });
}

function check(world: World, host: Machine, fleet: Fleet, name: string, turn: number, env: WorldEnv): void {
  const service = fleet.services.get(name);
  if (service === undefined || service.turn !== turn || service.healthy) return;
  const machine = machineOf(world, pathOf(host.path, service));
  const app = machine?.apps.get(name);
  if (machine === undefined || app === undefined || !isAlive(machine, app) || machine.paused) return;
  service.checks--;
  if (service.checks > 0) return env.after(CHECK_EVERY, { type: "fleet", what: "check", host: host.path, service: name, turn });
  const at = placed(world, host.path, service.vm);
  env.because([at?.vm.because ?? app.because], () => {
    healthy(service, env);
    if (at !== undefined) serviceReady(at, env);
  });
}

function healthy(service: Service, env: WorldEnv): void {
  service.healthy = true;
  endStage(service, env.now);
  env.note("serviceHealthy", `service/${service.name}`, { vm: service.vm });
}

/** A container of the fleet has passed its own health check: it gets requests from now on. */
export function serviceUp(host: Machine, name: string, env: WorldEnv): void {
  const service = host.fleet?.services.get(name);
  if (service !== undefined && service.vm === "") healthy(service, env);
}

export function planArrival(host: Machine, fleet: Fleet, env: WorldEnv): void {
  if (fleet.perSecond > 0) env.after(SECOND / fleet.perSecond, { type: "fleet", what: "arrival", host: host.path, turn: fleet.turn });
}

function arrive(world: World, host: Machine, fleet: Fleet, env: WorldEnv): void {
  planArrival(host, fleet, env);
  fleet.sent++;
  for (;;) {
    const found = pick(world, host, fleet);
    if (found === undefined) return void fleet.dropped++;
    const guest = machineOf(world, found.path)!;
    const app = guest.apps.get(found.service.name)!;
    if (isAlive(guest, app)) return void requestArrives(world, guest, app, env);
    unhealthy(fleet, found.service, app.because, env);
  }
}

function unhealthy(fleet: Fleet, service: Service, because: number, env: WorldEnv): void {
  service.healthy = false;
  service.turn++;
  fleet.because = env.note("serviceUnhealthy", `service/${service.name}`, { vm: service.vm }, because < 0 ? undefined : [because]);
}

interface Found {
  readonly service: Service;
  readonly path: string;
}

/** The healthy service with the fewest requests in hand; among equals they take turns. */
function pick(world: World, host: Machine, fleet: Fleet): Found | undefined {
  const services = [...fleet.services.values()];
  let best: Found | undefined;
  let least = Infinity;
  fleet.next = (fleet.next + 1) % Math.max(1, services.length);
  for (let i = 0; i < services.length; i++) {
    const service = services[(fleet.next + i) % services.length]!;
    if (!service.healthy) continue;
    const path = pathOf(host.path, service);
    const app = world.machines.get(path)?.apps.get(service.name);
    const held = app === undefined ? Infinity : inHand(app);
    if (held < least) [least, best] = [held, { service, path }];
  }
  return best;
}

/** Infinity when it can take no more. */
function inHand(app: App): number {
  const { waiting, idle } = app.traffic!;
  const threads = app.pids.length * app.spec.threads;
  const held = waiting.length + Math.max(0, threads - idle.length);
  return app.pids.length > 0 && idle.length === 0 && waiting.length >= serving(app).backlog ? Infinity : held;
}

/** A service that is taken away: what it has done stays counted. */
export function serviceGone(host: Machine, name: string, guest: Machine): void {
  const fleet = host.fleet;
  const traffic = guest.apps.get(name)?.traffic;
  if (fleet === undefined || !fleet.services.delete(name) || traffic === undefined) return;
  fleet.pastServed += traffic.served;
  fleet.pastLost += traffic.errors + traffic.timeouts;
}

/** What became of the requests so far. `dropped`: turned away by the balancer, or lost by a service. */
export function countFleet(world: World, host: Machine, fleet: Fleet): { readonly served: number; readonly dropped: number } {
  let [served, dropped] = [fleet.pastServed, fleet.pastLost + fleet.dropped];
  for (const service of fleet.services.values()) {
    const traffic = world.machines.get(pathOf(host.path, service))?.apps.get(service.name)?.traffic;
    served += traffic?.served ?? 0;
    dropped += (traffic?.errors ?? 0) + (traffic?.timeouts ?? 0);
  }
  return { served, dropped };
}

const QUIET = 5 * SECOND;

/** Takes the fleet's readings, and notes when it begins to drop requests and when that is over. */
export function readFleet(world: World, host: Machine, env: WorldEnv): void {
  const fleet = host.fleet;
  if (fleet === undefined) return;
  const counts = countFleet(world, host, fleet);
  const before = fleet.readings.at(-1);
  if (before !== undefined && counts.dropped > before.dropped) fleet.droppedAt = env.now;
  fleet.readings = [...recent(fleet.readings, env.now), { at: env.now, ...counts }];
  const about = `fleet/${fleet.name}`;
  if (fleet.dropping < 0 && fleet.droppedAt === env.now) {
    fleet.dropping = env.note("requestsDropped", about, { load: fleet.perSecond, healthy: healthyOf(fleet) }, fleet.because < 0 ? undefined : [fleet.because]);
  } else if (fleet.dropping >= 0 && env.now - fleet.droppedAt >= QUIET) {
    env.note("requestsDroppedOver", about, { dropped: counts.dropped }, [fleet.dropping]);
    fleet.dropping = -1;
  }
}

/** Those of the last second, and the last one before. */
function recent(readings: Fleet["readings"], now: Nanos): Fleet["readings"] {
  const from = now - SECOND;
  return readings.filter((r, i) => r.at >= from || (readings[i + 1]?.at ?? Infinity) > from);
}

export const healthyOf = (fleet: Fleet): number => [...fleet.services.values()].filter((s) => s.healthy).length;

/** `lab load`: requests per second from now on. */
export function setFleetLoad(host: Machine, fleet: Fleet, perSecond: number, env: WorldEnv): Result {
  if (!(perSecond >= 0 && perSecond <= 5000)) return refused(`${perSecond} requests per second is not a load for this fleet: give 0 to 5000`);
  const cause = given(env, `lab load ${fleet.name} ${perSecond}`);
  if (perSecond > fleet.perSecond) fleet.vmsWhenLoaded = vmsOf(fleet).length;
  fleet.perSecond = perSecond;
  fleet.turn++;
  fleet.because = env.note("loadChanged", `fleet/${fleet.name}`, { per_second: perSecond }, [cause]);
  planArrival(host, fleet, env);
  return done;
}
