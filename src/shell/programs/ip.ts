import type { DeviceRow } from "../../world/containers/observed.ts";
import { HOST } from "../../world/machine/namespaces.ts";
import type { Observation } from "../../world/observation.ts";
import type { Seat, Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** The devices of the net namespace that a seat is in. */
export const devicesAt = (seen: Observation, seat: Seat): DeviceRow[] => {
  const net = seat.view?.net ?? HOST.net;
  return seen.tables.devices.filter((d) => d.machine === seat.machine && d.net === net).sort((a, b) => a.index - b.index);
};

export const ip: Verb = {
  path: "ip",
  about: "network devices and addresses of one's net namespace",
  flags: [
    { name: "--brief", short: "-br", about: "a line per device" },
    { name: "-4", about: "only IPv4: the same here" },
  ],
  args: [{ name: "object", about: "addr, link or route" }, { name: "command", about: "show", optional: true }, { name: "device", about: "only this one", optional: true, many: true }],
  unmodelled: ["-6", "-c", "-color", "-d", "-details", "-j", "-json", "-n", "-netns", "-o", "-oneline", "-s", "-stats", "-p"],
  example: "ip addr",
  note: "IPv6 and setting anything are not modelled",
  // iproute2 takes long options with one dash.
  rewrite: (words) => words.map((word) => (/^-br(ief)?$/.test(word) ? "--brief" : word)),
  run({ args, flags }, seen, seat) {
    const object = args[0]!;
    const named = args.slice(1).filter((word) => word !== "show" && word !== "list" && word !== "ls" && word !== "dev");
    if (/^(set|add|del|up|down|flush)$/.test(args[1] ?? "")) return fail(`ip ${object} ${args[1]} is real, not modelled here: devices come with namespaces and docker networks`);
    if (/^(netns|neigh|rule|tunnel|macvlan|vrf|monitor|maddr|n|ru)/.test(object)) return fail(`ip ${object} is real, not modelled here`, "modelled here: ip addr, ip link, ip route; lsns -t net and nsenter -n show the net namespaces");
    if (object.startsWith("r") && args[1] === "get") return fail("ip route get is real, not modelled here", "ip route shows the ways there are");
    const all = devicesAt(seen, seat);
    const devices = named.length === 0 ? all : all.filter((d) => d.name === named[0]);
    if (devices.length === 0) return fail(`Device "${named[0]}" does not exist.`);
    if ("route".startsWith(object) && object.length > 0 && object[0] === "r") return say(routes(all));
    if (flags.brief !== undefined) return say(devices.map((d) => `${withPeer(d).padEnd(16)} ${state(d).padEnd(14)} ${object.startsWith("a") ? d.address : d.mac || "00:00:00:00:00:00"} `));
    if ("address".startsWith(object)) return say(devices.flatMap((d) => [...linkLines(d, all), ...addressLines(d)]));
    return "link".startsWith(object) ? say(devices.flatMap((d) => linkLines(d, all))) : fail(`Object "${object}" is unknown, try "ip help".`, "modelled here: ip addr, ip link, ip route");
  },
};

const withPeer = (d: DeviceRow): string => (d.peer > 0 ? `${d.name}@if${d.peer}` : d.name);
const state = (d: DeviceRow): string => (!d.up ? "DOWN" : d.name === "lo" ? "UNKNOWN" : "UP");

/** ip-link(8): index, name, flags, then the hardware address. */
function linkLines(d: DeviceRow, all: readonly DeviceRow[]): string[] {
  const loopback = d.name === "lo";
  const empty = isBridge(d) && !all.some((other) => other.master === d.name);
  const flags = loopback ? (d.up ? "LOOPBACK,UP,LOWER_UP" : "LOOPBACK") : empty ? "NO-CARRIER,BROADCAST,MULTICAST,UP" : "BROADCAST,MULTICAST,UP,LOWER_UP";
  const queue = !d.up ? "noop" : d.peer > 0 || isBridge(d) || loopback ? "noqueue" : "mq";
  const master = d.master === "" ? "" : ` master ${d.master}`;
  const tail = d.peer > 0 || isBridge(d) ? "" : " qlen 1000";
  const head = `${d.index}: ${withPeer(d)}: <${flags}> mtu ${loopback ? 65_536 : 1500} qdisc ${queue}${master} state ${empty ? "DOWN" : state(d)} group default${tail}`;
  const link = loopback ? "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00" : `    link/ether ${d.mac} brd ff:ff:ff:ff:ff:ff${d.peer > 0 ? " link-netnsid 0" : ""}`;
  return [head, link];
}

const isBridge = (d: DeviceRow): boolean => d.name === "docker0" || d.name.startsWith("br-");

function addressLines(d: DeviceRow): string[] {
  if (d.address === "") return [];
  const scope = d.name === "lo" ? "scope host lo" : `brd ${broadcast(d.address)} scope global ${d.name}`;
  return [`    inet ${d.address} ${scope}`, "       valid_lft forever preferred_lft forever"];
}

function broadcast(address: string): string {
  const [a, b, c] = address.split(".");
  return address.endsWith("/16") ? `${a}.${b}.255.255` : `${a}.${b}.${c}.255`;
}

function network(address: string): string {
  const [a, b, c] = address.split(".");
  return address.endsWith("/16") ? `${a}.${b}.0.0/16` : `${a}.${b}.${c}.0/24`;
}

function routes(devices: readonly DeviceRow[]): string[] {
  const own = devices.filter((d) => d.name !== "lo" && d.address !== "");
  const first = own[0];
  const gateway = first === undefined ? [] : [`default via ${first.address.endsWith("/16") ? first.address.split(".").slice(0, 2).join(".") : first.address.split(".").slice(0, 3).join(".")}${first.address.endsWith("/16") ? ".0.1" : ".1"} dev ${first.name}`];
  return [...gateway, ...own.map((d) => `${network(d.address)} dev ${d.name} proto kernel scope link src ${d.address.split("/")[0]}`)];
}
