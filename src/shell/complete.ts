import type { Observation } from "../world/observation.ts";
import { programOf } from "./arguments.ts";
import { installed } from "./dispatch.ts";
import { fileOptions, names, type Option } from "./names.ts";
import { spelledOut } from "./programs/aliases.ts";
import { verbs } from "./shelves.ts";
import { typingAt, type Typing } from "./typing.ts";
import type { Flag, Seat, Verb } from "./verb.ts";

export interface Completion {
  /** The part of the line that an option takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Option[];
  /** What all options begin with: put it there at once. A single finished option ends with a blank; without options it is what stands there. */
  readonly common: string;
}

interface Found {
  readonly options: readonly Option[];
  /** Where the options begin and what they must begin with, when that is not the word at the cursor. */
  readonly from?: number;
  readonly prefix?: string;
}

/** What may stand at the cursor: commands, their subcommands and flags, and the names of what there is in this world. */
export function complete(line: string, cursor: number, seat: Seat, seen: Observation): Completion {
  const typing = typingAt(line.slice(0, cursor));
  const found = candidates(typing, seat, seen);
  const prefix = found.prefix ?? typing.prefix;
  const options = found.options.filter((option) => option.text.startsWith(prefix));
  return { from: found.from ?? typing.from, to: cursor, options, common: commonStart(options, line.slice(found.from ?? typing.from, cursor)) };
}

function commonStart(options: readonly Option[], typed: string): string {
  const [first, ...rest] = options.map((option) => option.text);
  if (first === undefined) return typed;
  if (rest.length === 0) return /[/=]$/.test(first) ? first : `${first} `;
  let length = first.length;
  for (const text of rest) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

function candidates(typing: Typing, seat: Seat, seen: Observation): Found {
  if (typing.redirect) return { options: fileOptions(typing.prefix, seen, seat) };
  const here = verbs.filter((verb) => installed(verb, seen, seat));
  const typed = withoutRunner(typing.words, here);
  const words = [...spelledOut(typed.slice(0, 1).map(({ text }) => text), seat).map((text) => ({ ...typed[0]!, text })), ...typed.slice(1)];
  if (words.length === 0) return { options: programs(here) };
  const path = (length: number): string => words.slice(0, length).map((word) => word.text).join(" ");
  const verb = [3, 2, 1].map((length) => here.find((known) => known.path === path(length))).find((known) => known !== undefined);
  const further = subcommands(path(words.length), here);
  if (verb === undefined) return { options: further };
  const found = ofVerb(verb, words.slice(verb.path.split(" ").length), typing, seat, seen);
  return further.length === 0 ? found : { ...found, options: [...further, ...found.options] };
}

/** First words, each once: `virsh` stands for all its commands. */
function programs(here: readonly Verb[]): Option[] {
  const options = new Map<string, Option>();
  for (const verb of here) {
    const text = programOf(verb);
    if (!options.has(text)) options.set(text, { text, about: text === verb.path ? verb.about : `${here.filter((other) => programOf(other) === text).length} commands: help ${text}` });
  }
  return [...options.values()];
}

/** The next words of commands that begin with those typed, each once: `rollout` stands for all that begin with it. */
function subcommands(typed: string, here: readonly Verb[]): Option[] {
  const options = new Map<string, Option>();
  for (const verb of here.filter(({ path }) => path.startsWith(`${typed} `))) {
    const [text = "", ...more] = verb.path.slice(typed.length + 1).split(" ");
    const known = options.get(text);
    if (known === undefined || more.length === 0) options.set(text, { text, about: more.length === 0 ? verb.about : more.join(" ") });
    else if (more.length > 0 && !here.some(({ path }) => path === `${typed} ${text}`)) options.set(text, { text, about: `${known.about}, ${more.join(" ")}` });
  }
  return [...options.values()];
}

type Words = Typing["words"];

/** `sudo`, `xargs` and `watch` take a command of their own: what is typed is completed as that one. */
function withoutRunner(words: Words, here: readonly Verb[]): Words {
  const runner = here.find((verb) => verb.stopsAtWord === true && verb.path === words[0]?.text);
  if (runner === undefined) return words;
  let at = 1;
  while (words[at]?.text.startsWith("-") === true) at += takesNext(runner, words[at]!.text) ? 2 : 1;
  return at > words.length ? words : withoutRunner(words.slice(at), here);
}

const flagOf = (verb: Verb, word: string): Flag | undefined => verb.flags.find((flag) => flag.name === word || flag.short === word || (/^-[a-zA-Z]{2,}$/.test(word) && flag.short === `-${word.at(-1)}`) || (/^-[a-zA-Z]{2,}$/.test(word) && flag.name === `-${word.at(-1)}`));
const takesNext = (verb: Verb, word: string): boolean => flagOf(verb, word)?.value !== undefined;

function ofVerb(verb: Verb, rest: Words, typing: Typing, seat: Seat, seen: Observation): Found {
  const last = rest.at(-1)?.text ?? "";
  const valued = last.startsWith("-") ? flagOf(verb, last) : undefined;
  if (valued?.value !== undefined && valued.alone === undefined) return valueOf(valued.value, typing, seat, seen);
  const inline = /^(--[\w-]+)=(.*)$/.exec(typing.prefix);
  if (inline !== null) return valueOf(flagOf(verb, inline[1]!)?.value ?? "", { ...typing, from: typing.from + inline[1]!.length + 1, prefix: inline[2]! }, seat, seen);
  if (typing.prefix.startsWith("-")) return { options: flagOptions(verb) };
  const given = rest.filter((word, place) => !word.text.startsWith("-") && !(place > 0 && takesNext(verb, rest[place - 1]!.text)));
  return positional(verb, given, typing, seat, seen);
}

/** What a flag may take: files, or names of a kind. */
function valueOf(kind: string, typing: Typing, seat: Seat, seen: Observation): Found {
  if (kind !== "kubeManifest" && kind !== "kubeFile") return listed(names(kind, seen, seat, [], typing.prefix), typing);
  return { options: fileOptions(typing.prefix, seen, seat), from: typing.from, prefix: typing.prefix };
}

function positional(verb: Verb, given: Words, typing: Typing, seat: Seat, seen: Observation): Found {
  const arg = verb.args[given.length] ?? (verb.args.at(-1)?.many === true ? verb.args.at(-1) : undefined);
  const kind = arg?.completes ?? "";
  if (kind === "file") return { options: fileOptions(typing.prefix, seen, seat) };
  if (kind === "command") return { options: given.length === 0 ? programs(verbs) : subcommands(given[0]!.text, verbs) };
  if (kind === "fault") return wholeName(names(kind, seen, seat), given, typing);
  const options = names(kind, seen, seat, given.map((word) => word.text), typing.prefix);
  return { options: options.length === 0 && typing.prefix === "" ? flagOptions(verb) : options };
}

/** Names of several words: what has been typed of them so far counts as one. */
function wholeName(options: readonly Option[], given: Words, typing: Typing): Found {
  return { options, from: given[0]?.from ?? typing.from, prefix: [...given.map((word) => word.text), typing.prefix].join(" ") };
}

/** Lists with commas are completed after the last one: `pid,ni,r`. A minus before a column turns the order. */
function listed(options: readonly Option[], typing: Typing): Found {
  const done = /^(?:.*,)?[-+]?/.exec(typing.prefix)![0];
  return { options, from: typing.from + done.length, prefix: typing.prefix.slice(done.length) };
}

const flagOptions = (verb: Verb): Option[] => verb.flags.map((flag) => ({ text: flag.name, about: flag.about }));
