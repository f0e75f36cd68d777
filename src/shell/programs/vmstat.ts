import { epochSeconds, wallClock } from "../../display/format-time.ts";
import { line } from "../../display/line.ts";
import { seconds } from "../../kernel/time.ts";
import type { Observation } from "../../world/observation.ts";
import type { Seat, Values, Verb } from "../verb.ts";
import { cpuTime, disksHere, here } from "./here.ts";
import { fail } from "./say.ts";

const UNITS: Readonly<Record<string, number>> = { k: 1000, K: 1024, m: 1e6, M: 2 ** 20 };
/** A screen of 24 lines repeats the heading. */
const PAGE = 21;

export const vmstat: Verb = {
  path: "vmstat",
  about: "waiting, memory, swap, disk and CPU, one line a second",
  flags: [
    { name: "-n", about: "the heading once only" },
    { name: "-w", about: "wide columns" },
    { name: "-t", about: "the time at the end of each line" },
    { name: "-S", about: "memory in k (1000), K (1024), m or M", value: "unit" },
    { name: "-y", about: "accepted: there is no report since boot to leave out" },
  ],
  args: [
    { name: "delay", about: "seconds between lines", optional: true },
    { name: "count", about: "how many lines", optional: true },
  ],
  unmodelled: ["-a", "-f", "-m", "-s", "-d", "-D", "-p", "--active", "--forks", "--slabs", "--stats", "--disk", "--disk-sum", "--partition", "--unit", "--wide", "--timestamp", "--one-header", "--no-first"],
  example: "vmstat 1 5",
  note: "every line tells of the last second; the first line of the real program tells the average since boot",
  run({ flags, args, round }, seen, seat) {
    const [delay, count] = [args[0] ?? "1", args[1] ?? (args[0] === undefined ? "1" : "Infinity")];
    if (!(Number(delay) >= 1)) return fail("vmstat: delay must be positive integer");
    if (!(Number(count) >= 1)) return fail(`vmstat: failed to parse argument: '${count}'`);
    const letter = String(flags.S ?? "K");
    const unit = Object.hasOwn(UNITS, letter) ? UNITS[letter] : undefined;
    if (unit === undefined) return fail("vmstat: -S requires k, K, m or M (default is KiB)");
    const headed = flags.n === undefined ? round % PAGE === 0 : round === 0;
    const lines = [...(headed ? heading(flags) : []), row(flags, unit, seen, seat)].map((text) => line(text));
    return { kind: "follow", every: seconds(Number(delay)), times: Math.floor(Number(count)), clear: false, lines };
  },
};

const NAMES = ["r", "b", "swpd", "free", "buff", "cache", "si", "so", "bi", "bo", "in", "cs", "us", "sy", "id", "wa", "st", "gu"];
const NARROW = [2, 2, 6, 6, 6, 6, 4, 4, 5, 5, 4, 4, 2, 2, 2, 2, 2, 2];
const WIDE = [4, 4, 12, 12, 12, 12, 4, 4, 5, 5, 4, 4, 3, 3, 3, 3, 3, 3];
const NARROW_TITLE = "procs -----------memory---------- ---swap-- -----io---- -system-- -------cpu-------";
const WIDE_TITLE = "--procs-- -----------------------memory---------------------- ---swap-- -----io---- -system-- ----------cpu----------";

const aligned = (cells: readonly string[], flags: Values["flags"]): string => cells.map((cell, place) => cell.padStart((flags.w === undefined ? NARROW : WIDE)[place]!)).join(" ");

function heading(flags: Values["flags"]): string[] {
  const stamped = flags.t === undefined ? ["", ""] : [" -----timestamp-----", "                 UTC"];
  return [(flags.w === undefined ? NARROW_TITLE : WIDE_TITLE) + stamped[0], aligned(NAMES, flags) + stamped[1]];
}

function row(flags: Values["flags"], unit: number, seen: Observation, seat: Seat): string {
  const machine = here(seen, seat);
  const cpu = cpuTime(seen, seat);
  const disks = disksHere(seen, seat);
  const size = (bytes: number): number => Math.floor(bytes / unit);
  const perSecond = (megabytes: readonly number[]): number => Math.round((megabytes.reduce((total, value) => total + Math.max(0, value), 0) * 1e6) / 1024);
  // Each is rounded by itself, as in the real program: together they may come to 99 or 101.
  const shares = [cpu.user + cpu.nice - cpu.guest, cpu.system, cpu.idle, cpu.iowait, cpu.steal, cpu.guest].map((share) => share * 100);
  const cells = [
    machine.runnable, machine.blocked, size(machine.swap_used), size(machine.mem_free), 0, size(machine.mem_cache),
    Math.round(machine.swap_in / 1024), Math.round(machine.swap_out / 1024),
    perSecond(disks.map((disk) => disk.read_MBps)), perSecond(disks.map((disk) => disk.write_MBps)),
    Math.round(machine.interrupts), Math.round(machine.context_switches), ...shares,
  ];
  const clock = wallClock(epochSeconds(seen.now));
  const stamp = flags.t === undefined ? "" : ` ${clock.year}-${`${clock.monthNumber}`.padStart(2, "0")}-${`${clock.day}`.padStart(2, "0")} ${clock.time}`;
  return aligned(cells.map((cell) => `${Math.max(0, Math.round(cell))}`), flags) + stamp;
}
