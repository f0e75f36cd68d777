import type { Signal } from "../../world/command.ts";
import type { Observation } from "../../world/observation.ts";
import type { Flag, Reply, Seat, Values, Verb } from "../verb.ts";
import { processesHere } from "./here.ts";
import { MATCHING, NOT_MATCHING, matching } from "./pgrep.ts";
import { fail, said, say } from "./say.ts";

/** signal(7): the first 31, as bash lists them. */
const NAMES = "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(" ");
const MODELLED: readonly string[] = ["TERM", "KILL", "STOP", "CONT", "INT", "HUP"] satisfies Signal[];

const SIGNAL: Flag = { name: "--signal", short: "-s", about: `TERM (if none is given), ${MODELLED.slice(1).join(", ")}, or a number; -9 and -KILL are short for it`, value: "signal" };

/** `-9`, `-KILL`, `-SIGKILL` become `--signal=…`, unless they are flags of the program. */
function signalFirst(own: readonly string[]): (words: readonly string[]) => readonly string[] {
  return (words) => words.map((word) => (/^-(\d+|(SIG)?[A-Z][A-Z0-9+-]+)$/.test(word) && !own.includes(word) ? `--signal=${word.slice(1)}` : word));
}

function readSignal(text: string, program: string): Signal | Reply {
  const name = /^\d+$/.test(text) ? (NAMES[Number(text) - 1] ?? text) : text.toUpperCase().replace(/^SIG/, "");
  if (MODELLED.includes(name)) return name as Signal;
  if (NAMES.includes(name)) return fail(`${program}: SIG${name} is a real signal, not simulated here`, `simulated here: ${MODELLED.join(" ")}`);
  return fail(program === "kill" ? `bash: kill: ${text}: invalid signal specification` : `${program}: invalid signal name or number: ${text}`, "kill -l lists the signals");
}

const chosen = (flags: Values["flags"], program: string): Signal | Reply => readSignal(String(flags.signal ?? "TERM").split(",").at(-1)!, program);

export const kill: Verb = {
  path: "kill",
  about: "send a signal: to end, stop or continue processes",
  flags: [SIGNAL, { name: "-l", about: "list the signals, or name one" }],
  args: [{ name: "pid", about: "which processes", completes: "pid", optional: true, many: true }],
  unmodelled: ["-n", "-L"],
  example: "kill -9 1234",
  rewrite: signalFirst([]),
  run(values, seen, seat) {
    const { flags, args } = values;
    if (flags.l !== undefined) return args.length === 0 ? say(signalTable()) : named(args);
    if (args.length === 0) return fail("kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]", undefined, 2);
    // Signal 0 is sent to nobody: it only asks whether the process is there.
    const signal = flags.signal === "0" ? "0" : chosen(flags, "kill");
    if (typeof signal !== "string") return signal;
    const errors = args.flatMap((arg) => objection(arg, seen, seat));
    if (signal === "0") return said([], errors);
    const pids = args.filter((arg) => objection(arg, seen, seat).length === 0).map(Number);
    return send(pids, signal, errors, seat);
  },
};

function objection(arg: string, seen: Observation, seat: Seat): string[] {
  if (!/^\d+$/.test(arg)) return [arg.startsWith("%") ? `bash: kill: ${arg}: no such job` : `bash: kill: ${arg}: arguments must be process or job IDs`];
  return processesHere(seen, seat).some((row) => row.pid === Number(arg)) ? [] : [`bash: kill: (${arg}) - No such process`];
}

function send(pids: readonly number[], signal: Signal, errors: readonly string[], seat: Seat): Reply {
  if (pids.length === 0) return { kind: "say", lines: [], errors, status: 1 };
  return { kind: "act", command: { type: "signal", machine: seat.machine, pids: [...new Set(pids)], signal }, then: [], errors, status: errors.length > 0 ? 1 : 0 };
}

function signalTable(): string[] {
  const cells = NAMES.map((name, place) => `${`${place + 1}`.padStart(2)}) SIG${name}`);
  return Array.from({ length: Math.ceil(cells.length / 5) }, (_, row) => cells.slice(row * 5, row * 5 + 5).map((cell) => cell.padEnd(16)).join("").trimEnd());
}

function named(args: readonly string[]): Reply {
  return say(
    args.map((arg) => {
      const number = Number(arg) > 128 ? Number(arg) - 128 : Number(arg);
      return /^\d+$/.test(arg) ? (NAMES[number - 1] ?? arg) : `${NAMES.indexOf(arg.toUpperCase().replace(/^SIG/, "")) + 1}`;
    }),
  );
}

export const pkill: Verb = {
  path: "pkill",
  about: "send a signal to processes by name",
  flags: [SIGNAL, ...MATCHING, { name: "--echo", short: "-e", about: "say what is signalled" }, { name: "--count", short: "-c", about: "say how many" }].map((flag) => (flag === SIGNAL ? { name: "--signal", about: SIGNAL.about, value: "signal" } : flag)),
  args: [{ name: "pattern", about: "part of a name, or a regular expression", completes: "process", optional: true, many: true }],
  unmodelled: [...NOT_MATCHING, "-H", "-q"],
  example: "pkill -STOP batch",
  rewrite: signalFirst(["-P"]),
  run(values, seen, seat) {
    const signal = chosen(values.flags, "pkill");
    if (typeof signal !== "string") return signal;
    const found = matching("pkill", values, seen, seat);
    if ("kind" in found) return found;
    const reply = found.length === 0 ? say([], 1) : send(found.map((row) => row.pid), signal, [], seat);
    const told = [...(values.flags.echo === undefined ? [] : found.map((row) => `${row.name} killed (pid ${row.pid})`)), ...(values.flags.count === undefined ? [] : [`${found.length}`])];
    const lines = say(told);
    return reply.kind === "act" && lines.kind === "say" ? { ...reply, then: lines.lines } : reply;
  },
};

export const killall: Verb = {
  path: "killall",
  about: "send a signal to all processes of exactly this name",
  flags: [SIGNAL, { name: "--verbose", short: "-v", about: "say what is signalled" }, { name: "--quiet", short: "-q", about: "do not complain when there is none" }],
  args: [{ name: "name", about: "whole name of a program", completes: "process", many: true }],
  unmodelled: ["-e", "-I", "-g", "-y", "-o", "-i", "-l", "-r", "-u", "-w", "-n"],
  example: "killall -STOP batch",
  rewrite: signalFirst(["-I"]),
  run({ args, flags }, seen, seat) {
    const signal = chosen(flags, "killall");
    if (typeof signal !== "string") return signal;
    const rows = processesHere(seen, seat);
    const missing = args.filter((name) => !rows.some((row) => row.name === name)).map((name) => `${name}: no process found`);
    const found = rows.filter((row) => args.includes(row.name));
    const reply = send(found.map((row) => row.pid), signal, flags.quiet === undefined ? missing : [], seat);
    const told = say(flags.verbose === undefined ? [] : found.map((row) => `Killed ${row.name}(${row.pid}) with signal ${NAMES.indexOf(signal) + 1}`));
    return reply.kind === "act" && told.kind === "say" ? { ...reply, then: told.lines } : reply;
  },
};
