import type { Observation, ProcessRow } from "../../world/observation.ts";
import type { Flag, Reply, Seat, Values, Verb } from "../verb.ts";
import { processesHere } from "./here.ts";
import { regularExpression } from "./regular.ts";
import { fail, say } from "./say.ts";

/** How pgrep and pkill choose processes (procps, pgrep(1)). */
export const MATCHING: readonly Flag[] = [
  { name: "--full", short: "-f", about: "match the whole command line" },
  { name: "--exact", short: "-x", about: "the whole name must match" },
  { name: "--ignore-case", short: "-i", about: "capital or small alike" },
  { name: "--newest", short: "-n", about: "only the one started last" },
  { name: "--oldest", short: "-o", about: "only the one started first" },
  { name: "--inverse", short: "-v", about: "those that do not match" },
  { name: "--euid", short: "-u", about: "only processes of this user", value: "user" },
  { name: "--parent", short: "-P", about: "only children of this pid", value: "pid" },
];

export const NOT_MATCHING: readonly string[] = ["-g", "-G", "-s", "-t", "-U", "-F", "-L", "-r", "-A", "-O", "-w", "--older", "--group", "--session", "--terminal", "--cgroup", "--ns", "--runstates", "--pidfile", "--lightweight"];

/** The processes that a pattern and flags choose, or why it cannot be told. */
export function matching(program: string, { args, flags }: Values, seen: Observation, seat: Seat): readonly ProcessRow[] | Reply {
  const pattern = args[0];
  if (pattern === undefined && flags.euid === undefined && flags.parent === undefined) return fail(`${program}: no matching criteria specified`, `Try '${program} --help' for more information.`, 2);
  if (args.length > 1) return fail(`${program}: only one pattern can be provided`, `Try '${program} --help' for more information.`, 2);
  const test = regularExpression(flags.exact === undefined ? (pattern ?? "") : `^(?:${pattern ?? ""})$`, flags["ignore-case"] !== undefined);
  if ("wrong" in test) return fail(`${program}: regex error: ${test.wrong}`, undefined, 2);
  const given = (value: string | true | undefined, own: string): boolean => typeof value !== "string" || value.split(",").includes(own);
  const found = processesHere(seen, seat).filter((row) => {
    const fits = test.test(flags.full === undefined ? row.name : row.command) && given(flags.euid, row.user) && given(flags.parent, `${row.ppid}`);
    return fits === (flags.inverse === undefined);
  });
  return ended(found, flags);
}

function ended(found: readonly ProcessRow[], flags: Values["flags"]): readonly ProcessRow[] {
  const byAge = [...found].sort((a, b) => a.started_s - b.started_s || a.pid - b.pid);
  if (flags.newest !== undefined) return byAge.slice(-1);
  return flags.oldest === undefined ? found : byAge.slice(0, 1);
}

export const pgrep: Verb = {
  path: "pgrep",
  about: "the ids of processes by name",
  flags: [
    ...MATCHING,
    { name: "--list-name", short: "-l", about: "with the name" },
    { name: "--list-full", short: "-a", about: "with the command line" },
    { name: "--count", short: "-c", about: "only how many" },
    { name: "--delimiter", short: "-d", about: "what stands between the ids", value: "string" },
  ],
  args: [{ name: "pattern", about: "part of a name, or a regular expression", completes: "process", optional: true, many: true }],
  unmodelled: NOT_MATCHING,
  example: "pgrep -l batch",
  run(values, seen, seat) {
    const { flags } = values;
    const found = matching("pgrep", values, seen, seat);
    if ("kind" in found) return found;
    const status = found.length === 0 ? 1 : 0;
    if (flags.count !== undefined) return say([`${found.length}`], status);
    const text = (row: ProcessRow): string => (flags["list-full"] !== undefined ? `${row.pid} ${row.command}` : flags["list-name"] !== undefined ? `${row.pid} ${row.name}` : `${row.pid}`);
    if (typeof flags.delimiter === "string") return say(found.length === 0 ? [] : found.map(text).join(flags.delimiter.replaceAll("\\n", "\n")).split("\n"), status);
    return say(found.map(text), status);
  },
};

export const pidof: Verb = {
  path: "pidof",
  about: "the ids of the processes of a program, newest first",
  flags: [{ name: "-s", about: "one of them only" }],
  args: [{ name: "program", about: "its whole name", completes: "process", many: true }],
  unmodelled: ["-c", "-o", "-x", "-q", "-w", "-S", "-t"],
  example: "pidof shop",
  run({ args, flags }, seen, seat) {
    const found = processesHere(seen, seat).filter((row) => args.includes(row.name) || args.includes(row.command.split(" ")[0]!));
    const pids = found.map((row) => row.pid).sort((a, b) => b - a);
    return say(pids.length === 0 ? [] : [(flags.s === undefined ? pids : pids.slice(0, 1)).join(" ")], pids.length === 0 ? 1 : 0);
  },
};
