import { call, FIRST } from "../dispatch.ts";
import { freeTerminal, sitAt, viewAt, viewOfProcess, type View } from "../inside.ts";
import { HOST, KINDS } from "../../world/machine/namespaces.ts";
import type { Flag, Verb } from "../verb.ts";
import type { Observation } from "../../world/observation.ts";
import { processesHere } from "./here.ts";
import { fail } from "./say.ts";
import { KIND_FLAGS, kindsOf, SHELLS } from "./unshare.ts";

export const nsenter: Verb = {
  path: "nsenter",
  about: "run a program in the namespaces of another process",
  flags: [
    { name: "--target", short: "-t", about: "the process whose namespaces are joined", value: "pid" },
    { name: "--all", short: "-a", about: "all its namespaces" },
    ...KIND_FLAGS.map(({ kind: _kind, ...flag }): Flag => flag),
  ],
  args: [{ name: "program", about: "bash if none is given: then one sits there", optional: true, many: true }],
  unmodelled: ["-r", "--root", "-w", "--wd", "-W", "--wdns", "-F", "--no-fork", "-Z", "--follow-context", "-S", "--setuid", "-G", "--setgid", "--preserve-credentials", "-e", "--env", "-c", "--join-cgroup", "-N", "--net-socket"],
  stopsAtWord: true,
  example: "nsenter -t 4242 -n ip addr",
  run({ flags, args }, seen, seat) {
    const { target } = flags;
    if (typeof target !== "string") return fail("nsenter: no target PID specified", "nsenter -t PID -n ip addr");
    const process = processesHere(seen, seat).find((row) => `${row.pid}` === target);
    const kinds = flags.all === undefined ? kindsOf(flags) : [...KINDS];
    if (process === undefined) return fail(`nsenter: cannot open /proc/${target}/ns/${kinds[0] ?? "mnt"}: No such file or directory`);
    const shell = args[0] ?? "bash";
    if (args.length <= 1 && SHELLS.includes(shell)) {
      const terminal = freeTerminal(seen);
      const pid = Number(process.ns_pids.split(" ")[0]);
      return { kind: "act", command: { type: "nsenter", machine: seat.machine, from: seat.terminal ?? "", terminal, target: pid, kinds, shell }, then: [], seat: sitAt(seat, terminal, "/") };
    }
    const view: View = { ...(viewAt(seat, seen) ?? HOST), ...Object.fromEntries(kinds.map((kind) => [kind, viewOfProcess(process)[kind]])) };
    return call(args, undefined, FIRST, beyond(seen), { ...seat, view }).reply;
  },
};

/** The whole observation again, not the part that is seen from this seat: `call` makes the new part of it. */
const beyond = (seen: Observation): Observation => {
  const outer = Object.getPrototypeOf(seen) as Observation | null;
  return outer !== null && "tables" in outer && Object.hasOwn(seen, "tables") && "facts" in outer ? outer : seen;
};

