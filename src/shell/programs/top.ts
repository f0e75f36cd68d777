import { fixed, percent } from "../../display/format-number.ts";
import { fitted, kib, MIB } from "../../display/format-size.ts";
import { epochSeconds, topTime, upText, wallClock } from "../../display/format-time.ts";
import { line, span, type Line } from "../../display/line.ts";
import { seconds } from "../../kernel/time.ts";
import type { MachineRow, Observation, ProcessRow } from "../../world/observation.ts";
import type { Reply, Seat, Values, Verb } from "../verb.ts";
import { cpuTime, here, processesHere } from "./here.ts";
import { fail } from "./say.ts";

/** Rows of tasks on a screen of 24 lines. */
const SCREEN = 17;
const WIDTH = 80;

type Field = (row: ProcessRow) => number | string;

const FIELDS: Readonly<Record<string, Field>> = {
  PID: (row) => row.pid,
  USER: (row) => row.user,
  PR: (row) => row.nice,
  NI: (row) => row.nice,
  VIRT: (row) => row.virt,
  RES: (row) => row.rss,
  SHR: (row) => row.shared,
  S: (row) => row.state,
  "%CPU": (row) => row.cpu,
  "%MEM": (row) => row.rss,
  "TIME+": (row) => row.cpu_time_s,
  COMMAND: (row) => row.name,
};

export const top: Verb = {
  path: "top",
  about: "what runs, busiest first, again every 3 seconds",
  flags: [
    { name: "-b", about: "batch: one report after another, with all tasks" },
    { name: "-n", about: "how many reports", value: "count" },
    { name: "-d", about: "seconds between them", value: "seconds" },
    { name: "-o", about: "sort by this column, for example %MEM; + or - before it turns the order", value: "field" },
    { name: "-p", about: "only these processes", value: "pid" },
    { name: "-u", short: "-U", about: "only processes of this user", value: "user" },
    { name: "-c", about: "whole command lines" },
    { name: "-i", about: "only processes that use CPU" },
  ],
  args: [],
  unmodelled: ["-H", "-E", "-e", "-s", "-S", "-w", "-1", "-O"],
  example: "top -o %MEM",
  note: "the keys of the real top (M, P, k, r, …) are not modelled: use -o, kill and renice; Ctrl-C ends it",
  run({ flags, round }, seen, seat) {
    const delay = Number(flags.d ?? 3);
    const times = Number(flags.n ?? Infinity);
    if (!(delay > 0)) return fail(`top: bad delay interval '${String(flags.d)}'`);
    if (!(times >= 1)) return fail(`top: bad iterations argument '${String(flags.n)}'`);
    const [, sign, name] = /^([+-]?)(.*)$/.exec(String(flags.o ?? "%CPU").toUpperCase())!;
    if (!Object.hasOwn(FIELDS, name!)) return fail(`top: unrecognized field name '${String(flags.o)}'`, `columns: ${Object.keys(FIELDS).join(" ")}`);
    const tasks = chosen(seen, seat, flags).sort(descending(FIELDS[name!]!));
    if (sign === "-") tasks.reverse();
    const shown = flags.b === undefined ? tasks.slice(0, SCREEN) : tasks;
    const again = flags.b !== undefined && round > 0 ? [line("")] : [];
    const lines = [...again, ...summary(seen, seat), line(""), head(flags.b !== undefined), ...shown.map((row) => line(taskLine(row, here(seen, seat), flags.c !== undefined, flags.b !== undefined)))];
    return follow(lines, delay, Math.floor(times), flags.b === undefined);
  },
};

const follow = (lines: readonly Line[], delay: number, times: number, clear: boolean): Reply => ({ kind: "follow", every: seconds(delay), times, lines, clear });

function chosen(seen: Observation, seat: Seat, flags: Values["flags"]): ProcessRow[] {
  const pids = typeof flags.p === "string" ? flags.p.split(",") : undefined;
  return processesHere(seen, seat)
    .filter((row) => pids === undefined || pids.includes(`${row.pid}`))
    .filter((row) => flags.u === undefined || row.user === flags.u)
    .filter((row) => flags.i === undefined || row.cpu >= 0.0005);
}

