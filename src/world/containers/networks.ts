import type { Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { HOST, raiseLoopback, type Device } from "../machine/namespaces.ts";
import { no, type Refusal } from "./answer.ts";
import { digest, short } from "./digest.ts";
import { isUp, type Container, type Docker, type Endpoint, type Network } from "./docker.ts";

/**
 * Bridges on the host: each a subnet with 65,536 addresses, of which every running container on it holds one. An address
 * is free again when its container stops, and the next one that starts gets the lowest that is free.
 */

const FIRST = 17;
const LAST = 31;

/** The bridge of a node's pods: the CNI plugin of the same name gives them their addresses. */
export const CNI = "cni0";

/** Docker's networks are /16, those of a node's pods /24. */
const isSmall = ({ prefix }: Network): boolean => prefix.split(".").length === 3;
const maskOf = (n: Network): number => (isSmall(n) ? 24 : 16);

export const subnetOf = (n: Network): string => (n.prefix === "" ? "" : `${n.prefix}${isSmall(n) ? "" : ".0"}.0/${maskOf(n)}`);
export const gatewayOf = (n: Network): string => (n.prefix === "" ? "" : `${n.prefix}${isSmall(n) ? "" : ".0"}.1`);
const bridgeOf = (n: Network): string => (n.name === "bridge" ? "docker0" : n.name === CNI ? CNI : `br-${short(n.id)}`);

/** The networks that every engine has, and those of its users; names are answered on the latter only. */
export const isUsers = (n: Network): boolean => n.driver === "bridge" && n.name !== "bridge";

export function addNetwork(docker: Docker, machine: string, name: string, now: Nanos, driver: Network["driver"] = "bridge"): Network {
  const network: Network = { id: digest(`${machine}/network/${name}/${docker.made++}`), name, driver, prefix: driver === "bridge" ? freePrefix(docker) : "", createdAt: now };
  docker.networks.set(name, network);
  return network;
}

/** 172.17 to 172.31, then 192.168 in pieces, as libnetwork's default pools; here only the first fifteen. */
function freePrefix(docker: Docker): string {
  const taken = new Set([...docker.networks.values()].map((n) => n.prefix));
  for (let second = FIRST; second <= LAST; second++) if (!taken.has(`172.${second}`)) return `172.${second}`;
  return "";
}

export const hasRoom = (docker: Docker): boolean => freePrefix(docker) !== "";

export function networkOf(docker: Docker, key: string): Network | undefined {
  return docker.networks.get(key) ?? [...docker.networks.values()].find((n) => key.length > 3 && n.id.startsWith(key));
}

export const noNetwork = (name: string): Refusal => no(`Error response from daemon: network ${name} not found`, "docker network ls lists the networks");

/** Containers that hold an address on it now. */
export const endpointsOn = (docker: Docker, network: string): { readonly container: Container; readonly endpoint: Endpoint }[] =>
  [...docker.containers.values()].flatMap((container) => container.endpoints.filter((e) => e.network === network).map((endpoint) => ({ container, endpoint })));

/** Gives a container its place on a network: the lowest free address. */
export function attach(docker: Docker, container: Container, network: Network, address = freeAddress(docker, network)): Endpoint {
  const endpoint: Endpoint = { network: network.name, address, mac: macOf(address) };
  container.endpoints = [...container.endpoints, endpoint];
  return endpoint;
}

function freeAddress(docker: Docker, network: Network): string {
  const held = new Set(endpointsOn(docker, network.name).map(({ endpoint }) => endpoint.address));
  let last = 2;
  while (held.has(addressAt(network, last))) last++;
  return addressAt(network, last);
}

const addressAt = (n: Network, place: number): string => `${n.prefix}.${Math.floor(place / 256)}.${place % 256}`;
const macOf = (address: string): string => `02:42:${address.split(".").map((part) => Number(part).toString(16).padStart(2, "0")).join(":")}`;

export function detach(container: Container, network: string): void {
  container.endpoints = container.endpoints.filter((e) => e.network !== network);
}

/** Puts the devices of a container into its net namespace: one end of a veth pair for every network, the other end on the host's bridge. */
export function plug(machine: Machine, docker: Docker, container: Container): void {
  const n = machine.namespaces;
  const net = container.view === undefined || container.view.net === HOST.net ? undefined : n.all.get(container.view.net);
  if (net === undefined) return;
  raiseLoopback(net);
  const host = n.all.get(HOST.net)!;
  container.endpoints.forEach((endpoint, place) => {
    if (net.devices.some((device) => device.mac === endpoint.mac)) return;
    const [inner, outer] = [n.nextIndex++, n.nextIndex++];
    const network = docker.networks.get(endpoint.network)!;
    const bridge = bridgeOf(network);
    const own: Device = { name: `eth${freeEth(net.devices, place)}`, index: inner, mac: endpoint.mac, address: `${endpoint.address}/${maskOf(network)}`, up: true, peer: outer, master: "" };
    net.devices = [...net.devices, own];
    host.devices = [...host.devices, { name: `veth${digest(endpoint.mac + container.id).slice(0, 7)}`, index: outer, mac: `3a${endpoint.mac.slice(2)}`, address: "", up: true, peer: inner, master: bridge }];
  });
}

function freeEth(devices: readonly Device[], place: number): number {
  const taken = new Set(devices.map((device) => device.name));
  let number = place;
  while (taken.has(`eth${number}`)) number++;
  return number;
}

/** Takes the device of a network, or all of them, out again: a veth pair vanishes at both ends. */
export function unplug(machine: Machine, container: Container, mac?: string): void {
  const n = machine.namespaces;
  const net = container.view === undefined || container.view.net === HOST.net ? undefined : n.all.get(container.view.net);
  if (net === undefined) return;
  const gone = net.devices.filter((device) => device.peer > 0 && (mac === undefined || device.mac === mac));
  net.devices = net.devices.filter((device) => !gone.includes(device));
  const host = n.all.get(HOST.net)!;
  host.devices = host.devices.filter((device) => !gone.some((other) => other.peer === device.index));
}

/** The bridges themselves, as devices of the host. */
export function bridgeDevice(machine: Machine, network: Network): void {
  const host = machine.namespaces.all.get(HOST.net)!;
  const index = machine.namespaces.nextIndex++;
  host.devices = [...host.devices, { name: bridgeOf(network), index, mac: macOf(gatewayOf(network)), address: `${gatewayOf(network)}/${maskOf(network)}`, up: true, peer: 0, master: "" }];
}

export function removeBridge(machine: Machine, network: Network): void {
  const host = machine.namespaces.all.get(HOST.net)!;
  host.devices = host.devices.filter((device) => device.name !== bridgeOf(network));
}

/** The container whose net namespace a container lives in: its own, or that of `--network container:NAME`. */
export function netOwner(docker: Docker, container: Container): Container | undefined {
  const [, key] = /^container:(.+)$/.exec(container.settings.network) ?? [];
  return key === undefined ? container : [...docker.containers.values()].find((c) => c.id === key);
}

/**
 * What the engine's DNS server at 127.0.0.11 answers: names, aliases and short ids of running containers on a network of
 * the users that both are on. The default bridge has none (docs.docker.com, "Networking overview").
 */
export function resolve(docker: Docker, asker: Container, name: string): string | undefined {
  const owner = netOwner(docker, asker) ?? asker;
  if (name === "localhost") return "127.0.0.1";
  if (/^\d+(\.\d+){3}$/.test(name)) return name;
  if (owner.endpoints[0] !== undefined && (name === owner.settings.hostname || name === short(owner.id))) return owner.endpoints[0].address;
  for (const { network } of owner.endpoints) {
    if (!isUsers(docker.networks.get(network)!)) continue;
    const found = endpointsOn(docker, network).find(({ container }) => isUp(container) && namesOn(container, network).includes(name));
    if (found !== undefined) return found.endpoint.address;
  }
  return undefined;
}

const namesOn = (c: Container, network: string): readonly string[] => [c.name, short(c.id), ...(c.joined.find((j) => j.network === network)?.aliases ?? [])];
