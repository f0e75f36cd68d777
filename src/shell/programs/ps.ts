import { fixed } from "../../display/format-number.ts";
import { kib } from "../../display/format-size.ts";
import { epochSeconds, hms, wallClock } from "../../display/format-time.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { MachineRow, Observation, ProcessRow } from "../../world/observation.ts";
import { rootOf } from "../inside.ts";
import type { Reply, Seat, Values, Verb } from "../verb.ts";
import { elapsed, here, processesHere } from "./here.ts";
import { fail, say } from "./say.ts";
import { shortened } from "./top.ts";

/** What a column of ps prints: procps, src/ps/output.c. */
interface PsColumn {
  readonly head: string;
  readonly width: number;
  readonly left?: boolean;
  cell(row: ProcessRow, machine: MachineRow, seen: Observation): string;
  /** What it is sorted by, when that is not its text. */
  order?(row: ProcessRow, seen: Observation): number;
}

/** ps shows the average over the life of a process, top the last seconds. */
const lifetimeCpu = (row: ProcessRow, seen: Observation): number => {
  const alive = elapsed(row, seen);
  return alive > 0 ? (100 * row.cpu_time_s) / alive : 0;
};

const number = (head: string, width: number, read: (row: ProcessRow) => number): PsColumn => ({ head, width, cell: (row) => `${read(row)}`, order: read });

const command: PsColumn = { head: "COMMAND", width: 27, left: true, cell: (row) => row.command };
const stat: PsColumn = { head: "STAT", width: 4, left: true, cell: (row) => `${row.state}${row.nice < 0 ? "<" : row.nice > 0 ? "N" : ""}${leadsSession(row) ? "s" : ""}${row.threads > 1 ? "l" : ""}${row.name === "agetty" ? "+" : ""}` };

/** What init or an engine starts begins a session of its own; what such a program forks stays in it. Kernel threads are in none. */
const leadsSession = (row: ProcessRow): boolean => row.virt > 0 && (row.terminal !== "" || (row.container === "" ? row.ppid <= 1 : row.ppid === 0 || row.pid_inside === 1));
const cputime: PsColumn = { head: "TIME", width: 8, cell: (row) => hms(row.cpu_time_s), order: (row) => row.cpu_time_s };
const user: PsColumn = { head: "USER", width: 8, left: true, cell: (row) => shortened(row.user, 8) };
const percentCpu: PsColumn = { head: "%CPU", width: 4, cell: (row, _machine, seen) => tight(lifetimeCpu(row, seen)), order: lifetimeCpu };
const percentMem: PsColumn = { head: "%MEM", width: 4, cell: (row, machine) => tight(Math.floor((1000 * row.rss) / machine.mem_total) / 10), order: (row) => row.rss };
const tty: PsColumn = { head: "TTY", width: 8, left: true, cell: (row) => terminalOf(row) || "?" };

/** `pts/0` is that of the login shell. */
const terminalOf = (row: ProcessRow): string => row.terminal || (row.name === "bash" ? "pts/0" : row.name === "agetty" ? "tty1" : "");
const start: PsColumn = { head: "START", width: 5, cell: (row, _machine, seen) => began(row, seen), order: (row) => row.started_s };
const rss = number("RSS", 5, (row) => kib(row.rss));

const tight = (value: number): string => (value >= 99.95 ? fixed(value, 0) : fixed(value, 1));