function descending(field: Field): (a: ProcessRow, b: ProcessRow) => number {
  return (a, b) => {
    const [x, y] = [rounded(field(a)), rounded(field(b))];
    return x < y ? 1 : x > y ? -1 : a.pid - b.pid;
  };
}

/** Equal as far as top shows it: workers that share alike keep the order of their ids. */
const rounded = (value: number | string): number | string => (typeof value === "number" && value < 1e4 ? Math.round(value * 1000) : value);

function summary(seen: Observation, seat: Seat): Line[] {
  const machine = here(seen, seat);
  const rows = processesHere(seen, seat);
  const states = (...wanted: string[]): string => `${rows.filter((row) => wanted.includes(row.state)).length}`.padStart(3);
  const cpu = cpuTime(seen, seat);
  const part = (fraction: number, name: string): string => `${percent(fraction).padStart(5)} ${name}`;
  const shares = [part(cpu.user, "us"), part(cpu.system, "sy"), part(cpu.nice, "ni"), part(cpu.idle, "id"), part(cpu.iowait, "wa"), part(0, "hi"), part(0, "si"), part(cpu.steal, "st")];
  return [
    line(`top - ${loadLine(machine, seen)}`),
    line(`Tasks: ${`${rows.length}`.padStart(3)} total, ${states("R")} running, ${states("S", "D", "I")} sleeping, ${states("T")} stopped, ${states("Z")} zombie`),
    line(`%Cpu(s):${shares.join(",")}`),
    ...memoryLines(machine),
  ];
}

/** `09:01:40 up 31 min,  1 user,  load average: 21.50, 7.25, 2.60`: the first line of top, and uptime. */
export function loadLine(machine: MachineRow, seen: Observation): string {
  const load = [machine.load1, machine.load5, machine.load15].map((value) => fixed(value, 2)).join(", ");
  return `${wallClock(epochSeconds(seen.now)).time} ${upText(machine.uptime_s)},  1 user,  load average: ${load}`;
}

function memoryLines(machine: MachineRow): Line[] {
  const mib = (bytes: number): string => fixed(bytes / MIB, 1).padStart(8);
  const swapFree = machine.swap_total - machine.swap_used;
  return [
    line(`MiB Mem : ${mib(machine.mem_total)} total, ${mib(machine.mem_free)} free, ${mib(machine.mem_used)} used, ${mib(machine.mem_cache)} buff/cache`),
    line(`MiB Swap: ${mib(machine.swap_total)} total, ${mib(swapFree)} free, ${mib(machine.swap_used)} used. ${mib(machine.mem_available)} avail Mem`),
  ];
}

const HEAD = "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND";

const head = (batch: boolean): Line => (batch ? line(HEAD) : [{ ...span(HEAD.padEnd(WIDTH)), inverse: true }]);

function taskLine(row: ProcessRow, machine: MachineRow, whole: boolean, batch: boolean): string {
  const cells = [
    `${row.pid}`.padStart(7),
    shortened(row.user, 8).padEnd(8),
    `${20 + row.nice}`.padStart(3),
    `${row.nice}`.padStart(3),
    fitted(kib(row.virt), 7).padStart(7),
    fitted(kib(row.rss), 6).padStart(6),
    fitted(kib(row.shared), 6).padStart(6),
    row.state,
    percent(row.cpu).padStart(5),
    percent(row.rss / machine.mem_total).padStart(5),
    topTime(row.cpu_time_s).padStart(9),
  ].join(" ");
  const command = whole ? row.command : row.name;
  return `${cells} ${batch ? command : shortened(command, WIDTH - cells.length - 1)}`;
}

/** A name that is too long ends in `+`. */
export const shortened = (name: string, width: number): string => (name.length > width ? `${name.slice(0, width - 1)}+` : name);
