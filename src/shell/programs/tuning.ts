import { line } from "../../display/line.ts";
import type { Observation, ProcessRow } from "../../world/observation.ts";
import type { Reply, Seat, Verb } from "../verb.ts";
import { here, processesHere } from "./here.ts";
import { fail, said, say } from "./say.ts";

const process = (pid: string, seen: Observation, seat: Seat): ProcessRow | undefined => processesHere(seen, seat).find((row) => `${row.pid}` === pid);

export const renice: Verb = {
  path: "renice",
  about: "change who gets CPU first: 19 is nicest, -20 least nice",
  flags: [
    { name: "--priority", short: "-n", about: "the new nice value, -20 (most CPU) to 19 (least)", value: "number" },
    { name: "--pid", short: "-p", about: "what follows are process ids, as without it" },
  ],
  args: [{ name: "pid", about: "which processes", completes: "pid", many: true, optional: true }],
  unmodelled: ["-g", "-u", "--pgrp", "--user", "--relative"],
  example: "renice -n 19 -p $(pgrep batch)",
  // The oldest form puts the value first, without -n: renice 19 1234, renice -5 -p 1234.
  rewrite: (words) => (/^[+-]?\d+$/.test(words[0] ?? "") ? [`--priority=${words[0]}`, ...words.slice(1)] : words),
  run({ flags, args }, seen, seat) {
    const hint = "Try 'renice --help' for more information.";
    if (flags.priority === undefined || args.length === 0) return fail("renice: not enough arguments", hint);
    if (typeof flags.priority === "string" && !/^[+-]?\d+$/.test(flags.priority)) return fail(`renice: invalid priority '${flags.priority}'`, hint);
    const nice = Math.max(-20, Math.min(19, Number(flags.priority)));
    const rows = args.map((pid) => process(pid, seen, seat));
    const errors = args.filter((_, place) => rows[place] === undefined).map(missing);
    const found = rows.filter((row) => row !== undefined);
    if (found.length === 0) return said([], errors);
    const then = found.map((row) => line(`${row.pid} (process ID) old priority ${row.nice}, new priority ${nice}`));
    return { kind: "act", command: { type: "renice", machine: seat.machine, pids: found.map((row) => row.pid), nice }, then, errors, status: errors.length > 0 ? 1 : 0 };
  },
};

const missing = (pid: string): string => (/^\d+$/.test(pid) ? `renice: failed to get priority for ${pid} (process ID): No such process` : `renice: bad process ID value: ${pid}`);

export const choom: Verb = {
  path: "choom",
  about: "show or set how soon the OOM killer takes a process",
  flags: [
    { name: "--adjust", short: "-n", about: "the adjustment, -1000 (never) to 1000 (first)", value: "number" },
    { name: "--pid", short: "-p", about: "which process", value: "pid" },
  ],
  args: [{ name: "command", about: "starting one is not modelled", optional: true, many: true }],
  example: "choom -n -900 -p $(pgrep shop-db)",
  note: "one process at a time, as in life; for several: pgrep report | xargs -n 1 choom -n 500 -p",
  run({ flags, args }, seen, seat) {
    const hint = "Try 'choom --help' for more information.";
    if (flags.pid === undefined) return fail(args.length > 0 ? "choom: starting a command is not modelled here; -p PID changes one that runs" : "choom: no PID or COMMAND specified", hint);
    if (args[0] !== undefined) return fail(`choom: invalid argument: ${args[0]}`, `choom takes one PID; for several: echo PID… | xargs -n 1 choom -n ${String(flags.adjust ?? "VALUE")} -p`);
    const row = process(String(flags.pid), seen, seat);
    if (!/^\d+$/.test(String(flags.pid))) return fail(`choom: invalid PID argument: '${String(flags.pid)}'`, hint);
    if (row === undefined) return fail(`choom: failed to read OOM score adjust value: No such file or directory`, `no process has the id ${String(flags.pid)}`);
    if (flags.adjust === undefined) return say([`pid ${row.pid}'s current OOM score: ${row.oom_score}`, `pid ${row.pid}'s current OOM score adjust value: ${row.oom_score_adj}`]);
    if (!/^[+-]?\d+$/.test(String(flags.adjust))) return fail(`choom: invalid adjust argument: '${String(flags.adjust)}'`, hint);
    const value = Number(flags.adjust);
    const then = [line(`pid ${row.pid}'s OOM score adjust value changed from ${row.oom_score_adj} to ${value}`)];
    return { kind: "act", command: { type: "setOomScoreAdj", machine: seat.machine, pids: [row.pid], value }, then };
  },
};