const COLUMNS: Readonly<Record<string, PsColumn>> = {
  pid: number("PID", 7, (row) => row.pid),
  ppid: number("PPID", 7, (row) => row.ppid),
  ni: number("NI", 3, (row) => row.nice),
  pri: number("PRI", 3, (row) => 19 - row.nice),
  rss,
  vsz: number("VSZ", 6, (row) => kib(row.virt)),
  nlwp: number("NLWP", 4, (row) => row.threads),
  oom: number("OOM", 4, (row) => row.oom_score),
  oomadj: number("OOMADJ", 5, (row) => row.oom_score_adj),
  "%cpu": percentCpu,
  "%mem": percentMem,
  c: { ...percentCpu, head: "C", width: 2, cell: (row, _machine, seen) => `${Math.min(99, Math.floor(lifetimeCpu(row, seen)))}` },
  user,
  stat,
  s: { head: "S", width: 1, left: true, cell: (row) => row.state },
  time: cputime,
  bsdtime: { ...cputime, width: 6, cell: (row) => `${Math.floor(row.cpu_time_s / 60)}:${`${Math.floor(row.cpu_time_s) % 60}`.padStart(2, "0")}` },
  etime: { head: "ELAPSED", width: 11, cell: (row, _machine, seen) => age(elapsed(row, seen)), order: (row) => -row.started_s },
  etimes: { head: "ELAPSED", width: 7, cell: (row, _machine, seen) => `${Math.floor(elapsed(row, seen))}`, order: (row) => -row.started_s },
  start,
  tty,
  comm: { head: "COMMAND", width: 15, left: true, cell: (row) => row.name },
  args: command,
  cgroup: { head: "CGROUP", width: 27, left: true, cell: (row) => `0::${row.group}` },
  // Every process here is scheduled as SCHED_OTHER: chrt is not modelled.
  cls: { head: "CLS", width: 3, cell: () => "TS" },
  rtprio: { head: "RTPRIO", width: 6, cell: () => "-" },
};

const ALIASES: Readonly<Record<string, string>> = {
  nice: "ni", rssize: "rss", rsz: "rss", vsize: "vsz", thcount: "nlwp", pcpu: "%cpu", pmem: "%mem", euser: "user", uname: "user", ruser: "user", state: "s", cputime: "time",
  stime: "start", start_time: "start", bsdstart: "start", tt: "tty", tname: "tty", ucmd: "comm", ucomm: "comm", command: "args", cmd: "args", class: "cls",
};
const HEAD_OF_ALIAS: Readonly<Record<string, string>> = { cmd: "CMD", ucmd: "CMD", stime: "STIME", start_time: "START", thcount: "THCNT", tt: "TT" };

/** A column by its name, or `name=HEAD`. */
function column(spec: string): PsColumn | undefined {
  const [name = "", head] = spec.includes("=") ? [spec.slice(0, spec.indexOf("=")), spec.slice(spec.indexOf("=") + 1)] : [spec, undefined];
  const found = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : COLUMNS[Object.hasOwn(ALIASES, name) ? ALIASES[name]! : "?"];
  return found === undefined ? undefined : { ...found, head: head ?? HEAD_OF_ALIAS[name] ?? found.head };
}

/** Columns that ps has and the world has no reading for: ps(1), "STANDARD FORMAT SPECIFIERS". */
const REAL_COLUMNS: ReadonlySet<string> = new Set(["psr", "lwp", "tid", "spid", "wchan", "sid", "sess", "pgid", "pgrp", "tpgid", "uid", "euid", "gid", "group", "f", "flags", "policy", "sz", "size", "maj_flt", "min_flt", "lstart", "label", "pidns", "netns", "mntns", "utsns", "ipcns", "userns", "cgroupns", "unit", "slice", "machine", "pending", "blocked", "ignored", "caught", "wname"]);

export const psColumnNames: readonly string[] = [...Object.keys(COLUMNS), ...Object.keys(ALIASES)];

const SHORT = ["pid", "tty", "time", "ucmd"];
const FULL = ["user=UID", "pid", "ppid", "c", "stime", "tty", "time", "cmd"];
const BSD_USER = ["user", "pid", "%cpu", "%mem", "vsz", "rss", "tty", "stat", "start", "bsdtime", "args"];
const BSD_PLAIN = ["pid", "tty", "stat", "bsdtime", "args"];

