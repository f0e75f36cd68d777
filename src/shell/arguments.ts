import { didYouMean } from "../kernel/nearest.ts";
import type { Flag, Verb } from "./verb.ts";

/** What was typed after a program's name, sorted into flags and the rest. */
export interface Arguments {
  readonly flags: Record<string, string | true>;
  readonly args: string[];
  /** How many of them stood before `--`. */
  readonly dash?: number;
}

export type Reading = ({ readonly ok: true } & Arguments) | { readonly ok: false; readonly reason: string; readonly hint?: string };

/**
 * Reads words as getopt_long(3) does: `--all`, `--count=3`, `--count 3`, `-n3`, `-n 3`, bundles like `-la`, and `--`.
 * virsh also takes every argument by its name: `--domain web1`.
 */
export function readArguments(verb: Verb, given: readonly string[]): Reading {
  const words = [...(verb.rewrite?.(given) ?? given)];
  const flags: Record<string, string | true> = {};
  const named: Record<string, string> = {};
  const args: string[] = [];
  let dash: number | undefined;
  while (words.length > 0) {
    const word = words.shift()!;
    const over = word === "--" || (verb.stopsAtWord === true && !isFlag(word));
    const refusal = over ? undefined : isFlag(word) ? readFlag(verb, word, words, flags, named) : void args.push(word);
    if (refusal !== undefined) return refusal;
    if (word === "--") dash = args.length;
    if (over) args.push(...(word === "--" ? [] : [word]), ...words.splice(0));
  }
  const reading = counted(verb, flags, placed(verb, named, args));
  return reading.ok && dash !== undefined ? { ...reading, dash } : reading;
}

const isFlag = (word: string): boolean => word.length > 1 && word.startsWith("-");
export const programOf = (verb: Verb): string => verb.path.split(" ")[0]!;
const isVirsh = (verb: Verb): boolean => programOf(verb) === "virsh";
const isDocker = (verb: Verb): boolean => programOf(verb) === "docker";
const isKubectl = (verb: Verb): boolean => programOf(verb) === "kubectl";

type Refusal = Extract<Reading, { ok: false }>;
const refusal = (reason: string, hint: string): Refusal => ({ ok: false, reason, hint });

function readFlag(verb: Verb, word: string, rest: string[], flags: Arguments["flags"], named: Record<string, string>): Refusal | undefined {
  const [name, inline] = word.startsWith("--") ? cut(word) : [word, undefined];
  const positional = isVirsh(verb) ? verb.args.find((arg) => `--${arg.name.toLowerCase()}` === name) : undefined;
  if (positional !== undefined) return take(named, positional.name, inline ?? rest.shift(), () => missingValue(verb, name));
  const flag = verb.flags.find((known) => known.name === name || known.short === name) ?? abbreviated(verb, name);
  if (flag !== undefined) return readKnown(verb, flag, name, inline, rest, flags);
  return word.startsWith("--") ? stranger(verb, name) : readBundle(verb, word, rest, flags);
}

