import { line, type Line } from "../display/line.ts";
import { usage, valueName } from "./arguments.ts";
import type { Flag, Shelf, Verb } from "./verb.ts";

const WIDTH = 80;

/** What `NAME --help`, `help NAME` and `man NAME` print. */
export function helpPage(verb: Verb): Line[] {
  const rows = [...verb.args.map((arg) => [arg.name.toUpperCase(), arg.about] as const), ...verb.flags.map((flag) => [spelling(flag), flag.about] as const)];
  return [
    line(`${verb.path}: ${verb.about}`),
    ...wrapped(usage(verb), "  "),
    ...rows.flatMap(([name, about]) => entry(name, about)),
    ...(verb.example === undefined ? [] : [line(`example: ${verb.example}`)]),
    ...(verb.note === undefined ? [] : wrapped(`note: ${verb.note}`, "  ")),
    ...(verb.unmodelled === undefined || verb.unmodelled.length === 0 ? [] : wrapped(`real flags, not simulated here: ${verb.unmodelled.join(" ")}`, "  ")),
  ];
}

function spelling(flag: Flag): string {
  const names = flag.short === undefined ? flag.name : `${flag.short}, ${flag.name}`;
  return flag.value === undefined ? names : `${names} ${valueName(flag.value)}`;
}

const COLUMN = 22;

function entry(name: string, about: string): Line[] {
  const lines = wrap(about, WIDTH - COLUMN);
  const [first = "", ...rest] = lines;
  const head = name.length >= COLUMN - 2 ? [line(`  ${name}`), line(`${" ".repeat(COLUMN)}${first}`)] : [line(`  ${name.padEnd(COLUMN - 2)}${first}`)];
  return [...head, ...rest.map((text) => line(" ".repeat(COLUMN) + text))];
}

/** All commands in groups, one line each, within 80 columns. */
export function helpList(shelves: readonly Shelf[], prefix = ""): Line[] {
  const groups = shelves.map((shelf) => ({ title: shelf.title, verbs: shelf.verbs.filter((verb) => verb.path.startsWith(prefix)) })).filter((group) => group.verbs.length > 0);
  const lines = groups.flatMap((group) => [line(group.title, "key"), ...group.verbs.flatMap((verb) => entry(verb.path, verb.about))]);
  return [...lines, line("help NAME says more; Tab completes; why NAME tells why something happened.", "muted")];
}

/** Breaks a text at blanks; what does not fit stands under the first line, indented. */
export function wrapped(text: string, indent: string): Line[] {
  return wrap(text, WIDTH - indent.length).map((part, place) => line(place === 0 ? part : indent + part));
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