export const ps: Verb = {
  path: "ps",
  about: "the processes of this machine",
  flags: [
    { name: "-e", short: "-A", about: "all processes" },
    { name: "-f", about: "full lines: user, parent, start, command line" },
    { name: "-o", about: "these columns, for example pid,ni,rss,comm", value: "column" },
    { name: "-p", about: "only these pids", value: "pid" },
    { name: "-C", about: "only processes of this name", value: "process" },
    { name: "-u", about: "only processes of this user", value: "user" },
    { name: "--ppid", about: "only children of this pid", value: "pid" },
    { name: "--sort", about: "sort by columns; - turns the order: --sort=-rss", value: "column" },
    { name: "--no-headers", about: "without the heading" },
  ],
  args: [{ name: "letters", about: "BSD style: aux, ax, or axo with columns", optional: true, many: true }],
  unmodelled: ["-a", "-d", "-F", "-l", "-j", "-L", "-T", "-H", "-M", "-y", "-Z", "-t", "-q", "-g", "-G", "-s", "-U", "-w", "-c", "-V", "--forest", "--pid", "--user", "--format", "--deselect", "--headers", "--cols", "--tty"],
  example: "ps -e -o pid,ni,rss,comm --sort=-rss",
  note: "%CPU is the average over the life of a process, as in the real program; top shows the last second. ps itself is not listed",
  run({ flags, args }, seen, seat) {
    if (flags.o === undefined && /alpine|busybox/i.test(rootOf(seat, seen)?.distribution ?? "")) return busybox(seen, seat);
    const [letters, rest] = /^[a-z]+$/.test(args[0] ?? "") ? [args[0]!, args.slice(1)] : ["", [...args]];
    const unknown = [...letters].find((letter) => !"aefgouxw".includes(letter));
    if (unknown !== undefined) return fail(`error: unsupported option (BSD syntax)`, `of the BSD letters a, u, x, o are modelled here: ps aux`);
    const format = flags.o ?? (letters.includes("o") ? rest.shift() : undefined);
    if (letters.includes("o") && format === undefined) return fail("error: format specification must follow o");
    const pids = rest.flatMap((word) => word.split(","));
    if (pids.some((pid) => !/^\d+$/.test(pid))) return fail("error: garbage option", "ps takes flags (ps -ef), BSD letters (ps aux) or pids");
    return table(selected({ flags, letters, pids }, seen, seat), chosenColumns(flags, letters, format, pids.length > 0), flags, seen, seat);
  },
};

/** The ps of BusyBox knows one list, of all there is: busybox, procps/ps.c. */
function busybox(seen: Observation, seat: Seat): Reply {
  const time = COLUMNS.bsdtime!;
  const lines = processesHere(seen, seat).map((row) => `${`${row.pid}`.padStart(5)} ${row.user.slice(0, 8).padEnd(8)} ${time.cell(row, here(seen, seat), seen).padStart(5)} ${row.command}`);
  return say(["PID   USER     TIME  COMMAND", ...lines]);
}

/** `bare`: pids alone, as in `ps 820`, are BSD style too. */
function chosenColumns(flags: Values["flags"], letters: string, format: string | true | undefined, bare: boolean): readonly string[] {
  if (typeof format === "string") return format.split(/[, ]+/).filter((name) => name !== "");
  if (letters.includes("u")) return BSD_USER;
  if (flags.f !== undefined) return FULL;
  return letters === "" && !bare ? SHORT : BSD_PLAIN;
}

interface Selection {
  readonly flags: Values["flags"];
  readonly letters: string;
  readonly pids: readonly string[];
}

