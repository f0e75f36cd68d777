import { SECOND } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { no, type Answer } from "./answer.ts";
import { askBridges } from "./asks.ts";
import { createContainer, imageNamed } from "./create.ts";
import { isUp, type Asked, type Churn, type Container, type Docker, type ListEntry } from "./docker.ts";
import { programOf } from "./image.ts";
import { removeOne } from "./life.ts";
import { addNetwork, bridgeDevice, hasRoom } from "./networks.ts";
import { PLAIN, type Settings } from "./spec.ts";
import { startAtOnce, startContainer } from "./start.ts";

/**
 * Containers come and go on a network of their own. They belong to services, which are network aliases; each lives
 * equally long, and its successor starts before it is removed. Two callers ask them: one by a list of addresses that it
 * wrote down, one by name, which the engine's DNS answers anew each time. Both count an answer of the wrong service, or
 * none, as a failure.
 */

const NETWORK = "churn";
const SERVICES = 10;
/** The list is written anew after this time. */
const REFRESH = 3600 * SECOND;
const ASKS_PER_SECOND = 5;

const serviceAt = (place: number): string => `svc${String((place % SERVICES) + 1).padStart(2, "0")}`;

export function beginChurn(world: World, machine: Machine, { image, containers, lifeSeconds }: { readonly image: string; readonly containers: number; readonly lifeSeconds: number }, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const found = imageNamed(docker, image);
  const port = found === undefined ? 0 : (programOf(found, found.spec.cmd[0] ?? "")?.port ?? 0);
  if (docker.churn !== undefined || docker.networks.has(NETWORK)) return no("containers come and go here already");
  if (port === 0) return no(`there is no image ${image} here whose program answers on a port`);
  if (!(containers >= SERVICES && containers <= 500)) return no(`give ${SERVICES} to 500 containers`);
  if (!(lifeSeconds >= 60)) return no("a life of less than a minute is not modelled");
  if (!hasRoom(docker)) return no("all predefined address pools have been fully subnetted");
  return () => {
    bridgeDevice(machine, addNetwork(docker, machine.path, NETWORK, env.now));
    const caller = born(world, machine, settings(image, "caller", []), env);
    const all = Array.from({ length: containers }, (_, i) => born(world, machine, settings(image, `${serviceAt(i)}-${i + 1}`, [serviceAt(i)]), env));
    docker.churn = {
      network: NETWORK, image, port, containers, life: lifeSeconds * SECOND, caller: caller.id, services: Array.from({ length: SERVICES }, (_, i) => serviceAt(i)),
      list: listOf(docker), listedAt: env.now, ages: all.map((c) => c.id), leaving: "", replaced: 0, byList: { sent: 0, failed: 0 }, byName: { sent: 0, failed: 0 },
    };
    env.note("churnBegan", `network/${NETWORK}`, { containers, services: SERVICES, life_s: lifeSeconds, machine: machine.path });
    plan(machine, docker.churn, env);
    env.after(SECOND, { type: "docker", what: "churnAsks", machine: machine.path });
  };
}

const settings = (image: string, name: string, aliases: readonly string[]): Settings => ({ ...PLAIN, name, image, network: NETWORK, aliases });

function born(world: World, machine: Machine, asked: Settings, env: WorldEnv): Container {
  const made = createContainer(world, machine, asked, env);
  startAtOnce(world, machine, made, env);
  return made;
}

/** Who is where now: what a list of addresses would say if it was written this moment. */
const listOf = (docker: Docker): ListEntry[] => members(docker).map((c) => ({ service: serviceOf(c), address: c.endpoints[0]!.address }));
const members = (docker: Docker): Container[] => [...docker.containers.values()].filter((c) => isUp(c) && c.endpoints[0]?.network === NETWORK && serviceOf(c) !== "");
const serviceOf = (c: Container): string => c.joined.find((j) => j.network === NETWORK)?.aliases[0] ?? "";

const plan = (machine: Machine, { life, containers }: Churn, env: WorldEnv): void => env.after(Math.round(life / containers), { type: "docker", what: "churn", machine: machine.path });

/** The oldest one's successor starts; the one before it, whose successor runs by now, is removed. */
export function churnDue(world: World, machine: Machine, env: WorldEnv): void {
  const docker = machine.docker!;
  const churn = docker.churn;
  if (churn === undefined) return;
  const [oldest, ...younger] = churn.ages;
  const gone = docker.containers.get(churn.leaving);
  const next = docker.containers.get(oldest ?? "");
  const replaced = churn.replaced + (gone === undefined ? 0 : 1);
  if (gone !== undefined) removeOne(world, machine, gone, "rm -f", false, env);
  const made = next === undefined ? undefined : createContainer(world, machine, settings(churn.image, `${serviceOf(next)}-${docker.made}`, [serviceOf(next)]), env);
  if (made !== undefined) startContainer(machine, made, 0, env);
  const list = env.now - churn.listedAt >= REFRESH ? { list: listOf(docker), listedAt: env.now } : {};
  docker.churn = { ...churn, ...list, replaced, leaving: oldest ?? "", ages: made === undefined ? younger : [...younger, made.id] };
  plan(machine, churn, env);
}

/** Whether an entry still leads to the service it was written down for. */
export function entryHolds(docker: Docker, { port, caller }: Churn, { service, address }: ListEntry): boolean {
  const from = docker.containers.get(caller);
  const found = from === undefined ? undefined : askBridges(docker, from, { name: address, port }).container;
  return found !== undefined && serviceOf(found) === service;
}

/** Each caller sends some requests: to an entry of the list, and to a service by its name. */
export function churnAsksDue(machine: Machine, env: WorldEnv): void {
  const docker = machine.docker!;
  const churn = docker.churn;
  if (churn === undefined) return;
  let [byList, byName] = [churn.byList, churn.byName];
  for (let i = 0; i < ASKS_PER_SECOND; i++) {
    const entry = churn.list[env.random.below("churn/entry", Math.max(1, churn.list.length))];
    const service = churn.services[env.random.below("churn/service", churn.services.length)]!;
    byList = counted(byList, entry !== undefined && entryHolds(docker, churn, entry));
    byName = counted(byName, entryHolds(docker, churn, { service, address: service }));
  }
  docker.churn = { ...churn, byList, byName };
  env.after(SECOND, { type: "docker", what: "churnAsks", machine: machine.path });
}

const counted = ({ sent, failed }: Asked, answered: boolean): Asked => ({ sent: sent + 1, failed: failed + (answered ? 0 : 1) });
