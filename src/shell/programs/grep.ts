import type { Values, Verb } from "../verb.ts";
import { regularExpression } from "./regular.ts";
import { fail, said } from "./say.ts";
import { read, waiting, type Source } from "./source.ts";

const COUNT = (name: string, short: string, about: string) => ({ name, short, about, value: "count" }) as const;

export const grep: Verb = {
  path: "grep",
  about: "the lines that match a pattern",
  flags: [
    { name: "--ignore-case", short: "-i", about: "capital or small alike" },
    { name: "--invert-match", short: "-v", about: "the lines that do not match" },
    { name: "--count", short: "-c", about: "only how many" },
    { name: "--line-number", short: "-n", about: "with line numbers" },
    { name: "--only-matching", short: "-o", about: "only what matches" },
    { name: "--word-regexp", short: "-w", about: "whole words" },
    { name: "--line-regexp", short: "-x", about: "whole lines" },
    { name: "--fixed-strings", short: "-F", about: "the pattern is no expression" },
    { name: "--extended-regexp", short: "-E", about: "| ( ) + ? { } are signs of the expression" },
    { name: "--quiet", short: "-q", about: "print nothing: only the status counts" },
    { name: "--regexp", short: "-e", about: "a pattern; several may be given", value: "pattern" },
    { name: "--color", about: "accepted: nothing is coloured here" },
    COUNT("--after-context", "-A", "with lines after it"),
    COUNT("--before-context", "-B", "with lines before it"),
    COUNT("--context", "-C", "with lines around it"),
    COUNT("--max-count", "-m", "stop after so many"),
  ],
  args: [
    { name: "pattern", about: "a regular expression", optional: true },
    { name: "file", about: "a file; none: what comes through the pipe", completes: "file", optional: true, many: true },
  ],
  unmodelled: ["-r", "-R", "-l", "-L", "-P", "-h", "-H", "-s", "-f", "-z", "--recursive", "--files-with-matches", "--perl-regexp"],
  example: "dmesg | grep -i oom",
  rewrite: (words) => words.map((word) => (word.startsWith("--color=") ? "--color" : word)),
  run({ flags, args, input }, seen, seat) {
    const own = typeof flags.regexp === "string" ? flags.regexp : undefined;
    const pattern = own ?? args[0];
    const files = own === undefined ? args.slice(1) : args;
    if (pattern === undefined) return fail("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.", undefined, 2);
    if (files.length === 0 && input === undefined) return waiting("grep");
    const test = expression(pattern, flags);
    if ("wrong" in test) return fail(`grep: ${test.wrong}`, undefined, 2);
    const { sources, errors } = read("grep", files, input, seen, seat);
    const results = sources.map((source) => search(source, test, flags, sources.length > 1));
    const matched = results.some((result) => result.matched);
    const reply = said(flags.quiet === undefined ? results.flatMap((result) => result.lines) : [], errors);
    return { ...reply, status: errors.length > 0 ? 2 : matched ? 0 : 1 } as typeof reply;
  },
};

function search(source: Source, test: RegExp, flags: Values["flags"], named: boolean): { lines: string[]; matched: boolean } {
  const fits = (text: string): boolean => matches(test, text) === (flags["invert-match"] === undefined);
  const most = flags["max-count"] === undefined ? Infinity : Number(flags["max-count"]);
  const hits = source.lines.map((text, place) => (fits(text) ? place : -1)).filter((place) => place >= 0).slice(0, most);
  const prefix = named ? `${source.name}:` : "";
  if (flags.count !== undefined) return { lines: [`${prefix}${hits.length}`], matched: hits.length > 0 };
  const number = (place: number, mark: string): string => (flags["line-number"] === undefined ? "" : `${place + 1}${mark}`);
  if (flags["only-matching"] !== undefined) {
    return { lines: hits.flatMap((place) => [...source.lines[place]!.matchAll(new RegExp(test.source, `${test.flags}g`))].filter((m) => m[0] !== "").map((m) => prefix + number(place, ":") + m[0])), matched: hits.length > 0 };
  }
  const lines: string[] = [];
  let last = -1;
  for (const place of surrounded(hits, source.lines.length, flags)) {
    if (last >= 0 && place > last + 1 && hasContext(flags)) lines.push("--");
    lines.push(prefix + number(place, hits.includes(place) ? ":" : "-") + source.lines[place]!);
    last = place;
  }
  return { lines, matched: hits.length > 0 };
}

const hasContext = (flags: Values["flags"]): boolean => flags.context !== undefined || flags["after-context"] !== undefined || flags["before-context"] !== undefined;

function surrounded(hits: readonly number[], length: number, flags: Values["flags"]): number[] {
  const after = Number(flags["after-context"] ?? flags.context ?? 0) || 0;
  const before = Number(flags["before-context"] ?? flags.context ?? 0) || 0;
  const kept = new Set<number>();
  for (const hit of hits) for (let place = Math.max(0, hit - before); place <= Math.min(length - 1, hit + after); place++) kept.add(place);
  return [...kept].sort((a, b) => a - b);
}

const matches = (test: RegExp, text: string): boolean => test.test(text);

function expression(pattern: string, flags: Values["flags"]): ReturnType<typeof regularExpression> {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const body = flags["fixed-strings"] !== undefined ? escaped : flags["extended-regexp"] !== undefined ? pattern : basic(pattern);
  const bounded = flags["line-regexp"] !== undefined ? `^(?:${body})$` : flags["word-regexp"] !== undefined ? `(?<!\\w)(?:${body})(?!\\w)` : body;
  return regularExpression(bounded, flags["ignore-case"] !== undefined);
}

/** Basic regular expressions: `\|` and `\(` have meaning, `|` and `(` are themselves. */
const basic = (pattern: string): string => pattern.replaceAll(/\\([|(){}+?])|([|(){}+?])/g, (_whole, special: string | undefined, plain: string | undefined) => special ?? `\\${plain}`);
