import type { Positional, Values, Verb } from "../verb.ts";
import { fail, said } from "./say.ts";
import { read, waiting } from "./source.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Seat } from "../verb.ts";

const FILES: readonly Positional[] = [{ name: "file", about: "a file; none: what comes through the pipe", completes: "file", optional: true, many: true }];

/** A program that turns all its lines into others. */
function over(program: string, { args, input }: Values, seen: Observation, seat: Seat, turn: (lines: readonly string[]) => readonly string[]): Reply {
  if (args.length === 0 && input === undefined) return waiting(program);
  const { sources, errors } = read(program, args, input, seen, seat);
  return said(turn(sources.flatMap((source) => source.lines)), errors);
}

/** head and tail turn every file by itself, with its name above when there are several. */
function each(program: string, { args, input }: Values, seen: Observation, seat: Seat, turn: (lines: readonly string[]) => readonly string[]): Reply {
  if (args.length === 0 && input === undefined) return waiting(program);
  const { sources, errors } = read(program, args, input, seen, seat);
  const titled = (name: string, place: number): string[] => (args.length > 1 ? [...(place > 0 ? [""] : []), `==> ${name} <==`] : []);
  return said(sources.flatMap((source, place) => [...titled(source.name, place), ...turn(source.lines)]), errors);
}

/** `head -5` is short for `head -n 5`. */
const numbered = (words: readonly string[]): readonly string[] => words.map((word, place) => (/^-\d+$/.test(word) && !/^(-n|--lines)$/.test(words[place - 1] ?? "") ? `--lines=${word.slice(1)}` : word));

const badCount = (program: string, text: string): Reply => fail(`${program}: invalid number of lines: '${text}'`);

export const head: Verb = {
  path: "head",
  about: "the first lines",
  flags: [{ name: "--lines", short: "-n", about: "how many (10); -3: all but the last 3", value: "count" }],
  args: FILES,
  unmodelled: ["-c", "-q", "-v", "-z", "--bytes"],
  example: "ps aux | head -5",
  rewrite: numbered,
  run(values, seen, seat) {
    const count = String(values.flags.lines ?? "10");
    if (!/^-?\d+$/.test(count)) return badCount("head", count);
    return each("head", values, seen, seat, (lines) => (count.startsWith("-") ? lines.slice(0, Math.max(0, lines.length + Number(count))) : lines.slice(0, Number(count))));
  },
};

export const tail: Verb = {
  path: "tail",
  about: "the last lines",
  flags: [{ name: "--lines", short: "-n", about: "how many (10); +3: from the third on", value: "count" }],
  args: FILES,
  unmodelled: ["-c", "-f", "-F", "-q", "-s", "-v", "-z", "--bytes", "--follow", "--retry"],
  example: "dmesg | tail -3",
  rewrite: numbered,
  run(values, seen, seat) {
    const count = String(values.flags.lines ?? "10");
    if (!/^[+-]?\d+$/.test(count)) return badCount("tail", count);
    const number = Math.abs(Number(count));
    return each("tail", values, seen, seat, (lines) => (count.startsWith("+") ? lines.slice(Math.max(0, number - 1)) : number === 0 ? [] : lines.slice(-number)));
  },
};

export const wc: Verb = {
  path: "wc",
  about: "count lines, words and bytes",
  flags: [
    { name: "--lines", short: "-l", about: "lines" },
    { name: "--words", short: "-w", about: "words" },
    { name: "--bytes", short: "-c", about: "bytes" },
  ],
  args: FILES,
  unmodelled: ["-m", "-L", "--chars", "--max-line-length"],
  example: "pgrep batch | wc -l",
  run({ args, flags, input }, seen, seat) {
    if (args.length === 0 && input === undefined) return waiting("wc");
    const { sources, errors } = read("wc", args, input, seen, seat);
    const asked = (["lines", "words", "bytes"] as const).filter((name) => flags[name] !== undefined);
    const shown = asked.length === 0 ? (["lines", "words", "bytes"] as const) : asked;
    const rows = sources.map((source) => ({ name: args.length === 0 ? "" : source.name, counts: countsOf(source.lines) }));
    const total = { name: "total", counts: { lines: 0, words: 0, bytes: 0 } };
    for (const { counts } of rows) for (const name of ["lines", "words", "bytes"] as const) total.counts[name] += counts[name];
    const width = shown.length === 1 && rows.length === 1 ? 0 : args.length === 0 ? 7 : `${total.counts.bytes}`.length;
    const all = rows.length > 1 ? [...rows, total] : rows;
    return said(all.map(({ name, counts }) => `${shown.map((one) => `${counts[one]}`.padStart(width)).join(" ")}${name === "" ? "" : ` ${name}`}`), errors);
  },
};

const countsOf = (lines: readonly string[]): { lines: number; words: number; bytes: number } => ({
  lines: lines.length,
  words: lines.reduce((sum, text) => sum + text.split(/\s+/).filter((word) => word !== "").length, 0),
  bytes: lines.reduce((sum, text) => sum + bytesOf(text) + 1, 0),
});

const bytesOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! < 0x80 ? 1 : sign.codePointAt(0)! < 0x800 ? 2 : sign.codePointAt(0)! < 0x10000 ? 3 : 4), 0);

