import { short } from "../../../world/containers/digest.ts";
import type { Positional, Reply } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { CONTAINER, docker, MILLI, order, withContainer } from "./container.ts";
import { tabbed } from "./format.ts";
import { inspected, networkNamed, networkValue } from "./inspect.ts";

const NETWORK: Positional = { name: "network", about: "its name, or the beginning of its id", completes: "network" };

export const ls = docker({
  path: "network ls",
  about: "the networks of containers",
  flags: [{ name: "--quiet", short: "-q", about: "only ids" }],
  args: [],
  unmodelled: ["-f", "--filter", "--format", "--no-trunc"],
  run({ flags }, seen, seat) {
    const rows = seen.tables.networks.filter((n) => n.machine === seat.machine).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (flags.quiet !== undefined) return say(rows.map((n) => short(n.id)));
    return say(tabbed([["NETWORK ID", "NAME", "DRIVER", "SCOPE"], ...rows.map((n) => [short(n.id), n.name, n.driver, "local"])]));
  },
});

export const create = docker({
  path: "network create",
  about: "make a network: containers on it find each other by name",
  flags: [{ name: "--driver", short: "-d", about: "bridge is the one there is", value: "driver" }],
  args: [{ name: "name", about: "what to call it" }],
  unmodelled: ["--attachable", "--aux-address", "--config-from", "--config-only", "--gateway", "--ingress", "--internal", "--ip-range", "--ipam-driver", "--ipam-opt", "--ipv4", "--ipv6", "--label", "-o", "--opt", "--scope", "--subnet"],
  example: "docker network create appnet",
  run({ args, flags, round }, seen, seat) {
    if (round > 0) return say([networkNamed(args[0]!, seen, seat)?.id ?? ""]);
    if (flags.driver !== undefined && flags.driver !== "bridge") return fail(`network driver ${String(flags.driver)} is not modelled here; the nearest thing: bridge`);
    return order({ do: "networkCreate", name: args[0]! }, seat, { every: 10 * MILLI });
  },
});

export const rm = docker({
  path: "network rm",
  about: "remove networks that nobody is on",
  flags: [{ name: "--force", short: "-f", about: "do not complain when there is none" }],
  args: [{ ...NETWORK, many: true }],
  example: "docker network rm appnet",
  run: ({ args }, _seen, seat) => order({ do: "networkRemove", names: args }, seat, { then: args }),
});

export const connect = docker({
  path: "network connect",
  about: "put a container on one more network, at once",
  flags: [{ name: "--alias", about: "one more name on it", value: "name" }],
  args: [NETWORK, CONTAINER],
  unmodelled: ["--driver-opt", "--gw-priority", "--ip", "--ip6", "--link", "--link-local-ip"],
  example: "docker network connect appnet web",
  run: ({ args, flags }, seen, seat) => withContainer(args[1]!, seen, seat, (c): Reply => order({ do: "networkConnect", network: args[0]!, id: c.id, aliases: typeof flags.alias === "string" ? flags.alias.split(",") : [] }, seat)),
});

export const disconnect = docker({
  path: "network disconnect",
  about: "take a container off a network",
  flags: [{ name: "--force", short: "-f", about: "accepted" }],
  args: [NETWORK, CONTAINER],
  example: "docker network disconnect bridge web",
  run: ({ args }, seen, seat) => withContainer(args[1]!, seen, seat, (c) => order({ do: "networkDisconnect", network: args[0]!, id: c.id }, seat)),
});

export const inspect = docker({
  path: "network inspect",
  about: "subnet, gateway and containers of a network",
  flags: [{ name: "--format", short: "-f", about: "a template", value: "template" }],
  args: [{ ...NETWORK, many: true }],
  unmodelled: ["-v", "--verbose"],
  example: "docker network inspect bridge",
  run({ args, flags }, seen, seat) {
    const found = (key: string) => networkNamed(key, seen, seat);
    return inspected(args, flags.format, (key) => (found(key) === undefined ? undefined : networkValue(found(key)!, seen)), (key) => `Error response from daemon: network ${key} not found`);
  },
});

