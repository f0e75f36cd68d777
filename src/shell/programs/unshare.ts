import type { Kind } from "../../world/machine/namespaces.ts";
import { freeTerminal, sitAt } from "../inside.ts";
import type { Flag, Values, Verb } from "../verb.ts";
import { fail } from "./say.ts";

/** Flags for kinds, as unshare(1) and nsenter(1) call them. */
export const KIND_FLAGS: readonly (Flag & { readonly kind: Kind })[] = [
  { kind: "mnt", name: "--mount", short: "-m", about: "mounts: what is mounted where" },
  { kind: "uts", name: "--uts", short: "-u", about: "the hostname" },
  { kind: "ipc", name: "--ipc", short: "-i", about: "System V IPC and POSIX message queues" },
  { kind: "net", name: "--net", short: "-n", about: "interfaces, addresses, ports" },
  { kind: "pid", name: "--pid", short: "-p", about: "process ids: the first child is PID 1" },
  { kind: "user", name: "--user", short: "-U", about: "users, and powers over all that is made together with it" },
  { kind: "cgroup", name: "--cgroup", short: "-C", about: "where the cgroup tree seems to begin" },
  { kind: "time", name: "--time", short: "-T", about: "offsets of the monotonic clock" },
];

export const kindsOf = (flags: Values["flags"]): Kind[] => KIND_FLAGS.filter((flag) => flags[flag.name.slice(2)] !== undefined).map((flag) => flag.kind);

const plain = ({ kind: _kind, ...flag }: Flag & { readonly kind: Kind }): Flag => flag;
export const SHELLS = ["bash", "sh", "/bin/bash", "/bin/sh"];

export const unshare: Verb = {
  path: "unshare",
  about: "start a shell in new namespaces, as a container has them",
  flags: [
    ...KIND_FLAGS.map(plain),
    { name: "--fork", short: "-f", about: "the shell is a child: it becomes PID 1 of a new pid namespace" },
    { name: "--mount-proc", about: "with a /proc of the new pid namespace, in a new mnt namespace" },
    { name: "--map-root-user", short: "-r", about: "be root in a new user namespace" },
  ],
  args: [{ name: "program", about: "bash if none is given", optional: true, many: true }],
  unmodelled: ["--kill-child", "--propagation", "-R", "--root", "-w", "--wd", "-S", "--setuid", "-G", "--setgid", "--setgroups", "-c", "--map-current-user", "--map-user", "--map-group", "--map-users", "--map-groups", "--map-auto", "--monotonic", "--boottime", "--keep-caps", "--load-interp"],
  stopsAtWord: true,
  example: "unshare --uts bash",
  run({ flags, args }, seen, seat) {
    const shell = args[0] ?? "bash";
    if (args.length > 1 || !SHELLS.includes(shell)) return fail("unshare starts a shell here and nothing else", "give bash as the program, and type the rest inside");
    const kinds = [...new Set([...kindsOf(flags), ...(flags["map-root-user"] === undefined ? [] : (["user"] as const))])];
    if (kinds.includes("pid") && flags.fork === undefined) {
      return fail("unshare --pid without --fork leaves the shell outside: its first child would be PID 1, and after that bash can only say fork: Cannot allocate memory", "add --fork; that broken shell is not modelled here");
    }
    const terminal = freeTerminal(seen);
    const command = { type: "unshare", machine: seat.machine, from: seat.terminal ?? "", terminal, kinds, mountProc: flags["mount-proc"] !== undefined, mapRoot: flags["map-root-user"] !== undefined, shell } as const;
    return { kind: "act", command, then: [], seat: sitAt(seat, terminal, seat.directory) };
  },
};
