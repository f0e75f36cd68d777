import type { Positional } from "../../verb.ts";
import { say } from "../say.ts";
import { docker, order } from "./container.ts";
import { tabbed } from "./format.ts";
import { inspected, volumeNamed, volumeValue } from "./inspect.ts";

const VOLUME: Positional = { name: "volume", about: "its name", completes: "volume" };

export const ls = docker({
  path: "volume ls",
  about: "the volumes on this machine, named and nameless ones",
  flags: [{ name: "--quiet", short: "-q", about: "only names" }],
  args: [],
  unmodelled: ["-f", "--filter", "--format", "--cluster"],
  run({ flags }, seen, seat) {
    const rows = seen.tables.volumes.filter((v) => v.machine === seat.machine).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (flags.quiet !== undefined) return say(rows.map((v) => v.name));
    return say(tabbed([["DRIVER", "VOLUME NAME"], ...rows.map((v) => ["local", v.name])]));
  },
});

export const create = docker({
  path: "volume create",
  about: "make a volume",
  flags: [],
  args: [{ name: "name", about: "what to call it" }],
  unmodelled: ["-d", "--driver", "--label", "-o", "--opt"],
  example: "docker volume create dbdata",
  run: ({ args }, _seen, seat) => order({ do: "volumeCreate", name: args[0]! }, seat, { then: [args[0]!] }),
});

export const rm = docker({
  path: "volume rm",
  about: "remove volumes that no container has",
  flags: [{ name: "--force", short: "-f", about: "do not complain when there is none" }],
  args: [{ ...VOLUME, many: true }],
  example: "docker volume rm dbdata",
  run({ args, flags }, seen, seat) {
    const names = flags.force === undefined ? args : args.filter((name) => volumeNamed(name, seen, seat) !== undefined);
    return order({ do: "volumeRemove", names }, seat, { then: args });
  },
});

export const inspect = docker({
  path: "volume inspect",
  about: "where a volume is kept",
  flags: [{ name: "--format", short: "-f", about: "a template", value: "template" }],
  args: [{ ...VOLUME, many: true }],
  example: "docker volume inspect dbdata",
  run({ args, flags }, seen, seat) {
    const found = (key: string) => volumeNamed(key, seen, seat);
    return inspected(args, flags.format, (key) => (found(key) === undefined ? undefined : volumeValue(found(key)!)), (key) => `Error response from daemon: get ${key}: no such volume`);
  },
});
