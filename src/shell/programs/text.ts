import { read, waiting } from "./source.ts";
import type { Verb } from "../verb.ts";
import { said, say } from "./say.ts";

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
