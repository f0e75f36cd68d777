import type { ASTNode } from "@marcbachmann/cel-js";
import { didYouMean } from "../kernel/nearest.ts";
import { parse } from "./reading.ts";
import { columnsOf, FACT_COLUMNS, OTHER_WORDS, type TableName, tableNames, tableOfOne, vocabulary } from "./vocabulary.ts";

/** What a part of an expression stands for, as far as its text tells. */
type Meaning =
  | { readonly is: "rows" | "row" | "named"; readonly table: TableName | "facts" }
  | { readonly is: "list"; readonly of: Meaning }
  | { readonly is: "value" };

type Scope = ReadonlyMap<string, Meaning>;

const VALUE: Meaning = { is: "value" };
const MACROS = ["filter", "map", "all", "exists", "exists_one"];
/** Library words that look like names in the tree: `cel.bind`, `math.…`. */
const LIBRARY = ["cel", "math", "optional"];

/** Everything wrong with an expression that its text alone shows: syntax, tables, columns. */
export function checkExpression(text: string): string[] {
  try {
    const problems: string[] = [];
    meaning(parse(text).ast, new Map(), problems);
    return problems;
  } catch (error) {
    const { summary, message, range } = error as { summary?: string; message: string; range?: { start: number } };
    const where = range === undefined ? "" : ` (at column ${range.start + 1} of the expression)`;
    return [`"${text}" is not a CEL expression: ${(summary ?? message).split("\n")[0]}${where}`];
  }
}

function meaning(node: ASTNode, scope: Scope, problems: string[]): Meaning {
  switch (node.op) {
    case "value":
      return VALUE;
    case "id":
      return word(node.args, scope, problems);
    case ".":
    case ".?":
      return field(meaning(node.args[0], scope, problems), node.args[1], problems);
    case "[]":
    case "[?]":
      return element(node.args, scope, problems);
    case "rcall":
      return called(node.args, scope, problems);
    default:
      for (const child of children(node.args)) meaning(child, scope, problems);
      return VALUE;
  }
}

function word(name: string, scope: Scope, problems: string[]): Meaning {
  const bound = scope.get(name);
  if (bound !== undefined) return bound;
  if ((tableNames as readonly string[]).includes(name)) return { is: "rows", table: name as TableName };
  const table = tableOfOne(name);
  if (table !== undefined) return { is: "named", table };
  if (name === "host") return { is: "row", table: "machines" };
  if (name === "guest") return { is: "named", table: "machines" };
  if (name === "facts") return { is: "rows", table: "facts" };
  if ((OTHER_WORDS as readonly string[]).includes(name) || LIBRARY.includes(name)) return VALUE;
  const known = [...tableNames, ...tableNames.map((t) => vocabulary[t].one), ...OTHER_WORDS, ...scope.keys()];
  problems.push(`unknown table "${name}"${didYouMean(name, known) || `, known: ${tableNames.join(", ")}`}`);
  return VALUE;
}

function field(of: Meaning, name: string, problems: string[]): Meaning {
  if (of.is === "named") return { is: "row", table: of.table };
  if (of.is === "rows" || of.is === "list") {
    problems.push(`"${name}" is asked of a whole list, pick one row first: filter(...)[0].${name}, or use the singular: ${singular(of)}.NAME.${name}`);
    return VALUE;
  }
  if (of.is === "row") {
    const known: readonly string[] = of.table === "facts" ? FACT_COLUMNS : columnsOf(of.table);
    if (!known.includes(name)) problems.push(`table "${of.table}" has no column "${name}"${didYouMean(name, known) || `, it has: ${known.join(", ")}`}`);
  }
  return VALUE;
}

const singular = (of: Meaning): string => (of.is === "rows" && of.table !== "facts" ? vocabulary[of.table].one : "row");

function element([of, index]: readonly [ASTNode, ASTNode], scope: Scope, problems: string[]): Meaning {
  const base = meaning(of, scope, problems);
  meaning(index, scope, problems);
  if (base.is === "rows" || base.is === "named") return { is: "row", table: base.table };
  if (base.is === "list") return base.of;
  if (base.is === "row" && index.op === "value" && typeof index.args === "string") return field(base, index.args, problems);
  return VALUE;
}

function called([name, receiver, args]: readonly [string, ASTNode, readonly ASTNode[]], scope: Scope, problems: string[]): Meaning {
  if (name === "bind" && receiver.op === "id" && receiver.args === "cel") return bound(args, scope, problems);
  const base = meaning(receiver, scope, problems);
  if (!MACROS.includes(name) || args[0]?.op !== "id") {
    for (const arg of args) meaning(arg, scope, problems);
    return VALUE;
  }
  const row: Meaning = base.is === "rows" || base.is === "named" ? { is: "row", table: base.table } : base.is === "list" ? base.of : VALUE;
  const inner = new Map(scope).set(args[0].args, row);
  const results = args.slice(1).map((arg) => meaning(arg, inner, problems));
  if (name === "filter") return base.is === "named" ? { is: "rows", table: base.table } : base;
  return name === "map" ? { is: "list", of: results.at(-1) ?? VALUE } : VALUE;
}

function bound(args: readonly ASTNode[], scope: Scope, problems: string[]): Meaning {
  const [name, value, body] = args;
  if (name?.op !== "id" || value === undefined || body === undefined) return VALUE;
  return meaning(body, new Map(scope).set(name.args, meaning(value, scope, problems)), problems);
}

const isNode = (value: unknown): value is ASTNode => typeof value === "object" && value !== null && "op" in value;

function children(args: unknown): ASTNode[] {
  if (isNode(args)) return [args];
  return Array.isArray(args) ? args.flatMap(children) : [];
}
