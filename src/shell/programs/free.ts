import { freeSize } from "../../display/format-size.ts";
import { seconds } from "../../kernel/time.ts";
import { line } from "../../display/line.ts";
import type { MachineRow } from "../../world/observation.ts";
import type { Values, Verb } from "../verb.ts";
import { here } from "./here.ts";
import { fail, say } from "./say.ts";

const UNITS: Readonly<Record<string, number>> = { bytes: 1, kibi: 2 ** 10, mebi: 2 ** 20, gibi: 2 ** 30, tebi: 2 ** 40, kilo: 1e3, mega: 1e6, giga: 1e9 };

export const free: Verb = {
  path: "free",
  about: "how much memory is used, free and available",
  flags: [
    { name: "--human", short: "-h", about: "sizes with units" },
    { name: "--bytes", short: "-b", about: "in bytes" },
    { name: "--kibi", short: "-k", about: "in KiB, as without a flag" },
    { name: "--mebi", short: "-m", about: "in MiB" },
    { name: "--gibi", short: "-g", about: "in GiB" },
    { name: "--tebi", about: "in TiB" },
    { name: "--kilo", about: "in kB" },
    { name: "--mega", about: "in MB" },
    { name: "--giga", about: "in GB" },
    { name: "--wide", short: "-w", about: "buffers and cache apart" },
    { name: "--total", short: "-t", about: "a line with memory and swap together" },
    { name: "--seconds", short: "-s", about: "again every so many seconds", value: "seconds" },
    { name: "--count", short: "-c", about: "how many times", value: "count" },
  ],
  args: [],
  unmodelled: ["--si", "--lohi", "-l", "--committed", "-v", "--line", "-L", "--tera", "--peta", "--pebi"],
  example: "free -h",
  note: "shared memory is not modelled and stays 0",
  run({ flags }, seen, seat) {
    const every = Number(flags.seconds ?? 1);
    const times = flags.count === undefined ? (flags.seconds === undefined ? 1 : Infinity) : Number(flags.count);
    if (!(every > 0)) return fail(`free: seconds argument '${String(flags.seconds)}' failed`);
    if (!(times >= 1)) return fail(`free: failed to parse count argument: '${String(flags.count)}'`);
    const lines = report(here(seen, seat), flags);
    return times === 1 ? say(lines) : { kind: "follow", every: seconds(every), times, clear: false, lines: [...lines, ""].map((text) => line(text)) };
  },
};

function report(machine: MachineRow, flags: Values["flags"]): string[] {
  const unit = Object.keys(UNITS).find((name) => flags[name] !== undefined) ?? "kibi";
  const size = (bytes: number): string => (flags.human === undefined ? `${Math.floor(bytes / UNITS[unit]!)}` : freeSize(bytes));
  const row = (name: string, cells: readonly string[]): string => name.padEnd(8) + cells.map((cell) => cell.padStart(12)).join("");
  const swapFree = machine.swap_total - machine.swap_used;
  const caches = flags.wide === undefined ? [machine.mem_cache] : [0, machine.mem_cache];
  const heads = ["total", "used", "free", "shared", ...(flags.wide === undefined ? ["buff/cache"] : ["buffers", "cache"]), "available"];
  const together = [machine.mem_total + machine.swap_total, machine.mem_used + machine.swap_used, machine.mem_free + swapFree];
  return [
    row("", heads),
    row("Mem:", [machine.mem_total, machine.mem_used, machine.mem_free, 0, ...caches, machine.mem_available].map(size)),
    row("Swap:", [machine.swap_total, machine.swap_used, swapFree].map(size)),
    ...(flags.total === undefined ? [] : [row("Total:", together.map(size))]),
  ];
}
