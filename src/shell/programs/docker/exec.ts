import { line, lineText } from "../../../display/line.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
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
    { name: "--user", short: "-u", about: "accepted; who you are changes nothing here", value: "user" },
  ],
  args: [CONTAINER, { name: "command", about: "a program of the container, and its words", many: true }],
  unmodelled: ["-d", "--detach", "-e", "--env", "--env-file", "--privileged", "-w", "--workdir", "--detach-keys"],
  stopsAtWord: true,
  example: "docker exec web ps -ef",
  note: "ps does not list itself here, as the real one does under a pid of its own",
  run: ({ args, flags }, seen, seat) =>
    withContainer(args[0]!, seen, seat, (c) => {
      if (c.status === "paused") return fail(`Error response from daemon: container ${c.name} is paused, unpause the container before exec`);
      if (!c.running) return fail(`Error response from daemon: container ${c.id} is not running`);
      const words = args.slice(1);
      const shell = SHELLS.includes(words[0]!.replace(/^.*\//, "")) && words.length === 1;
      return shell && flags.tty !== undefined ? sit(c, words[0]!, seen, seat) : runInside(c, words, seen, seat, false);
    }),
});

function sit(c: ContainerRow, shell: string, seen: Observation, seat: Seat): Reply {
  const terminal = freeTerminal(seen);
  return order({ do: "exec", id: c.id, terminal, shell }, seat, { seat: sitAt(seat, terminal, "/"), refusedStatus: 127 });
}

/** Runs a small program in a container's view; for its own program, its end follows. */
export function runInside(c: ContainerRow, words: readonly string[], seen: Observation, seat: Seat, ends: boolean): Reply {
  const reply = inView(c, words, seen, { machine: seat.machine, user: c.user, directory: "/", outer: [], view: viewOfContainer(c) });
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
  const { reply, verb } = call(busyboxPs(c, words), undefined, FIRST, seen, seat);
  if (verb !== undefined) return reply;
  return fail(`OCI runtime exec failed: exec failed: unable to start container process: exec: "${words[0]}": executable file not found in $PATH`, "modelled inside containers: the small tools that come with a shell, for example ps, ls, cat, hostname, ip, wget", 127);
}

/** The ps of BusyBox lists everything, whether it has a terminal or not. */
const busyboxPs = (c: ContainerRow, words: readonly string[]): readonly string[] => (words[0] === "ps" && /alpine|busybox/i.test(c.distribution) ? ["ps", "-e", "-o", "pid,user,time,args"] : words);

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