function selected({ flags, letters, pids }: Selection, seen: Observation, seat: Seat): ProcessRow[] {
  const wanted = (value: string | true | undefined, of: (row: ProcessRow) => string) => (typeof value === "string" ? (row: ProcessRow) => value.split(/[, ]+/).includes(of(row)) : undefined);
  const tests = [
    wanted(flags.p, (row) => `${row.pid}`),
    wanted(flags.C, (row) => row.name),
    wanted(flags.u, (row) => row.user),
    wanted(flags.ppid, (row) => `${row.ppid}`),
    pids.length === 0 ? undefined : (row: ProcessRow) => pids.includes(`${row.pid}`),
  ].filter((test) => test !== undefined);
  const all = processesHere(seen, seat);
  if (flags.e !== undefined || /[ax]/.test(letters)) return all;
  return tests.length > 0 ? all.filter((row) => tests.some((test) => test(row))) : all.filter((row) => terminalOf(row) === (seat.detached === true ? "" : (seat.terminal ?? "pts/0")) && row.user === seat.user);
}

function table(rows: readonly ProcessRow[], names: readonly string[], flags: Values["flags"], seen: Observation, seat: Seat): Reply {
  const unknown = [...names, ...sortKeys(flags).map(([name]) => name)].find((name) => column(name) === undefined);
  if (unknown !== undefined && REAL_COLUMNS.has(unknown)) return fail(`ps: real column, not simulated here: ${unknown}`, `columns here: ${Object.keys(COLUMNS).join(" ")}`);
  if (unknown !== undefined) {
    const near = nearest(unknown, psColumnNames);
    return fail(`error: unknown user-defined format specifier "${unknown}"`, near === undefined ? `columns here: ${Object.keys(COLUMNS).join(" ")}` : `did you mean ${near}?`);
  }
  const shown = names.map((name) => column(name)!);
  const machine = here(seen, seat);
  const lines = sorted(rows, flags, machine, seen).map((row) => draw(shown, (one) => one.cell(row, machine, seen)));
  const headed = flags["no-headers"] === undefined && shown.some((one) => one.head !== "");
  const all = headed ? [draw(shown, (one) => one.head), ...lines] : lines;
  return say(all, rows.length === 0 ? 1 : 0);
}

function sortKeys(flags: Values["flags"]): (readonly [string, boolean])[] {
  const keys = typeof flags.sort === "string" ? flags.sort.split(",").filter((key) => key !== "") : [];
  return keys.map((key) => [key.replace(/^[+-]/, ""), key.startsWith("-")]);
}

function sorted(rows: readonly ProcessRow[], flags: Values["flags"], machine: MachineRow, seen: Observation): ProcessRow[] {
  const keys = sortKeys(flags).map(([name, down]) => [column(name)!, down] as const);
  return [...rows].sort((a, b) => {
    for (const [by, down] of keys) {
      const [x, y] = by.order === undefined ? [by.cell(a, machine, seen), by.cell(b, machine, seen)] : [by.order(a, seen), by.order(b, seen)];
      if (x !== y) return x < y === down ? 1 : -1;
    }
    return a.pid - b.pid;
  });
}

/** Columns stand one blank apart; a cell too wide pushes the rest along, and the last one is not padded. */
function draw(shown: readonly PsColumn[], text: (one: PsColumn) => string): string {
  let late = 0;
  return shown
    .map((one, place) => {
      const width = Math.max(one.width, one.head.length);
      const cell = text(one);
      if (place === shown.length - 1 && one.left === true) return cell;
      const fitting = one.left === true ? cell.padEnd(Math.max(0, width - late)) : cell.padStart(Math.max(0, width - late));
      late = Math.max(0, fitting.length + late - width);
      return fitting;
    })
    .join(" ");
}

/** `09:01`, or `Mar02` when it began on another day. */
function began(row: ProcessRow, seen: Observation): string {
  const now = wallClock(epochSeconds(seen.now));
  const then = wallClock(epochSeconds(seen.now) - Math.floor(elapsed(row, seen)));
  return then.day === now.day && then.month === now.month ? then.time.slice(0, 5) : `${then.month}${`${then.day}`.padStart(2, "0")}`;
}

/** ELAPSED: `01:40`, `1:02:03`, `2-01:00:00`. */
function age(total: number): string {
  const text = hms(total % 86_400);
  const days = Math.floor(total / 86_400);
  return days > 0 ? `${days}-${text}` : text.replace(/^00:/, "");
}
