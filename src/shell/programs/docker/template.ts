/**
 * Go templates as docker's --format takes them (text/template): fields, `json`, `len`, `index`, `range`, `if`. What else
 * there is says so.
 */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export interface Wrong {
  readonly wrong: string;
}

type Piece = { readonly text: string } | { readonly action: string };

export function fill(template: string, value: Value): string | Wrong {
  const pieces = cutUp(template);
  try {
    const [text, rest] = block(pieces, 0, value);
    return rest < pieces.length ? { wrong: "template parsing error: template: :1: unexpected {{end}}" } : text;
  } catch (problem) {
    if (problem instanceof TemplateProblem) return { wrong: problem.message };
    throw problem;
  }
}

class TemplateProblem extends Error {}

function cutUp(template: string): Piece[] {
  return template.split(/(\{\{.*?\}\})/s).filter((part) => part !== "").map((part) => (part.startsWith("{{") ? { action: part.slice(2, -2).replace(/^-\s|\s-$/g, "").trim() } : { text: part }));
}

/** Fills pieces up to the `end` or `else` that closes the block; answers the text and where it stopped. */
function block(pieces: readonly Piece[], from: number, dot: Value): [string, number] {
  let text = "";
  let at = from;
  while (at < pieces.length) {
    const piece = pieces[at]!;
    if ("text" in piece) text += piece.text;
    else if (piece.action === "end" || piece.action === "else") return [text, at];
    else if (/^(range|if)\s/.test(piece.action)) {
      const [inner, end] = nested(pieces, at, piece.action, dot);
      text += inner;
      at = end;
    } else text += show(evaluate(piece.action, dot));
    at++;
  }
  return [text, at];
}

function nested(pieces: readonly Piece[], at: number, action: string, dot: Value): [string, number] {
  const [word = "", rest = ""] = [action.slice(0, action.indexOf(" ")), action.slice(action.indexOf(" ") + 1)];
  const [, variables, source] = /^(?:(\$\w+(?:\s*,\s*\$\w+)?)\s*:=\s*)?(.+)$/.exec(rest) ?? [];
  if (variables !== undefined) throw new TemplateProblem("variables in templates are real, not modelled here; the nearest thing: {{range .X}}{{.}}{{end}}");
  const value = evaluate(source ?? "", dot);
  const items = word === "if" ? (truth(value) ? [dot] : []) : value !== null && typeof value === "object" ? Object.values(value as Record<string, Value>) : [];
  const end = closing(pieces, at + 1, action);
  const body = items.map((item) => block(pieces, at + 1, item)[0]).join("");
  if ((pieces[end] as { readonly action: string }).action !== "else") return [body, end];
  const last = closing(pieces, end + 1, action);
  return [items.length === 0 ? block(pieces, end + 1, dot)[0] : body, last];
}

/** Where the `end` or `else` stands that belongs to an opened block. */
function closing(pieces: readonly Piece[], from: number, action: string): number {
  let depth = 0;
  for (let at = from; at < pieces.length; at++) {
    const piece = pieces[at]!;
    if ("text" in piece) continue;
    if (/^(range|if)\s/.test(piece.action)) depth++;
    else if (depth === 0 && (piece.action === "end" || piece.action === "else")) return at;
    else if (piece.action === "end") depth--;
  }
  throw new TemplateProblem(`template parsing error: template: :1: unclosed action: ${action}`);
}

const truth = (value: Value): boolean => (value !== null && typeof value === "object" ? Object.keys(value).length > 0 : Boolean(value));

function evaluate(expression: string, dot: Value): Value {
  const words = expression.match(/"[^"]*"|\S+/g) ?? [];
  const [first = "", ...rest] = words;
  if (first === "json") return JSON.stringify(evaluate(rest.join(" "), dot));
  if (first === "len") return Object.keys(evaluate(rest.join(" "), dot) as object).length;
  if (first === "index") return rest.slice(1).reduce<Value>((value, key) => member(value, key.replace(/^"|"$/g, ""), expression), evaluate(rest[0]!, dot));
  if (words.length !== 1 || !/^(\.\w*)+$/.test(first)) throw new TemplateProblem(`template parsing error: {{${expression}}} is not modelled here; there are fields, json, len, index, range and if`);
  return first === "." ? dot : first.slice(1).split(".").reduce<Value>((value, key) => member(value, key, expression), dot);
}

function member(value: Value, key: string, expression: string): Value {
  if (value !== null && typeof value === "object" && key in value) return (value as { readonly [key: string]: Value })[key]!;
  throw new TemplateProblem(`template parsing error: template: :1:2: executing "" at <${expression}>: map has no entry for key "${key}"`);
}

function show(value: Value): string {
  if (value === null) return "<no value>";
  if (Array.isArray(value)) return `[${value.map(show).join(" ")}]`;
  if (typeof value === "object") return `map[${Object.entries(value).map(([key, one]) => `${key}:${show(one as Value)}`).join(" ")}]`;
  return String(value);
}
