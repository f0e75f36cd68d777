import { line, lineText } from "../../../display/line.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import { toSeconds } from "../../../kernel/time.ts";
import type { Observation, ProcessRow } from "../../../world/observation.ts";
import { call, FIRST } from "../../dispatch.ts";
import { freeTerminal, sitAt, viewOfContainer } from "../../inside.ts";
import type { Reply, Seat } from "../../verb.ts";
import { fail } from "../say.ts";
import { CONTAINER, docker, order, withContainer } from "./container.ts";
import { runScript } from "./script.ts";

const SHELLS = ["sh", "bash", "ash"];

export const exec = docker({
  path: "exec",
  about: "run a program inside a running container",
  flags: [
    { name: "--interactive", short: "-i", about: "keep its input open" },
    { name: "--tty", short: "-t", about: "give it a terminal: with a shell you sit inside until exit" },
    { name: "--user", short: "-u", about: "who it runs as: a name or a number", value: "user" },
  ],
  args: [CONTAINER, { name: "command", about: "a program of the container, and its words", many: true }],
  unmodelled: ["-d", "--detach", "-e", "--env", "--env-file", "--privileged", "-w", "--workdir", "--detach-keys"],
  stopsAtWord: true,
  example: "docker exec web ps -ef",
  run: ({ args, flags }, seen, seat) =>
    withContainer(args[0]!, seen, seat, (c) => {
      if (c.status === "paused") return fail(`Error response from daemon: container ${c.name} is paused, unpause the container before exec`);
      if (!c.running) return fail(`Error response from daemon: container ${c.id} is not running`);
      const words = args.slice(1);
      const shell = SHELLS.includes(words[0]!.replace(/^.*\//, "")) && words.length === 1;
      const as = typeof flags.user === "string" ? { ...c, user: flags.user } : c;
      return shell && flags.tty !== undefined ? sit(as, words[0]!, seen, seat) : runInside(as, words, seen, seat, false);
    }),
});

function sit(c: ContainerRow, shell: string, seen: Observation, seat: Seat): Reply {
  const terminal = freeTerminal(seen);
  return order({ do: "exec", id: c.id, terminal, shell }, seat, { seat: { ...sitAt(seat, terminal, "/"), user: c.user }, refusedStatus: 127 });
}

/** Runs a small program in a container's view; for its own program, its end follows. */
export function runInside(c: ContainerRow, words: readonly string[], seen: Observation, seat: Seat, ends: boolean): Reply {
  const reply = inView(c, words, seen, { machine: seat.machine, user: c.user, directory: "/", outer: [], view: viewOfContainer(c), detached: true });
  if (!ends) return reply;
  const { lines, errors, status } = printedBy(reply);
  if (lines === undefined) return fail("a program that changes something cannot be the whole of docker run here", `docker run -d ${c.image} sleep 1h, then docker exec ${c.name} …`);
  return order({ do: "finish", id: c.id, status, printed: [...lines, ...errors] }, seat, { then: lines, errors, status });
}

function inView(c: ContainerRow, words: readonly string[], seen: Observation, seat: Seat): Reply {
  const name = words[0]!.replace(/^.*\//, "");
  if (!c.tools) return fail(`OCI runtime exec failed: exec failed: unable to start container process: exec: "${words[0]}": executable file not found in $PATH`, `${c.image} has nothing but its own program: no shell`, 127);
  if (SHELLS.includes(name) && words[1] === "-c") return runScript(words[2] ?? "", seen, seat);
  if (SHELLS.includes(name)) return fail("a shell without a terminal reads nothing and ends", `docker exec -it ${c.name} ${name} sits down inside`);
  if (name === "psql") return psql(c, words);
  const { reply, verb } = call(words, undefined, FIRST, c.shown ? seen : withProgram(c, words, seen), seat);
  if (verb !== undefined) return reply;
  return fail(`OCI runtime exec failed: exec failed: unable to start container process: exec: "${words[0]}": executable file not found in $PATH`, "modelled inside containers: the small tools that come with a shell, for example ps, ls, cat, hostname, ip, wget", 127);
}

/** While it looks, the program that exec has started is itself among the container's processes: `ps` lists it. */
function withProgram(c: ContainerRow, words: readonly string[], seen: Observation): Observation {
  const first = seen.tables.processes.find((row) => row.machine === c.machine && row.pid === c.pid);
  if (first === undefined) return seen;
  const own = seen.tables.processes.filter((row) => row.machine === c.machine);
  const depth = first.ns_pids.split(" ").length;
  const pids = first.ns_pids.split(" ").map((_, level) => 1 + Math.max(...own.filter((row) => level === 0 || (row.ns_pid === first.ns_pid && row.ns_pids.split(" ").length === depth)).map((row) => Number(row.ns_pids.split(" ")[level]))));
  const name = words[0]!.replace(/^.*\//, "");
  const program: ProcessRow = { ...first, pid: pids[0]!, ns_pids: pids.join(" "), pid_inside: pids.at(-1)!, name, command: words.join(" "), user: c.user, state: "R", threads: 1, nice: 0, cpu: 0, waiting: 0, cpu_time_s: 0, rss: PROGRAM_BYTES, shared: PROGRAM_BYTES / 2, swap: 0, virt: 4 * PROGRAM_BYTES, app: "", terminal: "", started_s: toSeconds(seen.now) };
  return Object.create(seen, { tables: { value: Object.create(seen.tables, { processes: { value: [...seen.tables.processes, program] } }) as Observation["tables"] } }) as Observation;
}

const PROGRAM_BYTES = 4 * 1024 * 1024;

/** The one question a database here can answer: how many records it has. */
function psql(c: ContainerRow, words: readonly string[]): Reply {
  if (c.records < 0) return fail(`OCI runtime exec failed: exec failed: unable to start container process: exec: "psql": executable file not found in $PATH`, undefined, 127);
  if (!/select\s+count\(\*\)\s+from\s+orders/i.test(words.join(" "))) return fail("psql here answers one question", "psql -U postgres -c 'select count(*) from orders'");
  return { kind: "say", lines: [" count ", "-------", `${c.records}`.padStart(6), "(1 row)", ""].map((text) => line(text)) };
}

/** What a reply prints; `lines` undefined when it does more than that. */
export function printedBy(reply: Reply): { readonly lines: readonly string[] | undefined; readonly errors: readonly string[]; readonly status: number } {
  if (reply.kind === "say") return { lines: reply.lines.map(lineText), errors: reply.errors ?? [], status: reply.status ?? 0 };
  if (reply.kind === "fail") return { lines: [], errors: [reply.reason], status: reply.status ?? 1 };
  if (reply.kind === "follow" && reply.times === 1) return { lines: reply.lines.map(lineText), errors: [], status: 0 };
  return { lines: undefined, errors: [], status: 1 };
}
