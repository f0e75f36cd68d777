import type { Reader, Word } from "./reader.ts";

/**
 * `for NAME in WORDS; do LIST; done` and `while true; do LIST; done`, on one line: bash(1), "Compound Commands".
 * The shell runs a loop by writing its turns out, so that each of them may take time, as `sleep 1` does.
 */
export interface Loop {
  /** What `for` sets in each turn; undefined for `while`. */
  readonly variable?: string;
  readonly words: readonly Word[];
  /** The condition of `while`: true, or a `sleep` that always succeeds. */
  readonly condition: string;
  readonly body: string;
}

const ONE_LINE = "a loop stands on one line here, for example: for i in 1 2 3; do echo $i; done";

/** Reads a loop whose first word has been taken; `list` reads commands up to one of these words, and answers whether it came. */
export function readLoop(keyword: string, reader: Reader, list: (...ends: string[]) => boolean): Loop {
  return keyword === "for" ? readFor(reader, list) : readWhile(reader, list);
}

function readFor(reader: Reader, list: (...ends: string[]) => boolean): Loop {
  const name = reader.done ? "" : plainText(reader.word());
  if (!/^[A-Za-z_]\w*$/.test(name)) reader.complain("for takes the name of a variable and words here", "for i in $(seq 1 10); do echo $i; done");
  if (reader.keyword("in") === undefined) reader.complain(`bash: syntax error near ${name}`, ONE_LINE);
  const words: Word[] = [];
  let operator = reader.done ? undefined : reader.operator();
  while (operator === undefined && !reader.done) {
    words.push(reader.word());
    operator = reader.done ? undefined : reader.operator();
  }
  if (operator !== ";" || reader.keyword("do") === undefined) reader.complain("do is missing", ONE_LINE);
  return { variable: name, words, condition: "", body: readBody(reader, list) };
}

function readWhile(reader: Reader, list: (...ends: string[]) => boolean): Loop {
  const from = reader.at;
  if (!list("do")) reader.complain("do is missing", ONE_LINE);
  const condition = trimmed(reader.since(from).replace(/do$/, ""));
  if (!/^(true|:|sleep \d+(\.\d+)?)$/.test(condition)) reader.complain("while goes on for ever here: while true, or while sleep 1; other conditions are not modelled", "watch -n 1 COMMAND repeats a command too");
  return { words: [], condition: condition.startsWith("sleep") ? condition : "", body: readBody(reader, list) };
}

function readBody(reader: Reader, list: (...ends: string[]) => boolean): string {
  const from = reader.at;
  if (!list("done")) reader.complain("done is missing", ONE_LINE);
  const body = trimmed(reader.since(from).replace(/done$/, ""));
  if (body === "") reader.complain("bash: syntax error near unexpected token 'done'", "a command must stand between do and done");
  return body;
}

const trimmed = (list: string): string => list.replace(/[;\s]+$/, "").trim();

const plainText = (word: Word): string => word.parts.map((part) => (part.kind === "text" ? part.text : "$")).join("");

/** The loop's turns, written out; `values` are what its words became. */
export function turnsOf(loop: Loop, values: readonly string[]): string {
  if (loop.variable === undefined) return [...(loop.condition === "" ? [] : [loop.condition]), loop.body, `while ${loop.condition || "true"}; do ${loop.body}; done`].join("; ");
  return values.length === 0 ? "true" : values.map((value) => `${loop.variable}='${value.replaceAll("'", `'\\''`)}'; ${loop.body}`).join("; ");
}
