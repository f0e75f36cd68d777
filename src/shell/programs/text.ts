import { read, waiting } from "./source.ts";
import { line } from "../../display/line.ts";
import type { Verb } from "../verb.ts";
import { write } from "../writable.ts";
import { fail, said, say } from "./say.ts";

export const echo: Verb = {
  path: "echo",
  about: "print words",
  flags: [
    { name: "-n", about: "no line break at the end (the screen shows none anyway)" },
    { name: "-e", about: "\\n is a line break, \\t a tab" },
  ],
  args: [{ name: "word", about: "what to print", optional: true, many: true }],
  example: "echo $(pgrep shop)",
  // bash's echo prints everything but a leading -n or -e as it stands.
  rewrite(words) {
    let flags = 0;
    while (/^-[ne]+$/.test(words[flags] ?? "")) flags++;
    return [...words.slice(0, flags), "--", ...words.slice(flags)];
  },
  run({ args, flags }) {
    const text = args.join(" ");
    return say((flags.e === undefined ? text : text.replaceAll("\\n", "\n").replaceAll("\\t", "\t")).split("\n"));
  },
};

export const cat: Verb = {
  path: "cat",
  about: "print a file, or what comes through the pipe",
  flags: [],
  args: [{ name: "file", about: "for example /proc/meminfo", completes: "file", optional: true, many: true }],
  unmodelled: ["-n", "-A", "-b", "-e", "-s", "-v", "--number"],
  example: "cat /proc/meminfo",
  run({ args, input }, seen, seat) {
    if (args.length === 0 && input === undefined) return waiting("cat");
    const { sources, errors } = read("cat", args, input, seen, seat);
    return said(sources.flatMap((source) => source.lines), errors);
  },
};

export const tee: Verb = {
  path: "tee",
  about: "write what comes through the pipe to a file, and print it",
  flags: [{ name: "--append", short: "-a", about: "behind what is in the file" }],
  args: [{ name: "file", about: "for example /sys/fs/cgroup/demo/cpu.max", completes: "file", optional: true }],
  unmodelled: ["-i", "-p", "--ignore-interrupts", "--output-error"],
  example: "echo 50 | tee /sys/fs/cgroup/demo/cpu.weight",
  note: "to one file at a time",
  run({ args, flags, input }, seen, seat) {
    const [file] = args;
    if (input === undefined) return waiting("tee");
    if (file === undefined) return say(input);
    const reply = write(file, input, flags.append !== undefined, seen, seat);
    const then = input.map((text) => line(text));
    if (reply.kind === "act") return { ...reply, then, prefix: `tee: ${file}: `, otherwise: input };
    return reply.kind === "fail" ? { ...reply, reason: [...input, reply.reason.replace(/^bash: /, "tee: ")].join("\n") } : say(input);
  },
};

const MOST_NUMBERS = 1000;

export const seq: Verb = {
  path: "seq",
  about: "numbers one after another",
  flags: [],
  args: [{ name: "first", about: "where to begin, or the last one" }, { name: "step", about: "the last one, or how far apart they are", optional: true }, { name: "last", about: "the last one", optional: true }],
  unmodelled: ["-w", "-s", "-f", "--equal-width", "--separator", "--format"],
  example: "for i in $(seq 1 3); do echo $i; done",
  // Numbers may be negative: they are no flags.
  rewrite(words) {
    const first = words.findIndex((word) => /^[+-]?\d/.test(word));
    return first < 0 ? words : [...words.slice(0, first), "--", ...words.slice(first)];
  },
  run({ args }) {
    const odd = args.find((word) => !/^[+-]?\d+$/.test(word));
    if (odd !== undefined) return fail(`seq: invalid floating point argument: ‘${odd}’`, "whole numbers here");
    const [from, step, to] = args.length === 1 ? [1, 1, Number(args[0])] : args.length === 2 ? [Number(args[0]), 1, Number(args[1])] : [Number(args[0]), Number(args[1]), Number(args[2])];
    if (step === 0) return fail(`seq: invalid Zero increment value: ‘0’`);
    const count = Math.min(MOST_NUMBERS, Math.max(0, Math.floor((to - from) / step) + 1));
    return say(Array.from({ length: count }, (_, i) => `${from + i * step}`));
  },
};

export const printf: Verb = {
  path: "printf",
  about: "print words in a format",
  flags: [],
  args: [{ name: "format", about: "%s a word, %d a number, \\n a line break" }, { name: "word", about: "what to print in it, again and again", optional: true, many: true }],
  example: "printf '%s\\n' one two",
  stopsAtWord: true,
  run({ args }) {
    const [format = "", ...rest] = args;
    const plain = format.replaceAll("\\n", "\n").replaceAll("\\t", "\t");
    const words = [...rest];
    let text = "";
    do {
      const before = words.length;
      text += plain.replace(/%%|%(-?)(\d*)([sd])/g, (whole, left: string, width: string, kind: string) => {
        if (whole === "%%") return "%";
        const word = words.shift() ?? "";
        const shown = kind === "d" ? `${Number.parseInt(word, 10) || 0}` : word;
        return left === "-" ? shown.padEnd(Number(width)) : shown.padStart(Number(width));
      });
      if (words.length === before) break;
    } while (words.length > 0);
    return say(text.replace(/\n$/, "").split("\n"));
  },
};
