import { Environment, type ParseResult } from "@marcbachmann/cel-js";
import { didYouMean } from "../kernel/nearest.ts";
import { toSeconds } from "../kernel/time.ts";
import type { Cell, Row } from "../kernel/facts.ts";
import type { Observation } from "../world/observation.ts";
import { CONSTANTS, rowName, type TableName, tableNames, vocabulary } from "./vocabulary.ts";

/** What came of reading an expression off the world: a plain value, or why there is none. */
export type Seen = { readonly ok: true; readonly value: Cell } | { readonly ok: false; readonly why: string };

/** An expression that has been parsed: to be read off many observations. */
export type Expression = (seen: Observation) => Seen;

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};
const numbers = (list: readonly unknown[]): number[] => list.map(Number);

/** CEL as Kubernetes uses it; numbers of the observation may be mixed with whole numbers of the text. */
function createLanguage(): Environment {
  const made = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  for (const [sign, work] of Object.entries(ARITHMETIC)) {
    made.registerOperator(`double ${sign} int`, (a: number, b: bigint) => work(a, Number(b)));
    made.registerOperator(`int ${sign} double`, (a: bigint, b: number) => work(Number(a), b));
  }
  made.registerFunction("list.sum(): double", (list: readonly unknown[]) => numbers(list).reduce((a, b) => a + b, 0));
  made.registerFunction("list.max(): double", (list: readonly unknown[]) => Math.max(...numbers(list)));
  made.registerFunction("list.min(): double", (list: readonly unknown[]) => Math.min(...numbers(list)));
  return made;
}

let language: Environment | undefined;

const parsed = new Map<string, ParseResult>();

/** The syntax tree's owner, parsed once per text. Throws the library's ParseError. */
export function parse(text: string): ParseResult {
  let result = parsed.get(text);
  if (result === undefined) parsed.set(text, (result = (language ??= createLanguage()).parse(text)));
  return result;
}

/** Reads an expression off an observation. Never throws: what cannot be read says why. */
export function read(text: string, seen: Observation): Seen {
  try {
    return plain(parse(text)(wordsOf(seen)));
  } catch (error) {
    return { ok: false, why: whyNot(error, seen) };
  }
}

function plain(value: unknown): Seen {
  // The greatest or least of no rows at all.
  if (value === Infinity || value === -Infinity) return { ok: false, why: NOTHING };
  if (typeof value === "bigint") return { ok: true, value: Number(value) };
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return { ok: true, value };
  return { ok: false, why: `this gives ${Array.isArray(value) ? "a list" : "a row"}, not one value` };
}

const NOTHING = "nothing there yet";

function whyNot(error: unknown, seen: Observation): string {
  const { summary, message } = error as { summary?: string; message?: string };
  const missing = /^No such key: (.*)$/.exec(summary ?? "")?.[1];
  if (missing === undefined) return (summary ?? message ?? String(error)).split("\n")[0]!;
  if (missing.startsWith("index out of bounds")) return NOTHING;
  const names = [seen.tables.vms, seen.tables.apps, seen.tables.machines, seen.tables.deployments, seen.tables.nodes, seen.tables.kube_services].flatMap((rows) => rows.map((row) => row.name));
  return `there is no "${missing}" now${didYouMean(missing, names)}`;
}

const worded = new WeakMap<Observation, Record<string, unknown>>();

/** The observation in a goal's words. A table is only computed when a word asks for it. */
function wordsOf(seen: Observation): Record<string, unknown> {
  let words = worded.get(seen);
  if (words === undefined) worded.set(seen, (words = freshWords(seen)));
  return words;
}

function freshWords(seen: Observation): Record<string, unknown> {
  const words: Record<string, unknown> = { ...CONSTANTS, now_s: toSeconds(seen.now) };
  for (const table of tableNames) {
    lazy(words, table, () => seen.tables[table]);
    lazy(words, vocabulary[table].one, () => byName(table, seen.tables[table]));
  }
  lazy(words, "host", () => seen.tables.machines.find((m) => m.host === ""));
  lazy(words, "guest", () => byName("machines", seen.tables.machines.filter((m) => m.host !== "")));
  lazy(words, "facts", () => seen.facts.map((f) => ({ id: f.id, at_s: toSeconds(f.at), type: f.type, about: f.about, detail: f.detail ?? {} })));
  return words;
}

function lazy(words: Record<string, unknown>, name: string, compute: () => unknown): void {
  Object.defineProperty(words, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = compute();
      Object.defineProperty(words, name, { value, enumerable: true });
      return value;
    },
  });
}

function byName(table: TableName, rows: readonly Row[]): Map<string, Row> {
  const named = new Map<string, Row>();
  for (const row of rows) {
    const name = rowName(table, row);
    if (!named.has(name)) named.set(name, row);
    if (table === "machines" && !named.has(String(row.path))) named.set(String(row.path), row);
  }
  return named;
}
