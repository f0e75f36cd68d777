import type { Machine } from "../machine/machine.ts";
import type { WorldEnv } from "../state.ts";
import { no, type Answer } from "./answer.ts";
import type { Ask } from "./command.ts";
import { isUp, type Container, type Docker } from "./docker.ts";
import { addNetwork, attach, bridgeDevice, detach, endpointsOn, hasRoom, networkOf, noNetwork, plug, removeBridge, unplug } from "./networks.ts";

/** Networks of the users: made, joined, left and removed. */

export function create(machine: Machine, name: string, env: WorldEnv): Answer {
  const docker = machine.docker!;
  if (docker.networks.has(name)) return no(`Error response from daemon: network with name ${name} already exists`);
  if (!hasRoom(docker)) return no("Error response from daemon: all predefined address pools have been fully subnetted");
  return () => {
    bridgeDevice(machine, addNetwork(docker, machine.path, name, env.now));
    env.note("networkCreated", `network/${name}`, { machine: machine.path });
  };
}

export function remove(machine: Machine, names: readonly string[]): Answer {
  const docker = machine.docker!;
  for (const key of names) {
    const network = networkOf(docker, key);
    if (network === undefined) return noNetwork(key);
    if (["bridge", "host", "none"].includes(network.name)) return no(`Error response from daemon: ${network.name} is a pre-defined network and cannot be removed`);
    const first = endpointsOn(docker, network.name)[0]?.container;
    if (first !== undefined) return no(`Error response from daemon: error while removing network: network ${network.name} has active endpoints (name:"${first.name}" id:"${first.id.slice(0, 12)}")`);
  }
  return () => {
    for (const key of new Set(names)) removeOne(machine, docker, key);
  };
}

function removeOne(machine: Machine, docker: Docker, key: string): void {
  const network = networkOf(docker, key);
  if (network === undefined) return;
  removeBridge(machine, network);
  docker.networks.delete(network.name);
  for (const c of docker.containers.values()) c.joined = c.joined.filter((j) => j.network !== network.name);
}

/** A running container gets one more interface at once. */
export function connect(machine: Machine, c: Container, { network: key, aliases }: Ask<"networkConnect">, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const network = networkOf(docker, key);
  if (network === undefined) return noNetwork(key);
  if (network.driver !== "bridge") return no(`Error response from daemon: container cannot be connected to ${network.name} network`);
  if (/^(container:|host$|none$)/.test(c.settings.network)) return no(`Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network`);
  if (c.joined.some((j) => j.network === network.name)) return no(`Error response from daemon: endpoint with name ${c.name} already exists in network ${network.name}`);
  return () => {
    c.joined = [...c.joined, { network: network.name, aliases }];
    if (isUp(c) && c.view !== undefined) {
      attach(docker, c, network);
      plug(machine, docker, c);
    }
    env.note("networkConnected", `container/${c.name}`, { network: network.name, machine: machine.path });
  };
}

export function disconnect(machine: Machine, c: Container, key: string, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const network = networkOf(docker, key);
  if (network === undefined) return noNetwork(key);
  if (!c.joined.some((j) => j.network === network.name)) return no(`Error response from daemon: container ${c.id} is not connected to network ${network.name}`);
  return () => {
    const endpoint = c.endpoints.find((e) => e.network === network.name);
    if (endpoint !== undefined) unplug(machine, c, endpoint.mac);
    detach(c, network.name);
    c.joined = c.joined.filter((j) => j.network !== network.name);
    env.note("networkDisconnected", `container/${c.name}`, { network: network.name, machine: machine.path });
  };
}
