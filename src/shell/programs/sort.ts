import type { Values, Verb } from "../verb.ts";
import { fail, said } from "./say.ts";
import { read, waiting } from "./source.ts";

export const sort: Verb = {
  path: "sort",
  about: "put lines in order",
  flags: [
    { name: "--numeric-sort", short: "-n", about: "by numbers" },
    { name: "--human-numeric-sort", short: "-h", about: "by sizes: 2K before 1G" },
    { name: "--reverse", short: "-r", about: "the other way round" },
    { name: "--unique", short: "-u", about: "one of each" },
    { name: "--ignore-case", short: "-f", about: "capital or small alike" },
    { name: "--ignore-leading-blanks", short: "-b", about: "blanks before a field do not count" },
    { name: "--key", short: "-k", about: "by this field: 3, 3,3 or 3nr", value: "field" },
    { name: "--field-separator", short: "-t", about: "what stands between fields", value: "sign" },
  ],
  args: [{ name: "file", about: "a file; none: what comes through the pipe", completes: "file", optional: true, many: true }],
  unmodelled: ["-c", "-C", "-d", "-g", "-i", "-m", "-M", "-o", "-R", "-s", "-S", "-V", "-z", "--version-sort", "--random-sort", "--stable", "--output"],
  example: "ps -e -o rss,comm | sort -n | tail -3",
  run({ args, flags, input }, seen, seat) {
    if (args.length === 0 && input === undefined) return waiting("sort");
    const key = readKey(flags);
    if (key === undefined) return fail(`sort: invalid number at field start: invalid count at start of '${String(flags.key)}'`);
    const { sources, errors } = read("sort", args, input, seen, seat);
    const lines = sources.flatMap((source) => source.lines).map((text, place) => ({ text, by: value(text, key, flags), place }));
    lines.sort((a, b) => compare(a.by, b.by) * (key.reverse ? -1 : 1) || (flags.unique === undefined ? compare(a.text, b.text) * (key.reverse ? -1 : 1) : a.place - b.place));
    const kept = flags.unique === undefined ? lines : lines.filter((one, place) => place === 0 || compare(one.by, lines[place - 1]!.by) !== 0);
    return said(kept.map((one) => one.text), errors);
  },
};

interface Key {
  /** First and last field, counted from 1; the whole line when 0. */
  readonly from: number;
  readonly to: number;
  readonly numeric: boolean;
  readonly human: boolean;
  readonly reverse: boolean;
}

/** `3`, `3,3`, `3nr`: of several keys the first counts. */
function readKey(flags: Values["flags"]): Key | undefined {
  const [, from = "0", own = "", to, more = ""] = flags.key === undefined ? ["", "0", "", "0"] : (/^([1-9]\d*)(?:\.\d+)?([a-z]*)(?:,(\d+)([a-z]*))?/.exec(String(flags.key)) ?? []);
  if (flags.key !== undefined && from === "0") return undefined;
  const has = (letter: string, flag: string): boolean => own.includes(letter) || more.includes(letter) || flags[flag] !== undefined;
  return { from: Number(from), to: Number(to ?? Infinity), numeric: has("n", "numeric-sort"), human: has("h", "human-numeric-sort"), reverse: has("r", "reverse") };
}

const UNIT = "BKMGTP";

function value(text: string, key: Key, flags: Values["flags"]): string | number {
  const separator = flags["field-separator"];
  const fields = typeof separator === "string" ? text.split(separator) : text.trim().split(/\s+/);
  const part = key.from === 0 ? text : fields.slice(key.from - 1, key.to === 0 ? undefined : key.to).join(typeof separator === "string" ? separator : " ");
  const [, digits, unit] = /^\s*(-?\d*\.?\d+)\s*([BKMGTP]?)/i.exec(part) ?? [];
  if (key.human) return Number(digits ?? 0) * 1024 ** Math.max(0, UNIT.indexOf((unit ?? "").toUpperCase() || "B"));
  if (key.numeric) return Number(digits ?? 0);
  const trimmed = flags["ignore-leading-blanks"] === undefined ? part : part.trimStart();
  return flags["ignore-case"] === undefined ? trimmed : trimmed.toUpperCase();
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
