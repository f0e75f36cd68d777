import type { Signal } from "../../../world/command.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Flag, Reply, Seat, Values, Verb } from "../../verb.ts";
import { fail, said } from "../say.ts";
import { complaints, CONTAINER, CONTAINERS, docker, meant, MILLI, order, patience, withContainer, type Order } from "./container.ts";
import { isWrong, LIMIT_FLAGS, readLimits, readRestart, RESTART_FLAG } from "./settings.ts";

/** Commands about the life of containers that exist: each prints the names it was given, once it is done. */

/** An order that is over at once. */
function change(what: "pause" | "unpause", about: string): Verb {
  return docker({
    path: what,
    about,
    flags: [],
    args: [CONTAINERS],
    example: `docker ${what} web`,
    run(values, seen, seat) {
      const { found, errors, keys } = meant(values, seen, seat);
      return found.length === 0 ? complaints(errors) : order({ do: what, ids: found.map((c) => c.id) }, seat, { then: keys, errors });
    },
  });
}

export const pause = change("pause", "let every process of containers stand still");
export const unpause = change("unpause", "let the processes of paused containers go on");

/** An order whose client waits until `done` is true of all. */
function waiting(values: Values, seen: Observation, seat: Seat, what: (ids: readonly string[]) => Order, done: (c: ContainerRow) => boolean): Reply {
  const { found, errors, keys } = meant(values, seen, seat);
  if (values.round === 0) return found.length === 0 ? complaints(errors) : order(what(found.map((c) => c.id)), seat, { every: 10 * MILLI, status: 0 });
  if (found.some((c) => !done(c))) return { kind: "follow", every: patience(values.round), times: Infinity, lines: [], clear: false };
  const wrong = found.filter((c) => c.error !== "").map((c) => `Error response from daemon: ${c.error}`);
  return said(keys.filter((_, place) => found[place]!.error === ""), [...errors, ...wrong]);
}

const GRACE: Flag = { name: "--time", short: "-t", about: "seconds from SIGTERM to SIGKILL; 10 if none are given", value: "seconds" };
const graceOf = (flags: Values["flags"]): number => Math.max(0, Number(flags.time ?? 10) || 0);
const still = (c: ContainerRow): boolean => !c.running && c.status !== "paused";

export const stop = docker({
  path: "stop",
  about: "ask containers to end, and end them after ten seconds",
  flags: [GRACE],
  args: [CONTAINERS],
  unmodelled: ["-s", "--signal", "--timeout"],
  example: "docker stop web",
  run: (values, seen, seat) => waiting(values, seen, seat, (ids) => ({ do: "stop", ids, graceSeconds: graceOf(values.flags) }), still),
});

export const start = docker({
  path: "start",
  about: "start containers that have ended, with the files they had",
  flags: [],
  args: [CONTAINERS],
  unmodelled: ["-a", "--attach", "-i", "--interactive", "--checkpoint", "--detach-keys"],
  example: "docker start web",
  run: (values, seen, seat) => waiting(values, seen, seat, (ids) => ({ do: "start", ids }), (c) => !c.starting),
});

export const restart = docker({
  path: "restart",
  about: "stop containers and start them again",
  flags: [GRACE],
  args: [CONTAINERS],
  unmodelled: ["-s", "--signal", "--timeout"],
  example: "docker restart web",
  run: (values, seen, seat) => waiting(values, seen, seat, (ids) => ({ do: "restart", ids, graceSeconds: graceOf(values.flags) }), (c) => !c.starting && !(values.round < 2 && c.running)),
});

const SIGNALS: readonly string[] = ["TERM", "KILL", "STOP", "CONT", "INT", "HUP"] satisfies Signal[];

export const kill = docker({
  path: "kill",
  about: "end containers at once, or send them another signal",
  flags: [{ name: "--signal", short: "-s", about: "KILL if none is given", value: "signal" }],
  args: [CONTAINERS],
  example: "docker kill web",
  run(values, seen, seat) {
    const named = String(values.flags.signal ?? "KILL").toUpperCase().replace(/^SIG/, "");
    const signal = named === "9" ? "KILL" : named === "15" ? "TERM" : named;
    if (!SIGNALS.includes(signal)) return fail(`Error response from daemon: invalid signal: ${String(values.flags.signal)}`, `simulated here: ${SIGNALS.join(" ")}`);
    const { found, errors, keys } = meant(values, seen, seat);
    return found.length === 0 ? complaints(errors) : order({ do: "kill", ids: found.map((c) => c.id), signal: signal as Signal }, seat, { then: keys, errors });
  },
});

export const rm = docker({
  path: "rm",
  about: "remove containers and what they wrote outside volumes",
  flags: [
    { name: "--force", short: "-f", about: "though they run: SIGKILL first" },
    { name: "--volumes", short: "-v", about: "their anonymous volumes too" },
  ],
  args: [CONTAINERS],
  unmodelled: ["-l", "--link"],
  example: "docker rm -f web",
  run(values, seen, seat) {
    const force = values.flags.force !== undefined;
    const { found, errors, keys } = meant(values, seen, seat);
    // With --force what is not there is complained about, and counts as removed all the same.
    if (found.length === 0) return force ? { kind: "say", lines: [], errors, status: 0 } : complaints(errors);
    return order({ do: "rm", ids: found.map((c) => c.id), force, volumes: values.flags.volumes !== undefined }, seat, { then: keys, errors, ...(force ? { status: 0 } : {}) });
  },
});

export const rename = docker({
  path: "rename",
  about: "give a container another name",
  flags: [],
  args: [CONTAINER, { name: "name", about: "the new one" }],
  example: "docker rename web web-old",
  run: ({ args }, seen, seat) => withContainer(args[0]!, seen, seat, (c) => order({ do: "rename", id: c.id, name: args[1]! }, seat)),
});

export const update = docker({
  path: "update",
  about: "change the limits of containers, while they run",
  flags: [...LIMIT_FLAGS, RESTART_FLAG],
  args: [CONTAINERS],
  unmodelled: ["--blkio-weight", "--cpu-period", "--cpu-quota", "--cpu-rt-period", "--cpu-rt-runtime", "--cpuset-mems", "--kernel-memory", "--memory-reservation"],
  example: "docker update --cpus 0.5 web",
  run(values, seen, seat) {
    const limits = readLimits(values.flags, "update");
    if (isWrong(limits)) return limits;
    const policy = readRestart(values.flags, "update");
    if (policy !== undefined && isWrong(policy)) return policy;
    if (Object.keys(limits).length === 0 && policy === undefined) return fail("you must provide one or more flags when using this command", "docker update --help lists them");
    const { found, errors, keys } = meant(values, seen, seat);
    const what: Order = { do: "update", ids: found.map((c) => c.id), limits, ...(policy === undefined ? {} : { restart: policy }) };
    return found.length === 0 ? complaints(errors) : order(what, seat, { then: keys, errors });
  },
});

export const wait = docker({
  path: "wait",
  about: "wait until containers have ended; print their exit codes",
  flags: [],
  args: [CONTAINERS],
  example: "docker wait job",
  run(values, seen, seat) {
    const { found, errors } = meant(values, seen, seat);
    if (found.some((c) => !still(c) || c.starting)) return { kind: "follow", every: patience(values.round), times: Infinity, lines: [], clear: false };
    return said(found.map((c) => `${c.exit_code}`), errors);
  },
});
