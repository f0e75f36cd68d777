import type { NamespaceRow } from "../../world/containers/observed.ts";
import type { Observation } from "../../world/observation.ts";
import { columns } from "../../display/format-table.ts";
import { type View, viewOfProcess } from "../inside.ts";
import type { Seat, Verb } from "../verb.ts";
import { processesHere } from "./here.ts";
import { fail, say } from "./say.ts";

const TYPES = ["mnt", "net", "ipc", "user", "pid", "uts", "cgroup", "time"];

export const lsns: Verb = {
  path: "lsns",
  about: "the namespaces there are, and who is in them",
  flags: [
    { name: "--task", short: "-p", about: "only those of this process", value: "pid" },
    { name: "--type", short: "-t", about: "only of this kind: mnt net ipc user pid uts cgroup time", value: "type" },
    { name: "--noheadings", short: "-n", about: "without the heading" },
  ],
  args: [{ name: "namespace", about: "its number: the processes in it", optional: true }],
  unmodelled: ["-J", "--json", "-l", "--list", "-o", "--output", "--output-all", "-r", "--raw", "-u", "--notruncate", "-W", "--nowrap", "-T", "--tree", "-P", "--persistent", "-Q", "--filter", "-H"],
  example: "lsns -p 1",
  run({ flags, args }, seen, seat) {
    const type = flags.type;
    if (typeof type === "string" && !TYPES.includes(type)) return fail(`lsns: unknown namespace type: ${type}`, `kinds: ${TYPES.join(" ")}`);
    if (args[0] !== undefined) return members(args[0], seen, seat);
    const pid = flags.task;
    const process = typeof pid === "string" ? processesHere(seen, seat).find((row) => `${row.pid}` === pid) : undefined;
    if (typeof pid === "string" && process === undefined) return fail(`lsns: failed to open /proc/${pid}/ns: No such file or directory`);
    const own = process === undefined ? undefined : new Set<number>(Object.values(viewOfProcess(process)));
    const rows = namespacesFrom(seen, seat).filter((ns) => (own === undefined || own.has(ns.inode)) && (type === undefined || ns.kind === type));
    const lines = columns([{ name: "NS", align: "right", width: 10 }, { name: "TYPE", width: 6 }, { name: "NPROCS", align: "right" }, { name: "PID", align: "right", width: 5 }, { name: "USER", width: 4 }, { name: "COMMAND" }], rows.map((ns) => cells(ns, seen, seat)));
    return say(flags.noheadings === undefined ? lines : lines.slice(1));
  },
};

/** Only namespaces in which there is a process that can be seen from here. */
function namespacesFrom(seen: Observation, seat: Seat): NamespaceRow[] {
  const visible = processesHere(seen, seat);
  const used = new Set(visible.flatMap((row) => Object.values(viewOfProcess(row))));
  return seen.tables.namespaces.filter((ns) => ns.machine === seat.machine && used.has(ns.inode)).sort((a, b) => a.inode - b.inode);
}

function cells(ns: NamespaceRow, seen: Observation, seat: Seat): string[] {
  const inside = processesHere(seen, seat).filter((row) => viewOfProcess(row)[ns.kind as keyof View] === ns.inode);
  const first = inside[0]!;
  return [`${ns.inode}`, ns.kind, `${inside.length}`, `${first.pid}`, first.user, first.command];
}

function members(inode: string, seen: Observation, seat: Seat) {
  const ns = namespacesFrom(seen, seat).find((one) => `${one.inode}` === inode);
  if (ns === undefined) return fail(`lsns: not found namespace: ${inode}`);
  const inside = processesHere(seen, seat).filter((row) => viewOfProcess(row)[ns.kind as keyof View] === ns.inode);
  return say(columns([{ name: "PID", align: "right", width: 5 }, { name: "PPID", align: "right", width: 5 }, { name: "USER", width: 4 }, { name: "COMMAND" }], inside.map((row) => [`${row.pid}`, `${row.ppid}`, row.user, row.command])));
}