export const uniq: Verb = {
  path: "uniq",
  about: "one of each run of equal lines",
  flags: [
    { name: "--count", short: "-c", about: "with how many there were" },
    { name: "--repeated", short: "-d", about: "only those that come more than once" },
    { name: "--unique", short: "-u", about: "only those that come once" },
  ],
  args: FILES,
  unmodelled: ["-D", "-f", "-i", "-s", "-w", "-z"],
  example: "ps -e -o comm | sort | uniq -c",
  run: (values, seen, seat) =>
    over("uniq", values, seen, seat, (lines) => {
      const runs: { text: string; count: number }[] = [];
      for (const text of lines) {
        const last = runs.at(-1);
        if (last?.text === text) last.count++;
        else runs.push({ text, count: 1 });
      }
      const kept = runs.filter(({ count }) => (values.flags.repeated === undefined || count > 1) && (values.flags.unique === undefined || count === 1));
      return kept.map(({ text, count }) => (values.flags.count === undefined ? text : `${`${count}`.padStart(7)} ${text}`));
    }),
};

export const cut: Verb = {
  path: "cut",
  about: "choose parts of each line",
  flags: [
    { name: "--fields", short: "-f", about: "which fields: 1,3 or 2-4 or 3-", value: "list" },
    { name: "--delimiter", short: "-d", about: "what stands between fields (a tab)", value: "sign" },
    { name: "--characters", short: "-c", about: "which characters", value: "list" },
  ],
  args: FILES,
  unmodelled: ["-b", "-s", "-z", "--bytes", "--complement", "--output-delimiter", "--only-delimited"],
  example: "cat /proc/loadavg | cut -d ' ' -f 1",
  run(values, seen, seat) {
    const { fields, characters, delimiter = "\t" } = values.flags;
    const list = fields ?? characters;
    if (typeof list !== "string") return fail("cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.");
    const wanted = readRanges(list);
    if (wanted === undefined) return fail(`cut: invalid ${fields === undefined ? "byte or character range" : "field value"} '${list}'`);
    if (String(delimiter).length !== 1) return fail("cut: the delimiter must be a single character");
    const joint = fields === undefined ? "" : String(delimiter);
    return over("cut", values, seen, seat, (lines) =>
      lines.map((text) => (joint !== "" && !text.includes(joint) ? text : text.split(joint).filter((_, place) => wanted(place + 1)).join(joint))),
    );
  },
};

/** `1,3-4,6-` as a test of a place counted from 1. */
function readRanges(list: string): ((place: number) => boolean) | undefined {
  const ranges = list.split(",").map((part) => {
    const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    const first = from === "" ? 1 : Number(from);
    const last = dash === "" ? first : to === "" ? Infinity : Number(to);
    return from === undefined || part === "" || part === "-" || first < 1 || last < first ? undefined : ([first, last] as const);
  });
  return ranges.includes(undefined) ? undefined : (place) => ranges.some((range) => place >= range![0] && place <= range![1]);
}

export const tr: Verb = {
  path: "tr",
  about: "put one sign for another, or delete signs",
  flags: [
    { name: "--delete", short: "-d", about: "delete the signs of the first set" },
    { name: "--squeeze-repeats", short: "-s", about: "one of each run of equal signs" },
  ],
  args: [{ name: "set1", about: "signs; a-z is a range" }, { name: "set2", about: "what to put for them", optional: true }],
  unmodelled: ["-c", "-C", "-t", "--complement", "--truncate-set1"],
  example: "virsh list | tr -s ' ' | cut -d ' ' -f 3",
  run({ args, flags, input }) {
    if (input === undefined) return waiting("tr");
    const [from, to] = [signs(args[0]!), signs(args[1] ?? "")];
    const squeezed = flags["squeeze-repeats"] !== undefined;
    if (args[1] === undefined && flags.delete === undefined && !squeezed) return fail(`tr: missing operand after '${args[0]}'\nTwo strings must be given when translating.`);
    const swap = (sign: string): string => {
      const place = from.indexOf(sign);
      if (place < 0) return sign;
      return flags.delete !== undefined ? "" : to.length === 0 ? sign : to[Math.min(place, to.length - 1)]!;
    };
    const squeeze = (text: string): string => (squeezed ? [...text].filter((sign, place, all) => sign !== all[place - 1] || !(to.length === 0 ? from : to).includes(sign)).join("") : text);
    const text = squeeze([...input.map((one) => `${one}\n`).join("")].map(swap).join(""));
    return said(text === "" ? [] : text.replace(/\n$/, "").split("\n"), []);
  },
};

/** The signs of a set: `a-z`, `\n`, `[:upper:]`. */
function signs(set: string): string[] {
  const named = set.replaceAll("[:upper:]", "A-Z").replaceAll("[:lower:]", "a-z").replaceAll("[:digit:]", "0-9").replaceAll("[:space:]", " \t").replaceAll("\\n", "\n").replaceAll("\\t", "\t");
  const out: string[] = [];
  for (let at = 0; at < named.length; at++) {
    const last = named[at + 1] === "-" ? named[at + 2] : undefined;
    if (last === undefined) out.push(named[at]!);
    else {
      for (let code = named.charCodeAt(at); code <= last.charCodeAt(0); code++) out.push(String.fromCharCode(code));
      at += 2;
    }
  }
  return out;
}
