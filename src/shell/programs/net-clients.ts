import type { ContainerRow } from "../../world/containers/observed.ts";
import type { Observation } from "../../world/observation.ts";
import { answered, completions } from "../../world/containers/script/lookup.ts";
import { HOST } from "../../world/machine/namespaces.ts";
import { machineAt } from "../console.ts";
import { isInContainer } from "../container-files.ts";
import { rootOf } from "../inside.ts";
import type { Seat, Verb } from "../verb.ts";
import { devicesAt } from "./ip.ts";
import { clusterAddress, lookAt } from "./cluster-clients.ts";
import { fail, say } from "./say.ts";

/** Programs that ask names and addresses: they see what the net namespace they run in can reach. */

/** What a name comes to: an address, or undefined when nobody knows it. */
export function addressOf(name: string, seen: Observation, seat: Seat): string | undefined {
  if (name === "localhost") return "127.0.0.1";
  if (/^\d+(\.\d+){3}$/.test(name)) return name;
  const machine = machineAt(seat, seen);
  const own = devicesAt(seen, seat).filter((d) => d.name !== "lo" && d.address !== "").map((d) => d.address.split("/")[0]!);
  if (name === machine?.name) return own[0] ?? "127.0.1.1";
  const neighbour = isInContainer(seen, seat) ? undefined : seen.tables.machines.find((m) => m.name === name);
  const card = seen.tables.devices.find((d) => d.machine === neighbour?.path && d.name !== "lo" && d.name !== "docker0" && d.address !== "");
  if (card !== undefined) return card.address.split("/")[0];
  const here = containersIn(seen, seat);
  const networks = seen.tables.networks.filter((n) => n.machine === seat.machine && n.dns && here.some((c) => c.networks.split(",").includes(n.name)));
  const found = seen.tables.endpoints.find((e) => e.machine === seat.machine && networks.some((n) => n.name === e.network) && [e.container, e.container_id.slice(0, 12), ...e.aliases.split(",")].includes(name));
  return found?.address ?? clusterAddress(name, seen, seat);
}

/** Containers in the net namespace of the seat. */
const containersIn = (seen: Observation, seat: Seat): ContainerRow[] => seen.tables.containers.filter((c) => c.machine === seat.machine && c.ns_net === (seat.view?.net ?? HOST.net));

/** Who listens at an address: "unreachable" when no device leads there, undefined when the connection is refused. */
export function listener(address: string, port: number, seen: Observation, seat: Seat): ContainerRow | "unreachable" | undefined {
  const own = devicesAt(seen, seat);
  const local = address.startsWith("127.") || own.some((d) => d.address.split("/")[0] === address);
  const all = seen.tables.containers.filter((c) => c.machine === seat.machine && c.running);
  const net = seat.view?.net ?? HOST.net;
  const here = all.find((c) => c.ns_net === net && c.port === port);
  if (local && net !== HOST.net) return here;
  if (local) return here ?? published(all, port);
  if (!own.some((d) => d.up && d.address !== "" && sameNetwork(d.address, address))) return "unreachable";
  const there = seen.tables.endpoints.find((e) => e.machine === seat.machine && e.address === address);
  const owner = all.find((c) => c.id === there?.container_id);
  return owner === undefined ? undefined : all.find((c) => c.ns_net === owner.ns_net && c.port === port);
}

