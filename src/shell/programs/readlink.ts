import type { Observation, ProcessRow } from "../../world/observation.ts";
import { HOST } from "../../world/machine/namespaces.ts";
import { resolve } from "../files.ts";
import { VIEW_KINDS, type View, viewOfProcess } from "../inside.ts";
import type { Seat, Verb } from "../verb.ts";
import { processesHere } from "./here.ts";
import { said } from "./say.ts";

/** `/proc/PID/ns` has links to the namespaces of a process: proc_pid_ns(5). */
const LINKS = [...VIEW_KINDS, "pid_for_children", "time_for_children"].sort();

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
  const [, pid, name] = /^\/proc\/(\d+|self|\$\$)\/ns\/([\w*]+)$/.exec(path) ?? [];
  const process = pid === undefined ? undefined : processAt(pid, seen, seat);
  if (pid === undefined || (process === undefined && pid !== "self")) return [];
  const view: View = process === undefined ? (seat.view ?? HOST) : viewOfProcess(process);
  return LINKS.filter((link) => name === "*" || link === name).map((link) => {
    const kind = link.replace("_for_children", "") as keyof View;
    return [link, `${kind}:[${view[kind]}]`];
  });
}

const processAt = (pid: string, seen: Observation, seat: Seat): ProcessRow | undefined => (pid === "self" ? undefined : processesHere(seen, seat).find((row) => `${row.pid}` === pid));
