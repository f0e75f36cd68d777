import { epochSeconds, hms, wallClock } from "../../../display/format-time.ts";
import { seconds, toSeconds } from "../../../kernel/time.ts";
import { line } from "../../../display/line.ts";
import { short } from "../../../world/containers/digest.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import { machineAt } from "../../console.ts";
import { fail, say } from "../say.ts";
import { CONTAINER, containersHere, docker, findContainer, noSuch, withContainer } from "./container.ts";
import { binarySize, percent, tabbed } from "./format.ts";
import { formatted } from "./list.ts";
import { logs as logsOf } from "./run.ts";

export const logs = docker({
  path: "logs",
  about: "what a container's program has printed",
  flags: [
    { name: "--tail", short: "-n", about: "only the last lines", value: "count" },
    { name: "--follow", short: "-f", about: "go on as more comes" },
    { name: "--timestamps", short: "-t", about: "with the time of every line" },
  ],
  args: [CONTAINER],
  unmodelled: ["--details", "--since", "--until"],
  example: "docker logs web",
  run: ({ args, flags, round }, seen, seat) =>
    withContainer(args[0]!, seen, seat, (c) => {
      const all = logsOf(c, seen).filter((log) => round === 0 || log.at_s > toSeconds(seen.now) - 1);
      const shown = typeof flags.tail === "string" && /^\d+$/.test(flags.tail) && round === 0 ? all.slice(Math.max(0, all.length - Number(flags.tail))) : all;
      const lines = shown.map((log) => (flags.timestamps === undefined ? log.text : `${stamp(log.at_s)} ${log.text}`));
      return flags.follow !== undefined && c.running ? { kind: "follow", every: seconds(1), times: Infinity, lines: lines.map((text) => line(text)), clear: false } : say(lines);
    }),
});

/** `2026-03-02T09:00:00.570000000Z` */
export function stamp(at: number): string {
  const { year, monthNumber, day, time } = wallClock(epochSeconds(seconds(at)));
  const two = (n: number): string => `${n}`.padStart(2, "0");
  return `${year}-${two(monthNumber)}-${two(day)}T${time}.${(at % 1).toFixed(9).slice(2)}Z`;
}

export const top = docker({
  path: "top",
  about: "a container's processes, with their pids on the machine",
  flags: [],
  args: [CONTAINER, { name: "options", about: "for ps: not simulated", optional: true, many: true }],
  example: "docker top web",
  run: ({ args }, seen, seat) =>
    withContainer(args[0]!, seen, seat, (c) => {
      if (!c.running && c.status !== "paused") return fail(`Error response from daemon: container ${c.id} is not running`);
      const rows = seen.tables.processes.filter((p) => p.machine === c.machine && p.group === c.group);
      const cells = rows.map((p) => [p.user, `${p.pid}`, `${p.ppid}`, "0", wallClock(epochSeconds(seconds(p.started_s))).time.slice(0, 5), p.terminal === "" ? "?" : p.terminal, hms(p.cpu_time_s), p.command]);
      return say(tabbed([["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"], ...cells], 20));
    }),
});

export const port = docker({
  path: "port",
  about: "the published ports of a container",
  flags: [],
  args: [CONTAINER, { name: "port", about: "only this one inside", optional: true }],
  example: "docker port web",
  run: ({ args }, seen, seat) =>
    withContainer(args[0]!, seen, seat, (c) => {
      const published = c.running ? c.ports.split(",").filter((one) => one !== "").map((one) => one.split("->") as [string, string]) : [];
      const wanted = args[1] === undefined ? undefined : `${args[1].replace(/\/tcp$/, "")}/tcp`;
      if (wanted === undefined) return say(published.map(([outer, inner]) => `${inner} -> ${outer}`));
      const found = published.filter(([, inner]) => inner === wanted);
      return found.length === 0 ? fail(`Error: No public port '${wanted}' published for ${args[0]}`) : say(found.map(([outer]) => outer));
    }),
});

export const diff = docker({
  path: "diff",
  about: "its writable layer: what was added, changed and deleted",
  flags: [],
  args: [CONTAINER],
  example: "docker diff web",
  run: ({ args }, seen, seat) => withContainer(args[0]!, seen, seat, (c) => say(seen.tables.changes.filter((one) => one.container === c.id).map((one) => `${one.kind} ${one.path}`))),
});

const STATS = ["CONTAINER ID", "NAME", "CPU %", "MEM USAGE / LIMIT", "MEM %", "NET I/O", "BLOCK I/O", "PIDS"];

export const stats = docker({
  path: "stats",
  about: "CPU, memory and processes of containers, as they change",
  flags: [
    { name: "--no-stream", about: "once" },
    { name: "--all", short: "-a", about: "those that do not run too" },
    { name: "--format", about: "a template: {{.Name}} {{.CPUPerc}}", value: "template" },
  ],
  args: [{ ...CONTAINER, optional: true, many: true }],
  unmodelled: ["--no-trunc"],
  example: "docker stats --no-stream",
  note: "traffic is not counted per container here: NET I/O and BLOCK I/O print --",
  run({ args, flags }, seen, seat) {
    const missing = args.find((key) => findContainer(key, seen, seat) === undefined);
    if (missing !== undefined) return fail(noSuch(missing));
    const chosen = args.length > 0 ? args.map((key) => findContainer(key, seen, seat)!) : containersHere(seen, seat).filter((c) => flags.all !== undefined || c.running || c.status === "paused");
    const total = machineAt(seat, seen)?.mem_total ?? 0;
    const rows = chosen.map((c) => statsOf(c, total));
    const reply = typeof flags.format === "string" ? formatted(flags.format, rows.map(named), STATS.map((head, place) => [head, STAT_NAMES[place]!])) : say(tabbed([STATS, ...rows]));
    return flags["no-stream"] === undefined && reply.kind === "say" ? { kind: "follow", every: seconds(1), times: Infinity, lines: reply.lines, clear: true } : reply;
  },
});

/** What a template calls the columns. */
const STAT_NAMES = ["ID", "Name", "CPUPerc", "MemUsage", "MemPerc", "NetIO", "BlockIO", "PIDs"];
const named = (row: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries([...STAT_NAMES.map((name, place) => [name, row[place]!]), ["Container", row[1]!]]);

function statsOf(c: ContainerRow, total: number): string[] {
  const limit = c.memory_limit > 0 ? Math.min(c.memory_limit, total) : total;
  const [memory, most] = c.running || c.status === "paused" ? [c.memory, limit] : [0, 0];
  return [short(c.id), c.name, percent(c.cpu), `${binarySize(memory)} / ${binarySize(most)}`, percent(most > 0 ? memory / most : 0), "-- / --", "-- / --", `${c.pids}`];
}