/** A published port leads into the net namespace of the container that has it, to whoever listens there. */
function published(all: readonly ContainerRow[], port: number): ContainerRow | undefined {
  for (const c of all) {
    const inner = c.ports.split(",").map((text) => /:(\d+)->(\d+)\//.exec(text)).find((found) => found?.[1] === `${port}`)?.[2];
    if (inner !== undefined) return all.find((other) => other.ns_net === c.ns_net && `${other.port}` === inner);
  }
  return undefined;
}

const sameNetwork = (own: string, address: string): boolean => {
  const pieces = own.endsWith("/16") ? 2 : 3;
  return own.split(".").slice(0, pieces).join(".") === address.split(".").slice(0, pieces).join(".");
};

export function nameHint(seen: Observation, seat: Seat): string | undefined {
  const inside = rootOf(seat, seen);
  if (seen.cluster !== undefined && (inside === undefined || inside.pod !== "")) return "kubectl get services lists the names there are; those of another namespace end in .NAMESPACE";
  return inside === undefined ? undefined : "names of containers are answered on networks of your own, not on the default bridge";
}

export const ping: Verb = {
  path: "ping",
  about: "whether an address answers, and which one a name has",
  flags: [{ name: "--count", short: "-c", about: "how many times; 1 here", value: "count" }],
  args: [{ name: "host", about: "a name or an address" }],
  unmodelled: ["-i", "-I", "-s", "-t", "-w", "-W", "-q", "-4", "-6", "-f", "-n"],
  example: "ping -c 1 db",
  note: "it prints one round, and no times",
  run({ args }, seen, seat) {
    const address = addressOf(args[0]!, seen, seat);
    if (address === undefined) return fail(`ping: bad address '${args[0]}'`, nameHint(seen, seat));
    const own = devicesAt(seen, seat);
    const reached = own.some((d) => d.up && d.address !== "" && (d.address.split("/")[0] === address || sameNetwork(d.address, address))) || address.startsWith("127.");
    const alive = address.startsWith("127.") || seen.tables.devices.some((d) => d.address.split("/")[0] === address && (d.machine === seat.machine || seen.tables.machines.some((m) => m.path === d.machine && m.up)));
    if (!reached) return fail("ping: sendto: Network is unreachable");
    return say([`PING ${args[0]} (${address}): 56 data bytes`, ...(alive ? [`64 bytes from ${address}: seq=0 ttl=64`] : []), "", `--- ${args[0]} ping statistics ---`, `1 packets transmitted, ${alive ? 1 : 0} packets received, ${alive ? 0 : 100}% packet loss`], alive ? 0 : 1);
  },
};

export const nslookup: Verb = {
  path: "nslookup",
  about: "which address a name has, and who says so",
  flags: [],
  args: [{ name: "name", about: "a name" }, { name: "server", about: "accepted", optional: true }],
  unmodelled: ["-type", "-query", "-debug"],
  example: "nslookup shop",
  run({ args: [name = ""] }, seen, seat) {
    const inside = rootOf(seat, seen);
    const pod = inside !== undefined && inside.pod !== "";
    const server = pod && seen.cluster !== undefined ? `${seen.cluster.spec.serviceSubnet}.0.10` : inside === undefined ? "10.0.0.2" : "127.0.0.11";
    const found = completions(name, pod ? inside.pod_namespace : undefined).map((full) => ({ full, address: addressOf(full, seen, seat) ?? "" })).find(({ address }) => address !== "");
    const { lines, status } = answered(server, name, found);
    return say(lines, status);
  },
};

export const nc: Verb = {
  path: "nc",
  about: "whether somebody takes a connection",
  flags: [{ name: "-z", about: "only look" }, { name: "-v", about: "say so" }, { name: "-w", about: "accepted", value: "seconds" }],
  args: [{ name: "host", about: "a name or an address" }, { name: "port", about: "a number" }],
  unmodelled: ["-l", "-u", "-e", "-p", "-n", "-k"],
  example: "nc -zv shop 80",
  run({ args: [host = "", text = ""] }, seen, seat) {
    const [port, address] = [Number(text), addressOf(host, seen, seat)];
    if (address === undefined) return fail(`nc: bad address '${host}'`, nameHint(seen, seat));
    const beyond = lookAt(host, port, seen, seat)?.reached ?? listener(address, port, seen, seat) ?? "refused";
    if (typeof beyond === "string") return fail(`nc: ${host} (${address}:${port}): ${beyond === "silent" ? "Connection timed out" : beyond === "refused" ? "Connection refused" : "Network is unreachable"}`);
    return say([`${host} (${address}:${port}) open`]);
  },
};

export const getent: Verb = {
  path: "getent",
  about: "what a name means to this machine or container",
  flags: [],
  args: [{ name: "database", about: "hosts" }, { name: "key", about: "a name" }],
  example: "getent hosts db",
  run({ args }, seen, seat) {
    if (args[0] !== "hosts" && args[0] !== "ahosts") return fail(`getent ${args[0]} is not modelled here; the nearest thing: getent hosts NAME`);
    const address = addressOf(args[1]!, seen, seat);
    return address === undefined ? say([], 2) : say([`${address.padEnd(15)} ${args[1]}`]);
  },
};