/** getopt_long(3) takes as much of a long name as makes it the only one; virsh does not. */
function abbreviated(verb: Verb, name: string): Flag | undefined {
  const fitting = isVirsh(verb) || isKubectl(verb) || !/^--./.test(name) || verb.unmodelled?.some((other) => other.startsWith(name)) === true ? [] : verb.flags.filter((flag) => flag.name.startsWith(name));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function readKnown(verb: Verb, flag: Flag, as: string, inline: string | undefined, rest: string[], flags: Arguments["flags"]): Refusal | undefined {
  const key = flag.name.replace(/^-+/, "");
  if (flag.value !== undefined) return take(flags, key, inline ?? flag.alone ?? rest.shift(), () => missingValue(verb, as));
  if (isKubectl(verb) && (inline === "true" || inline === "false")) return turned(flags, key, inline === "true");
  flags[key] = true;
  return inline === undefined ? undefined : refusal(`${programOf(verb)}: option '${as}' doesn't allow an argument`, usage(verb));
}

/** `--all=false`: as if it had not been written. Source: `github.com/spf13/pflag`, boolValue. */
function turned(flags: Arguments["flags"], key: string, on: boolean): undefined {
  if (on) flags[key] = true;
  else delete flags[key];
}

function take(into: Record<string, string | true>, key: string, value: string | undefined, missing: () => Refusal): Refusal | undefined {
  if (value === undefined) return missing();
  const before = into[key];
  into[key] = typeof before === "string" ? `${before},${value}` : value;
  return undefined;
}

/** `-la`, `-n3`: one letter after another until one takes the rest as its value. */
function readBundle(verb: Verb, word: string, rest: string[], flags: Arguments["flags"]): Refusal | undefined {
  if (verb.unmodelled?.includes(word) === true) return stranger(verb, word);
  for (let at = 1; at < word.length; at++) {
    const letter = `-${word[at]}`;
    const flag = verb.flags.find((known) => known.short === letter || known.name === letter);
    if (flag === undefined) return stranger(verb, letter);
    const tail = word.slice(at + 1).replace(/^=/, "");
    if (flag.value !== undefined) return readKnown(verb, flag, letter, tail === "" ? undefined : tail, rest, flags);
    flags[flag.name.replace(/^-+/, "")] = true;
  }
  return undefined;
}

const cut = (word: string): [string, string | undefined] => {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
};

const spellings = (verb: Verb): string[] => verb.flags.flatMap((flag) => (flag.short === undefined ? [flag.name] : [flag.name, flag.short]));

function stranger(verb: Verb, name: string): Refusal {
  if (verb.unmodelled?.includes(name) === true) {
    const modelled = verb.flags.map((flag) => flag.name).join(" ");
    return refusal(`${verb.path}: real flag, not simulated here: ${name}`, modelled === "" ? `${verb.path} takes no flags here` : `simulated here: ${modelled}`);
  }
  const near = name.startsWith("--") ? didYouMean(name, spellings(verb)).replace(/^, /, "") : "";
  if (isVirsh(verb)) return refusal(`error: command '${verb.path.slice(6)}' doesn't support option ${name}`, near === "" ? usage(verb) : near);
  if (isKubectl(verb)) return refusal(`error: ${name.startsWith("--") ? `unknown flag: ${name}` : `unknown shorthand flag: '${name.slice(1)}' in ${name}`}`, near === "" ? `See '${verb.path} --help' for usage.` : near);
  if (isDocker(verb)) return refusal(name.startsWith("--") ? `unknown flag: ${name}` : `unknown shorthand flag: '${name.slice(1)}' in ${name}`, near === "" ? dockerUsage(verb) : near);
  const reason = name.startsWith("--") ? `unrecognized option '${name}'` : `invalid option -- '${name.slice(1)}'`;
  return refusal(`${programOf(verb)}: ${reason}`, near === "" ? `Try '${verb.path} --help' for more information.` : near);
}

function missingValue(verb: Verb, name: string): Refusal {
  if (isVirsh(verb)) return refusal(`error: expected syntax: ${name} <${verb.flags.find((flag) => flag.name === name)?.value ?? "value"}>`, usage(verb));
  if (isKubectl(verb)) return refusal(`error: flag needs an argument: ${name.startsWith("--") ? name : `'${name.slice(1)}' in ${name}`}`, `See '${verb.path} --help' for usage.`);
  if (isDocker(verb)) return refusal(`flag needs an argument: ${name.startsWith("--") ? name : `'${name.slice(1)}' in ${name}`}`, dockerUsage(verb));
  const reason = name.startsWith("--") ? `option '${name}' requires an argument` : `option requires an argument -- '${name.slice(1)}'`;
  return refusal(`${programOf(verb)}: ${reason}`, `Try '${verb.path} --help' for more information.`);
}

/** Puts arguments given by name at their places. */
function placed(verb: Verb, named: Record<string, string>, args: string[]): string[] {
  if (Object.keys(named).length === 0) return args;
  const rest = [...args];
  const all = verb.args.map((arg) => named[arg.name] ?? rest.shift());
  return [...all.filter((arg) => arg !== undefined), ...rest];
}

function counted(verb: Verb, flags: Arguments["flags"], args: string[]): Reading {
  const lacking = verb.args.find((arg, place) => arg.optional !== true && args[place] === undefined);
  if (lacking !== undefined) {
    if (isKubectl(verb)) return refusal(`error: missing ${lacking.name}`, usage(verb));
    if (isDocker(verb)) return refusal(`docker: '${verb.path}' requires ${requirement(verb)}`, dockerUsage(verb));
    const reason = isVirsh(verb) ? `error: command '${verb.path.slice(6)}' requires <${lacking.name.toLowerCase()}> option` : `${programOf(verb)}: missing ${lacking.name}`;
    return refusal(reason, usage(verb));
  }
  const most = verb.args.some((arg) => arg.many === true) ? Infinity : verb.args.length;
  if (args.length <= most) return { ok: true, flags, args };
  const extra = args[most]!;
  if (isKubectl(verb)) return refusal(`error: unexpected args: [${args.slice(most).join(" ")}]`, verb.flags.some(({ name }) => name === "--filename") ? `files stand behind -f: ${verb.path} -f ${extra}` : usage(verb));
  if (isDocker(verb)) return refusal(`docker: '${verb.path}' ${most === 0 ? "accepts no arguments" : `requires ${requirement(verb)}`}`, dockerUsage(verb));
  return refusal(isVirsh(verb) ? `error: unexpected data '${extra}'` : `${programOf(verb)}: extra operand '${extra}'`, usage(verb));
}

/** `at least 1 argument`, `2 arguments`, `at most 1 argument`: docker/cli, cli/required.go. */
function requirement(verb: Verb): string {
  const least = verb.args.filter((arg) => arg.optional !== true).length;
  const open = verb.args.some((arg) => arg.many === true);
  const [words, count] = open ? ["at least ", least] : least < verb.args.length ? [least === 0 ? "at most " : "at least ", least === 0 ? verb.args.length : least] : ["", least];
  return `${words}${count} ${count === 1 ? "argument" : "arguments"}`;
}

/** `Usage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]`, and where to read more. */
function dockerUsage(verb: Verb): string {
  const args = verb.args.map((arg) => {
    const name = arg.name.toUpperCase();
    const more = arg.many !== true ? "" : name === "COMMAND" ? " [ARG...]" : ` [${name}...]`;
    return arg.optional === true ? `[${name}]${more}` : `${name}${more}`;
  });
  return `\nUsage:  ${[verb.path, ...(verb.flags.length > 0 ? ["[OPTIONS]"] : []), ...args].join(" ")}\n\nRun '${verb.path} --help' for more information`;
}

/** `usage: virsh setvcpus [--live] [--config] DOMAIN COUNT` */
export function usage(verb: Verb): string {
  const flags = verb.flags.map((flag) => `[${flag.name}${flag.value === undefined ? "" : ` ${valueName(flag.value)}`}]`);
  const args = verb.args.map((arg) => {
    const name = `${arg.name.toUpperCase()}${arg.many === true ? "…" : ""}`;
    return arg.optional === true ? `[${name}]` : name;
  });
  return ["usage:", verb.path, ...flags, ...args].join(" ");
}

/** How a page names what a flag takes: `kubeNamespace` is NAMESPACE. */
export const valueName = (value: string): string => value.replace(/^kube(?=[A-Z])/, "").toUpperCase();