export const taskset: Verb = {
  path: "taskset",
  about: "show or set the CPUs that a process may run on",
  flags: [
    { name: "--pid", short: "-p", about: "of a process that runs" },
    { name: "--cpu-list", short: "-c", about: "CPUs as a list (0,2-3) and not as a mask (d)" },
    { name: "--all-tasks", short: "-a", about: "all threads, as is always the case here" },
  ],
  args: [{ name: "cpus", about: "mask or list; none to show it", optional: true }, { name: "pid", about: "which process", completes: "pid", optional: true }],
  example: "taskset -cp 0,1 1234",
  run({ flags, args }, seen, seat) {
    const hint = "Try 'taskset --help' for more information.";
    if (flags.pid === undefined) return fail(args.length === 0 ? "taskset: bad usage" : "taskset: starting a command is not modelled here; -p PID changes one that runs", hint);
    const pid = args.at(-1);
    const row = pid === undefined ? undefined : process(pid, seen, seat);
    if (pid === undefined || !/^\d+$/.test(pid)) return fail(pid === undefined ? "taskset: bad usage" : `taskset: invalid PID argument: '${pid}'`, hint);
    if (row === undefined) return fail(`taskset: failed to get pid ${pid}'s affinity: No such process`);
    const list = flags["cpu-list"] !== undefined;
    const now = affinity(row, seen, seat);
    const told = `pid ${pid}'s current affinity ${shown(now, list)}`;
    if (args.length === 1) return say([told]);
    const cpus = list ? readList(args[0]!) : readMask(args[0]!);
    if (cpus === undefined) return fail(`taskset: failed to parse CPU ${list ? "list" : "mask"}: ${args[0]}`);
    return set(row, cpus, told, list, seen, seat);
  },
};

function set(row: ProcessRow, cpus: readonly number[], told: string, list: boolean, seen: Observation, seat: Seat): Reply {
  const real = cpus.filter((cpu) => cpu < here(seen, seat).cpus);
  const then = [told, `pid ${row.pid}'s new affinity ${shown(real, list)}`].map((text) => line(text));
  return { kind: "act", command: { type: "setAffinity", machine: seat.machine, pids: [row.pid], cpus: real }, then };
}

function affinity(row: ProcessRow, seen: Observation, seat: Seat): readonly number[] {
  const thread = seen.tables.threads.find((one) => one.machine === row.machine && one.pid === row.pid);
  return readList(thread?.affinity ?? "") ?? Array.from({ length: here(seen, seat).cpus }, (_, cpu) => cpu);
}

const shown = (cpus: readonly number[], list: boolean): string => (list ? `list: ${listText(cpus)}` : `mask: ${cpus.reduce((mask, cpu) => mask + 2n ** BigInt(cpu), 0n).toString(16)}`);

/** `0-3,6` → 0 1 2 3 6. */
function readList(text: string): readonly number[] | undefined {
  const cpus = new Set<number>();
  for (const part of text.split(",")) {
    const [, from, to = from] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    if (from === undefined) return undefined;
    for (let cpu = Number(from); cpu <= Number(to); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

function readMask(text: string): readonly number[] | undefined {
  if (!/^(0x)?[0-9a-fA-F]{1,64}$/.test(text)) return undefined;
  const mask = BigInt(text.startsWith("0x") ? text : `0x${text}`);
  return Array.from({ length: 256 }, (_, cpu) => cpu).filter((cpu) => (mask >> BigInt(cpu)) % 2n === 1n);
}

/** 0 1 2 3 6 → `0-3,6`; util-linux writes two neighbours as `0,1`. */
export function listText(cpus: readonly number[]): string {
  const runs: number[][] = [];
  for (const cpu of cpus) {
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === cpu - 1) last.push(cpu);
    else runs.push([cpu]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(","))).join(",");
}
