import { dateText, epochSeconds, prettyUp, wallClock } from "../../display/format-time.ts";
import { seconds } from "../../kernel/time.ts";
import type { Verb } from "../verb.ts";
import { here } from "./here.ts";
import { fail, say } from "./say.ts";
import { loadLine } from "./top.ts";

export const uptime: Verb = {
  path: "uptime",
  about: "how long the machine is up, and how many want its CPUs",
  flags: [
    { name: "--pretty", short: "-p", about: "only how long, in words" },
    { name: "--since", short: "-s", about: "only since when" },
  ],
  args: [],
  run({ flags }, seen, seat) {
    const machine = here(seen, seat);
    if (flags.pretty !== undefined) return say([prettyUp(machine.uptime_s)]);
    if (flags.since === undefined) return say([` ${loadLine(machine, seen)}`]);
    const { year, monthNumber, day, time } = wallClock(epochSeconds(seen.now) - Math.floor(machine.uptime_s));
    return say([`${year}-${two(monthNumber)}-${two(day)} ${time}`]);
  },
};

const two = (n: number): string => `${n}`.padStart(2, "0");

export const date: Verb = {
  path: "date",
  about: "the simulated wall clock",
  flags: [{ name: "--utc", short: "-u", about: "the same: the clock here is UTC" }],
  args: [{ name: "format", about: "for example +%s or +%H:%M:%S", optional: true }],
  unmodelled: ["-d", "-s", "-R", "-I", "--date", "--set", "--iso-8601", "--rfc-3339"],
  example: "date +%T",
  run({ args }, seen) {
    const epoch = epochSeconds(seen.now);
    const format = args[0];
    if (format === undefined) return say([dateText(epoch)]);
    if (!format.startsWith("+")) return fail(`date: invalid date '${format}'`, "the simulated clock cannot be set; r goes back to the start of the step");
    return say([format.slice(1).replaceAll(/%([a-zA-Z%])/g, (whole, letter: string) => stamp(letter, epoch) ?? whole)]);
  },
};

function stamp(letter: string, epoch: number): string | undefined {
  const { year, month, monthNumber, day, weekday, time } = wallClock(epoch);
  const [hour, minute, second] = time.split(":");
  const known: Readonly<Record<string, string>> = {
    s: `${epoch}`, Y: `${year}`, m: two(monthNumber), d: two(day), H: hour!, M: minute!, S: second!, T: time, R: `${hour}:${minute}`,
    F: `${year}-${two(monthNumber)}-${two(day)}`, D: `${two(monthNumber)}/${two(day)}/${two(year % 100)}`, a: weekday, b: month, Z: "UTC", "%": "%",
  };
  return Object.hasOwn(known, letter) ? known[letter] : undefined;
}

export const sleep: Verb = {
  path: "sleep",
  about: "let simulated time pass",
  flags: [],
  args: [{ name: "number", about: "seconds, or with a unit: 0.5, 10s, 2m, 1h", many: true }],
  example: "sleep 10",
  run({ args }) {
    const times = args.map(readSeconds);
    const wrong = times.findIndex((time) => time === undefined);
    if (wrong >= 0) return fail(`sleep: invalid time interval '${args[wrong]}'`, "Try 'sleep --help' for more information.");
    const total = times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
    if (total > DAY) return fail("sleep: more than a day at once is not modelled here");
    return total === 0 ? say([]) : { kind: "follow", every: seconds(total), times: 2, lines: [], clear: false };
  },
};

const DAY = 86_400;
const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: DAY };

function readSeconds(text: string): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?|\.\d+)([smhd]?)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * UNITS[unit!]!;
}
