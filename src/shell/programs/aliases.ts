import type { Seat, Verb } from "../verb.ts";
import { fail, said, say } from "./say.ts";

/** Short names of one's own for the beginning of a line. Source: bash(1), ALIASES. */

/** The first word may be an alias: it stands for others. */
export function spelledOut(words: readonly string[], { aliases = {} }: Seat): readonly string[] {
  const [first = "", ...rest] = words;
  return Object.hasOwn(aliases, first) ? [...aliases[first]!.trim().split(/\s+/), ...rest] : words;
}

export const alias: Verb = {
  path: "alias",
  about: "a short name for the beginning of a line",
  flags: [],
  args: [{ name: "definition", about: "NAME=COMMAND, in quotes when it has blanks; NAME alone shows it", optional: true, many: true }],
  unmodelled: ["-p"],
  on: "any",
  example: "alias k=kubectl",
  run({ args }, _seen, seat) {
    const { aliases = {} } = seat;
    const shown = (name: string): string => `alias ${name}='${aliases[name]}'`;
    if (args.length === 0) return say(Object.keys(aliases).sort().map(shown));
    const defined = args.filter((one) => one.includes("="));
    const asked = args.filter((one) => !one.includes("="));
    const missing = asked.filter((name) => !Object.hasOwn(aliases, name)).map((name) => `bash: alias: ${name}: not found`);
    if (defined.length === 0) return said(asked.filter((name) => Object.hasOwn(aliases, name)).map(shown), missing);
    const made = Object.fromEntries(defined.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]));
    return { kind: "sit", seat: { ...seat, aliases: { ...aliases, ...made } }, lines: [] };
  },
};

export const unalias: Verb = {
  path: "unalias",
  about: "forget a short name",
  flags: [{ name: "-a", about: "all of them" }],
  args: [{ name: "name", about: "which", optional: true, many: true }],
  on: "any",
  run({ args, flags }, _seen, seat) {
    const { aliases = {} } = seat;
    const missing = args.find((name) => !Object.hasOwn(aliases, name));
    if (missing !== undefined) return fail(`bash: unalias: ${missing}: not found`);
    return { kind: "sit", seat: { ...seat, aliases: flags.a !== undefined ? {} : Object.fromEntries(Object.entries(aliases).filter(([name]) => !args.includes(name))) }, lines: [] };
  },
};
