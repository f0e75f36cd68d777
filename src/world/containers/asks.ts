import { SECOND, type Nanos } from "../../kernel/time.ts";
import { clusterOf } from "../cluster/cluster.ts";
import type { Origin } from "../cluster/network/connect.ts";
import { lookAt } from "../cluster/network/look.ts";
import { sendRequest } from "../cluster/network/send.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { isAlive, type App } from "../workload/app.ts";
import { requestArrives } from "../workload/traffic.ts";
import type { Client, Container, Docker } from "./docker.ts";
import { programOf } from "./image.ts";
import { resolve } from "./networks.ts";
import { commandOf } from "./program.ts";
import { listenerAt, publishedAt, reaches } from "./ports.ts";
import type { ImageProgram, PodSettings } from "./spec.ts";

/**
 * Who asks whom. A container's program asks others for every request it serves, by the names or addresses that an
 * environment variable holds: the engine's DNS answers names, then the request goes to whoever listens at that address.
 * The asker does not wait for the answer (that time is left out); it fails when nobody listens there.
 */

export const containerOfApp = (machine: Machine, app: App): Container | undefined => (app.container === "" ? undefined : machine.docker?.containers.get(app.container));

/** One that a program asks. */
export interface Asked {
  readonly name: string;
  readonly port: number;
}

/** What became of asking one other: `address` is "" when its name is not known. */
export interface Answer {
  readonly address: string;
  readonly machine: string;
  readonly container: Container | undefined;
}

/** Where a container of Docker gets to by its engine's networks, one of a pod by the names and services of its cluster. */
export function ask(world: World, machine: Machine, asker: Container, { name, port }: Asked, now: Nanos): Answer {
  if (asker.settings.pod !== undefined) return askCluster(world, originOf(machine, asker.settings.pod), { name, port }, now);
  return { ...askBridges(machine.docker!, asker, { name, port }), machine: machine.path };
}

/** Over the networks of one engine. */
export function askBridges(docker: Docker, asker: Container, { name, port }: Asked): Pick<Answer, "address" | "container"> {
  const address = resolve(docker, asker, name) ?? "";
  return { address, container: address !== "" && reaches(docker, asker, address) ? listenerAt(docker, asker, address, port) : undefined };
}

const originOf = (machine: Machine, { namespace, name }: PodSettings): Origin => ({ node: machine.name, namespace, pod: `${namespace}/${name}` });

function askCluster(world: World, from: Origin, { name, port }: Asked, now: Nanos): Answer {
  const looked = world.cluster === undefined ? "unknown" : lookAt(world, world.cluster, from, name, port, now);
  if (looked === "unknown") return { address: "", machine: "", container: undefined };
  const { address, reached } = looked;
  if (typeof reached === "string") return { address, machine: "", container: undefined };
  return { address, machine: reached.machine, container: world.machines.get(reached.machine)?.docker?.containers.get(reached.container) };
}

/** Whom a container's program asks. */
export function asksOf(docker: Docker, c: Container): { readonly others: readonly Asked[]; readonly which: "all" | "next" } | undefined {
  const asks = programFor(docker, c)?.asks;
  if (asks === undefined) return undefined;
  const others = envOf(docker, c, asks.env).split(",").filter((text) => text !== "").map((text) => askedIn(text, asks.port));
  return { others, which: asks.which };
}

/** `orders-db`, `orders-db:5432` or `postgres://user@orders-db:5432/shop`. */
function askedIn(text: string, usual: number): Asked {
  const [, name = text, port] = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^@/]*@)?([^:/]+)(?::(\d+))?/.exec(text.trim()) ?? [];
  return { name, port: port === undefined ? usual : Number(port) };
}

export const programFor = (docker: Docker, c: Container): ImageProgram | undefined => {
  const image = docker.images.get(c.image)!;
  return programOf(image, commandOf(image, c.settings)[0] ?? "");
};

/** A variable of its environment; "" when it is not set. */
export function envOf(docker: Docker, c: Container, key: string): string {
  const found = [...docker.images.get(c.image)!.spec.env, ...c.settings.env].filter((line) => line.startsWith(`${key}=`)).at(-1);
  return found?.slice(key.length + 1) ?? "";
}

/** Whether everybody that a container's program asks would answer now. */
export function upstreamsThere(world: World, machine: Machine, c: Container, now: Nanos): boolean {
  const asks = asksOf(machine.docker!, c);
  if (asks === undefined) return true;
  const there = (asked: Asked): boolean => {
    const { machine: path, container } = ask(world, machine, c, asked, now);
    const other = world.machines.get(path);
    const app = container === undefined ? undefined : other?.apps.get(container.app);
    return other !== undefined && app !== undefined && isAlive(other, app) && !app.stuck;
  };
  return asks.which === "all" ? asks.others.every(there) : asks.others.some(there);
}

/** A request has come to an app: does everybody it asks answer? What it asks becomes a request there. */
export function upstreamsAnswer(world: World, machine: Machine, app: App, env: WorldEnv): boolean {
  const docker = machine.docker;
  const c = docker === undefined ? undefined : containerOfApp(machine, app);
  const asks = c === undefined ? undefined : asksOf(docker!, c);
  if (asks === undefined || asks.others.length === 0) return true;
  return asks.which === "all" ? asks.others.every((asked) => passOn(world, machine, c!, asked, env)) : passToNext(world, machine, c!, asks.others, env);
}

function passOn(world: World, machine: Machine, c: Container, asked: Asked, env: WorldEnv): boolean {
  const { pod } = c.settings;
  if (pod !== undefined) return askService(world, originOf(machine, pod), asked, env);
  const { machine: path, container } = ask(world, machine, c, asked, env.now);
  const other = container === undefined ? undefined : machineOf(world, path);
  const app = other?.apps.get(container!.app);
  return other !== undefined && app?.traffic !== undefined && isAlive(other, app) && requestArrives(world, other, app, env);
}

/** From a pod, names are those of the cluster: services and other pods. */
function askService(world: World, from: Origin, { name, port }: Asked, env: WorldEnv): boolean {
  const cluster = clusterOf(world);
  return cluster !== undefined && sendRequest(world, cluster, { from, host: name, port }, env);
}

/** One after the other; who does not answer is left out, as proxies do. */
function passToNext(world: World, machine: Machine, c: Container, others: readonly Asked[], env: WorldEnv): boolean {
  const first = machine.apps.get(c.app)!.traffic!.arrived;
  for (let turn = 0; turn < others.length; turn++) {
    const asked = others[(first + turn) % others.length]!;
    if (!passOn(world, machine, c, asked, env)) continue;
    c.passedTo = ask(world, machine, c, asked, env.now).container?.name ?? "";
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
