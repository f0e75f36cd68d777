import { line } from "../../display/line.ts";
import { dateText, epochSeconds } from "../../display/format-time.ts";
import { seconds } from "../../kernel/time.ts";
import type { Verb } from "../verb.ts";
import { here } from "./here.ts";
import { fail, say } from "./say.ts";

/** Programs that run another program, given as words. */

export const sudo: Verb = {
  path: "sudo",
  about: "run a command as root: you are root already",
  flags: [],
  args: [{ name: "command", about: "what to run", completes: "command", many: true }],
  unmodelled: ["-i", "-s", "-u", "-E", "-H", "-n", "-S", "-v", "-k", "-l"],
  stopsAtWord: true,
  run: ({ args }) => ({ kind: "run", commands: [args] }),
};

export const xargs: Verb = {
  path: "xargs",
  about: "run a command with words from the pipe",
  flags: [
    { name: "--max-args", short: "-n", about: "at most so many words each time", value: "count" },
    { name: "-I", about: "put each line where this sign stands", value: "sign" },
    { name: "--no-run-if-empty", short: "-r", about: "not when nothing comes" },
  ],
  args: [{ name: "command", about: "what to run (echo)", completes: "command", optional: true, many: true }],
  unmodelled: ["-0", "-a", "-d", "-E", "-L", "-p", "-P", "-s", "-t", "-x", "--null", "--max-procs", "--delimiter"],
  stopsAtWord: true,
  example: "pgrep report | xargs -n 1 choom -n 500 -p",
  run({ args, flags, input }) {
    if (input === undefined) return fail("xargs would wait for you to type its words: that is not modelled here", "pipe something into it: pgrep batch | xargs renice -n 19 -p");
    const command = args.length === 0 ? ["echo"] : args;
    const most = Number(flags["max-args"] ?? Infinity);
    if (!(most >= 1)) return fail(`xargs: value ${String(flags["max-args"])} for -n option should be >= 1`);
    const sign = flags.I;
    if (typeof sign === "string" && sign !== "") {
      const lines = input.map((text) => text.trim()).filter((text) => text !== "");
      return { kind: "run", commands: lines.slice(0, MOST_RUNS).map((text) => command.map((word) => word.replaceAll(sign, text))) };
    }
    const words = input.flatMap((text) => text.split(/\s+/)).filter((word) => word !== "");
    if (words.length === 0) return flags["no-run-if-empty"] === undefined ? { kind: "run", commands: [command] } : say([]);
    return { kind: "run", commands: batches(words, most).slice(0, MOST_RUNS).map((batch) => [...command, ...batch]) };
  },
};

/** More is never needed here, and would only make a mistake expensive. */
const MOST_RUNS = 1000;

function batches(words: readonly string[], size: number): string[][] {
  if (size >= words.length) return [[...words]];
  return Array.from({ length: Math.ceil(words.length / size) }, (_, batch) => words.slice(batch * size, (batch + 1) * size));
}

export const watch: Verb = {
  path: "watch",
  about: "run a command again every 2 seconds",
  flags: [
    { name: "--interval", short: "-n", about: "every so many seconds", value: "seconds" },
    { name: "--no-title", short: "-t", about: "without the heading" },
  ],
  args: [{ name: "command", about: "what to run", completes: "command", many: true }],
  unmodelled: ["-b", "-c", "-d", "-e", "-g", "-p", "-q", "-x", "--differences", "--color", "--beep", "--exec"],
  stopsAtWord: true,
  example: "watch -n 1 virsh list --all",
  note: "the command is run as words; a pipe in quotes is not modelled: put watch before one program",
  run({ args, flags }, seen, seat) {
    const every = Number(flags.interval ?? 2);
    if (!(every >= 0.1)) return fail(`watch: failed to parse argument: '${String(flags.interval)}'`);
    const words = args.length === 1 ? args[0]!.split(/\s+/).filter((word) => word !== "") : args;
    if (words.length === 0 || words.some((word) => /^[|;&<>]/.test(word))) return fail("watch runs one program here: a pipe inside its quotes is not modelled", "watch -n 1 free -m");
    const left = `Every ${every.toFixed(1)}s: ${words.join(" ")}`;
    const right = `${here(seen, seat).name}: ${dateText(epochSeconds(seen.now)).replace(" UTC", "")}`;
    const title = left + right.padStart(Math.max(right.length + 1, 80 - left.length));
    return { kind: "run", commands: [words], every: seconds(every), lines: flags["no-title"] === undefined ? [line(title), line("")] : [] };
  },
};
