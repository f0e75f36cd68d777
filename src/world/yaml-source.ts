import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { didYouMean } from "../kernel/nearest.ts";
import type { Problem } from "./problem.ts";

/** A value read from YAML that somebody wrote, or everything that is wrong with it; `lineOf` finds a part again. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly lineOf: (...path: readonly (string | number)[]) => number }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Where a piece of YAML stands: the line of the file that comes before its first one. */
export interface Place {
  readonly file: string;
  readonly before: number;
}

/** Reads YAML by a schema. Anchors are refused: a few bytes of them can unfold into gigabytes. */
export function readYaml<T>(schema: z.ZodType<T>, text: string, place: Place): Reading<T> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): number => place.before + lines.linePos(offset).line;
  const broken = [...doc.errors, ...doc.warnings].map((e) => ({ file: place.file, line: at(e.pos[0]), what: `this YAML cannot be read: ${sentence(e.message)}` }));
  if (broken.length > 0) return { ok: false, problems: broken };
  const plain = plainValue(doc);
  if (!plain.ok) return { ok: false, problems: [{ file: place.file, line: place.before + 1, what: plain.what }] };
  const read = schema.safeParse(plain.value ?? {});
  const lineOf = (...path: readonly (string | number)[]): number => at(offsetOf(doc, path));
  if (read.success) return { ok: true, value: read.data, lineOf };
  const problems = read.error.issues.flatMap((issue) => complaints(issue, schema, place.file, lineOf));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
}

function plainValue(doc: Document): { ok: true; value: unknown } | { ok: false; what: string } {
  try {
    return { ok: true, value: doc.toJS({ maxAliasCount: 0 }) };
  } catch {
    return { ok: false, what: "anchors and aliases (& and *) are not used here, write the value out" };
  }
}

const sentence = (message: string): string => message.split("\n")[0]!.replace(/ at line \d+.*$/, "").replace(/[.:]$/, "");

/** Where the deepest existing part of a path begins. */
function offsetOf(doc: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const key = keyOffset(doc, path.slice(0, depth));
    if (key !== undefined) return key;
  }
  return isNode(doc.contents) ? (doc.contents.range?.[0] ?? 0) : 0;
}

function keyOffset(doc: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const items = (parent as { items?: readonly unknown[] } | undefined)?.items ?? [];
  for (const item of items) {
    const pair = item as { key?: { value?: unknown; range?: readonly number[] } };
    if (pair.key !== undefined && String(pair.key.value) === String(last)) return pair.key.range?.[0];
  }
  const node = typeof last === "number" ? (items[last] as { range?: readonly number[] } | undefined) : undefined;
  return node?.range?.[0];
}

type Issue = z.core.$ZodIssue;

function complaints(issue: Issue, schema: z.ZodType, file: string, lineOf: (...path: (string | number)[]) => number): Problem[] {
  const path = issue.path.map((p) => (typeof p === "number" ? p : String(p)));
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ file, line: lineOf(...path, key), what: `${inside(path)}unknown key "${key}"${unknownFix(key, known)}` }));
  }
  return [{ file, line: lineOf(...path), what: wording(issue, path) }];
}

const unknownFix = (key: string, known: readonly string[]): string => didYouMean(key, known) || (known.length === 0 ? "" : `, known here: ${known.join(", ")}`);

const inside = (path: readonly (string | number)[]): string => (path.length === 0 ? "" : `${pathText(path)}: `);

/** `hosts[0].vms[1].memory` */
function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`), "");
}

function wording(issue: Issue, path: readonly (string | number)[]): string {
  const name = path.length === 0 ? "this block" : pathText(path);
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && /received undefined/.test(issue.message) ? `${name} is missing, it has to be ${article(issue.expected)}` : `${name} has to be ${article(issue.expected)}`;
    case "invalid_value":
      return `${name} has to be one of: ${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return `${name} has to be ${/Expected (.*)$/.exec(issue.message)?.[1]?.replaceAll("'", "").replaceAll(" | ", ", ").replace(/^/, "one of: ") ?? "of another form"}`;
    case "too_small":
      return `${name} is too small or too short, at least ${String(issue.minimum)}`;
    case "too_big":
      return `${name} is too big or too long, at most ${String(issue.maximum)}`;
    default:
      return `${name}: ${issue.message}`;
  }
}

const NOUNS: Readonly<Record<string, string>> = { string: "text", number: "a number", int: "a whole number", boolean: "true or false", array: "a list", object: "a block of keys", record: "a block of keys" };

const article = (expected: string): string => NOUNS[expected] ?? `a ${expected}`;

interface Def {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** The keys a schema knows at a path, to name the one that was meant. */
function keysAt(schema: z.ZodType | undefined, path: readonly (string | number)[]): readonly string[] {
  if (schema === undefined) return [];
  const def = schema._zod.def as Def;
  if (def.innerType !== undefined) return keysAt(def.innerType, path);
  if (def.in !== undefined) return [...keysAt(def.in, path), ...keysAt(def.out, path)];
  if (def.options !== undefined) return [...new Set(def.options.flatMap((option) => keysAt(option, path)))];
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(def.shape ?? {});
  return keysAt(typeof first === "number" ? def.element : def.shape?.[first], rest);
}
