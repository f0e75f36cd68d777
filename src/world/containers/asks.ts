import { SECOND } from "../../kernel/time.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { isAlive, type App } from "../workload/app.ts";
import { requestArrives } from "../workload/traffic.ts";
import type { Client, Container, Docker } from "./docker.ts";
import { programOf } from "./image.ts";
import { resolve } from "./networks.ts";
import { commandOf } from "./program.ts";
import { listenerAt, publishedAt, reaches } from "./ports.ts";
import type { ImageProgram } from "./spec.ts";

/**
 * Who asks whom. A container's program asks others for every request it serves, by the names or addresses that an
 * environment variable holds: the engine's DNS answers names, then the request goes to whoever listens at that address.
 * The asker does not wait for the answer (that time is left out); it fails when nobody listens there.
 */

export const containerOfApp = (machine: Machine, app: App): Container | undefined => (app.container === "" ? undefined : machine.docker?.containers.get(app.container));

/** What became of asking one other. */
export interface Answer {
  readonly name: string;
  /** "" when the name is not known. */
  readonly address: string;
  readonly container: Container | undefined;
}

export function ask(docker: Docker, asker: Container, name: string, port: number): Answer {
  const address = resolve(docker, asker, name);
  if (address === undefined) return { name, address: "", container: undefined };
  return { name, address, container: reaches(docker, asker, address) ? listenerAt(docker, asker, address, port) : undefined };
}

/** The names that a container's program asks, and on which port. */
export function asksOf(docker: Docker, c: Container): { readonly names: readonly string[]; readonly port: number; readonly which: "all" | "next" } | undefined {
  const image = docker.images.get(c.image)!;
  const asks = programFor(docker, c)?.asks;
  if (asks === undefined) return undefined;
  const value = envOf(c, image.spec.env, asks.env);
  return { names: value.split(",").filter((name) => name !== ""), port: asks.port, which: asks.which };
}

export const programFor = (docker: Docker, c: Container): ImageProgram | undefined => {
  const image = docker.images.get(c.image)!;
  return programOf(image, commandOf(image, c.settings)[0] ?? "");
};

function envOf(c: Container, own: readonly string[], key: string): string {
  const found = [...own, ...c.settings.env].filter((line) => line.startsWith(`${key}=`)).at(-1);
  return found?.slice(key.length + 1) ?? "";
}

/** Whether everybody that a container's program asks could be asked now. */
export function upstreamsThere(world: World, machine: Machine, c: Container): boolean {
  const asks = asksOf(machine.docker!, c);
  if (asks === undefined) return true;
  const there = (name: string): boolean => {
    const { container } = ask(machine.docker!, c, name, asks.port);
    const app = container === undefined ? undefined : machine.apps.get(container.app);
    return app !== undefined && isAlive(machine, app) && !app.stuck && world !== undefined;
  };
  return asks.which === "all" ? asks.names.every(there) : asks.names.some(there);
}

/** A request has come to an app: does everybody it asks answer? What it asks becomes a request there. */
export function upstreamsAnswer(world: World, machine: Machine, app: App, env: WorldEnv): boolean {
  const docker = machine.docker;
  const c = docker === undefined ? undefined : containerOfApp(machine, app);
  const asks = c === undefined ? undefined : asksOf(docker!, c);
  if (asks === undefined || asks.names.length === 0) return true;
  return asks.which === "all" ? asks.names.every((name) => passOn(world, machine, c!, name, asks.port, env)) : passToNext(world, machine, c!, asks, env);
}

function passOn(world: World, machine: Machine, c: Container, name: string, port: number, env: WorldEnv): boolean {
  const { container } = ask(machine.docker!, c, name, port);
  const app = container === undefined ? undefined : machine.apps.get(container.app);
  return app?.traffic !== undefined && isAlive(machine, app) && requestArrives(world, machine, app, env);
}

/** One after the other; who does not answer is left out, as proxies do. */
function passToNext(world: World, machine: Machine, c: Container, { names, port }: { names: readonly string[]; port: number }, env: WorldEnv): boolean {
  const first = machine.apps.get(c.app)!.traffic!.arrived;
  for (let turn = 0; turn < names.length; turn++) {
    const name = names[(first + turn) % names.length]!;
    if (!passOn(world, machine, c, name, port, env)) continue;
    c.passedTo = ask(machine.docker!, c, name, port).container!.name;
    return true;
  }
  return false;
}

export function planRequest(machine: Machine, client: Client, env: WorldEnv): void {
  if (client.perSecond > 0) env.after(env.random.exponential(`client/${client.name}`, SECOND / client.perSecond), { type: "docker", what: "request", machine: machine.path, client: client.name, turn: client.turn });
}

/** Somebody outside sends a request to a port of the machine. */
export function requestDue(world: World, path: string, name: string, turn: number, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const client = machine?.docker?.clients.get(name);
  if (machine === undefined || client === undefined || client.turn !== turn) return;
  planRequest(machine, client, env);
  client.sent++;
  const c = machine.up ? publishedAt(machine.docker!, client.port) : undefined;
  const app = c === undefined ? undefined : machine.apps.get(c.app);
  const taken = app?.traffic !== undefined && isAlive(machine, app) && requestArrives(world, machine, app, env);
  if (!taken) client.failed++;
  else client.servedBy.set(behind(machine, c!), env.now);
}

/** Behind a proxy it is somebody else who serves: the one it passed the request to. */
const behind = (machine: Machine, c: Container): string => (asksOf(machine.docker!, c)?.which === "next" ? c.passedTo : c.name);
