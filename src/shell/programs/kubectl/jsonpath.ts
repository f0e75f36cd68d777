import type { Wrong } from "./resources.ts";
import { sortedKeys } from "./sorted-keys.ts";

/** A JSONPath template that has been read: `{.items[*].metadata.name}`. */
export interface JsonPath {
  /** What the template prints for a document. */
  text(document: unknown): string;
  /** What its first path leads to. */
  values(document: unknown): readonly unknown[];
}

type Walk = (from: readonly unknown[], root: unknown) => readonly unknown[];
type Node = { readonly is: "text"; readonly text: string } | { readonly is: "path"; readonly walk: Walk } | { readonly is: "range"; readonly walk: Walk; readonly inner: readonly Node[] };

/** Reads a template as kubectl has them: paths, wildcards, slices, filters, range and end, quoted text. Source: `client-go/util/jsonpath`. */
export function readJsonPath(template: string): JsonPath | Wrong {
  try {
    const reader = new Template(template);
    const nodes = reader.nodes();
    return { text: (document) => print(nodes, document, document), values: (document) => { const first = nodes.find((node) => node.is === "path"); return first?.is === "path" ? first.walk([document], document) : []; } };
  } catch (problem) {
    return { wrong: `error: error parsing jsonpath ${template}, ${(problem as Error).message}` };
  }
}

function print(nodes: readonly Node[], at: unknown, root: unknown): string {
  return nodes.map((node) => {
    if (node.is === "text") return node.text;
    const found = node.walk([at], root);
    return node.is === "path" ? found.map(shown).join(" ") : found.map((one) => print(node.inner, one, root)).join("");
  }).join("");
}

const shown = (value: unknown): string => (typeof value === "object" && value !== null ? JSON.stringify(sortedKeys(value)) : value === undefined || value === null ? "" : String(value));

class Template {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  nodes(inRange = false): Node[] {
    const nodes: Node[] = [];
    while (this.at < this.text.length) {
      const open = this.text.indexOf("{", this.at);
      if (open !== this.at) nodes.push({ is: "text", text: escaped(this.text.slice(this.at, open < 0 ? undefined : open)) });
      if (open < 0) break;
      const inside = this.braces(open);
      if (inside === "end") {
        if (!inRange) throw new Error("not in range, nothing to end");
        return nodes;
      }
      nodes.push(this.node(inside));
    }
    if (inRange) throw new Error("unclosed action: range needs {end}");
    return nodes;
  }

  private node(inside: string): Node {
    if (/^(["']).*\1$/s.test(inside)) return { is: "text", text: escaped(inside.slice(1, -1)) };
    if (inside.startsWith("range ")) return { is: "range", walk: walkOf(inside.slice(6).trim()), inner: this.nodes(true) };
    return { is: "path", walk: walkOf(inside) };
  }

  /** What stands between braces; braces inside quotes do not count. */
  private braces(open: number): string {
    let quote = "";
    for (let at = open + 1; at < this.text.length; at++) {
      const sign = this.text[at]!;
      if (quote !== "") quote = sign === quote ? "" : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === "}") {
        this.at = at + 1;
        return this.text.slice(open + 1, at).trim();
      }
    }
    throw new Error("unclosed action");
  }
}

const escaped = (text: string): string => text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");

const STEP = /^(?:\.\.(?<deep>[\w-]+|\*)|\.(?<name>(?:\\.|[\w/-])+|\*)|\[\?\((?<filter>.*?)\)\]|\[(?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<star>\*)|(?<index>-?\d+)|(?<from>-?\d*):(?<to>-?\d*))\])/;

/** A path as a function from what it starts at to what it leads to. */
function walkOf(path: string): Walk {
  const steps: Walk[] = [];
  let rest = path.startsWith("$") ? path.slice(1) : path.startsWith("@") ? path.slice(1) : path;
  if (rest === "" || rest === ".") return (from) => from;
  if (!rest.startsWith(".") && !rest.startsWith("[")) rest = `.${rest}`;
  while (rest !== "") {
    const found = STEP.exec(rest);
    if (found?.groups === undefined) throw new Error(`unrecognized character in action: ${rest[0]}`);
    steps.push(stepOf(found.groups));
    rest = rest.slice(found[0].length);
  }
  return (from, root) => steps.reduce<readonly unknown[]>((at, step) => step(at, root), from);
}

function stepOf({ deep, name, filter, single, double, star, index, from, to }: Readonly<Record<string, string | undefined>>): Walk {
  const key = name?.replaceAll(/\\(.)/g, "$1") ?? single ?? double;
  if (deep !== undefined) return (at) => at.flatMap((value) => below(value, deep));
  if (key === "*" || star !== undefined) return (at) => at.flatMap(inner);
  if (key !== undefined) return (at) => at.flatMap((value) => fieldOf(value, key));
  if (filter !== undefined) return filtered(filter);
  const slice = index === undefined ? [from === "" ? 0 : Number(from), to === "" ? undefined : Number(to)] as const : undefined;
  if (slice !== undefined) return (at) => at.flatMap((value) => (Array.isArray(value) ? value.slice(...slice) : []));
  return (at) => at.flatMap((value) => (Array.isArray(value) && value.at(Number(index)) !== undefined ? [value.at(Number(index))] : []));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
const inner = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []);
const fieldOf = (value: unknown, key: string): readonly unknown[] => (isObject(value) && Object.hasOwn(value, key) && value[key] !== undefined ? [value[key]] : []);
const below = (value: unknown, key: string): readonly unknown[] => [...(key === "*" ? inner(value) : fieldOf(value, key)), ...inner(value).flatMap((one) => below(one, key))];

const COMPARISON = /^(@[^=!<>\s]*)\s*(?:(==|!=|>=|<=|>|<)\s*(.+))?$/;

function filtered(filter: string): Walk {
  const [, path = "", sign, written = ""] = COMPARISON.exec(filter.trim()) ?? [];
  if (path === "") throw new Error(`unrecognized filter: ${filter}`);
  const walk = walkOf(path);
  const value = /^(["']).*\1$/.test(written) ? written.slice(1, -1) : written.startsWith("@") ? undefined : Number.isNaN(Number(written)) ? written : Number(written);
  return (at, root) => at.flatMap(inner).filter((one) => holds(walk([one], root)[0], sign, value));
}

function holds(is: unknown, sign: string | undefined, value: unknown): boolean {
  if (sign === undefined) return is !== undefined;
  const [a, b] = typeof value === "number" ? [Number(is), value] : [String(is), String(value)];
  return { "==": a === b, "!=": a !== b, ">": a > b, "<": a < b, ">=": a >= b, "<=": a <= b }[sign] ?? false;
}
