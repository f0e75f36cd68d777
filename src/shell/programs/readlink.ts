import type { Observation } from "../../world/observation.ts";
import { resolve } from "../files.ts";
import { namespaceLinks } from "../process-files.ts";
import type { Seat, Verb } from "../verb.ts";
import { said } from "./say.ts";

export const readlink: Verb = {
  path: "readlink",
  about: "where a link points to, for example /proc/PID/ns/net",
  flags: [{ name: "--canonicalize", short: "-f", about: "the same here" }],
  args: [{ name: "file", about: "for example /proc/1/ns/net, or /proc/1/ns/*", completes: "file", many: true }],
  unmodelled: ["-e", "-m", "-n", "-q", "-s", "-v", "-z", "--no-newline", "--quiet", "--verbose", "--zero"],
  example: "readlink /proc/1/ns/*",
  run({ args }, seen, seat) {
    const lines: string[] = [];
    let missing = false;
    for (const file of args) {
      const found = links(resolve(file, seat.directory), seen, seat);
      missing ||= found.length === 0;
      lines.push(...found.map(([, target]) => target));
    }
    const reply = said(lines, []);
    return missing && reply.kind === "say" ? { ...reply, status: 1 } : reply;
  },
};

/** Links that a path means, and what they point to. */
function links(path: string, seen: Observation, seat: Seat): [string, string][] {
  const [, pid, name] = /^\/proc\/(\d+|self)\/ns\/([\w*]+)$/.exec(path) ?? [];
  return pid === undefined ? [] : namespaceLinks(pid, seen, seat).filter(([link]) => name === "*" || link === name);
}
