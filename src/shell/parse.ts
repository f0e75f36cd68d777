import { readLoop, type Loop } from "./loop.ts";
import { Reader, type Complaint, type Operator, type Part, type Word } from "./reader.ts";

export interface Redirect {
  readonly stream: "output" | "errors" | "both";
  /** Where to: a file, or `output` for `2>&1`, `errors` for `>&2`. */
  readonly to: { readonly file: Word } | "output" | "errors";
  /** Behind what is in the file: `>>`. */
  readonly append?: true;
}

/** `NAME=VALUE`; without a value the variable is forgotten. */
export interface Assignment {
  readonly name: string;
  readonly value?: readonly Part[];
}

/** One program with its words: `grep -c web`; or variables that are set. */
export interface Simple {
  readonly words: readonly Word[];
  readonly assigns: readonly Assignment[];
  /** The file behind `<`. */
  readonly input?: Word;
  readonly redirects: readonly Redirect[];
}

/** `a | b | c`, and what must have come of the one before it. */
export interface Pipeline {
  readonly commands: readonly Simple[];
  readonly when: ";" | "&&" | "||";
  /** Where it begins in the line, and where what follows it begins. */
  readonly from: number;
  readonly to: number;
  /** It is a loop, and no commands. */
  readonly loop?: Loop;
}

export type Parsed = { readonly ok: true; readonly pipelines: readonly Pipeline[] } | ({ readonly ok: false } & Complaint);

/** Reads a line into pipelines (bash(1), "SHELL GRAMMAR"). Functions and jobs are refused by name. */
export function parse(line: string): Parsed {
  const reader = new Reader(line);
  const pipelines: Pipeline[] = [];
  let when: Pipeline["when"] = ";";
  while (!reader.done) {
    const [pipeline, operator] = readPipeline(reader, when);
    pipelines.push(pipeline);
    if (operator !== undefined && operator !== ";") expectMore(reader, operator);
    when = operator === "&&" || operator === "||" ? operator : ";";
  }
  return reader.complaint === undefined ? { ok: true, pipelines } : { ok: false, ...reader.complaint };
}

function readPipeline(reader: Reader, when: Pipeline["when"]): [Pipeline, Operator | undefined] {
  const from = reader.at;
  const keyword = reader.keyword("for", "while");
  if (keyword !== undefined) return readWhole(reader, keyword, when, from);
  const commands: Simple[] = [];
  for (;;) {
    const [simple, operator] = readSimple(reader);
    commands.push(simple);
    if (operator !== "|") return [{ commands, when, from, to: reader.at - (operator?.length ?? 0) }, operator];
    expectMore(reader, operator);
  }
}

/** A loop, and the operator behind its `done`. */
function readWhole(reader: Reader, keyword: string, when: Pipeline["when"], from: number): [Pipeline, Operator | undefined] {
  const loop = readLoop(keyword, reader, (...ends) => readList(reader, ends));
  const to = reader.at;
  const operator = reader.done ? undefined : reader.operator();
  const ends = reader.done || operator === ";" || operator === "&&" || operator === "||";
  if (!ends) reader.complain("what a loop prints cannot be piped or redirected here; the nearest thing is to do it inside the loop");
  return [{ commands: [], when, from, to, loop }, operator];
}

/** Reads commands up to one of these reserved words; false when it does not come. */
function readList(reader: Reader, ends: readonly string[]): boolean {
  while (!reader.done) {
    if (reader.keyword(...ends) !== undefined) return true;
    readPipeline(reader, ";");
  }
  return false;
}

/** Reads up to the operator that ends the command; redirections belong to it. */
function readSimple(reader: Reader): [Simple, Operator | undefined] {
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  let input: Word | undefined;
  const simple = (): Simple => ({ ...assigned(words), redirects, ...(input === undefined ? {} : { input }) });
  while (!reader.done) {
    const operator = reader.operator();
    if (operator === undefined) words.push(reader.word());
    else if (endsCommand(operator)) return [checked(simple(), reader, operator), operator];
    else if (operator === "<" && !reader.done) input = reader.word();
    else readRedirect(reader, operator, redirects);
  }
  return [checked(simple(), reader, undefined), undefined];
}

/** Takes `A=1 B=2`, `export A=1` and `unset A` for what they are. */
function assigned(words: readonly Word[]): Pick<Simple, "words" | "assigns"> {
  const command = words[0] === undefined ? "" : bare(words[0]);
  const rest = command === "export" || command === "unset" ? words.slice(1) : words;
  if (command === "unset" && rest.every((word) => NAME.test(bare(word)))) return { words: [], assigns: rest.map((word) => ({ name: bare(word) })) };
  const count = rest.findIndex((word) => !isAssignment(word));
  const taken = count < 0 ? rest : rest.slice(0, count);
  if (command === "export" && taken.length < rest.length) return { words, assigns: [] };
  return { words: rest.slice(taken.length), assigns: taken.map(assignment) };
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const isAssignment = (word: Word): boolean => word.parts[0]?.kind === "text" && !word.parts[0].quoted && ASSIGNMENT.test(word.parts[0].text);

function assignment(word: Word): Assignment {
  const first = word.parts[0] as Extract<Part, { kind: "text" }>;
  const cut = first.text.indexOf("=");
  return { name: first.text.slice(0, cut), value: [{ ...first, text: first.text.slice(cut + 1) }, ...word.parts.slice(1)] };
}

const endsCommand = (operator: Operator): boolean => operator === "|" || operator === ";" || operator === "&&" || operator === "||";

const NEEDS_FILE: Readonly<Partial<Record<Operator, Redirect["stream"]>>> = { ">": "output", ">>": "output", "2>": "errors", "2>>": "errors", "&>": "both" };

const NOT_HERE: Readonly<Partial<Record<Operator, string>>> = {
  "&": "running things in the background with & is not modelled here; the nearest thing is to let simulated time run while you type",
  "<": "bash: syntax error near unexpected token 'newline'",
  "<<": "text given with << is not modelled here; the nearest thing is echo … | …",
  "|&": "|& is not modelled here; the nearest thing is 2>&1 |",
  "(": "a subshell in ( ) is not modelled here; the nearest thing is to run its commands one after another with ;",
  ")": "there is a ) without a $( before it",
  ";;": "case … esac is not modelled here; the nearest thing is && and ||",
};

function readRedirect(reader: Reader, operator: Operator, redirects: Redirect[]): void {
  const stream = NEEDS_FILE[operator];
  if (operator === "2>&1") redirects.push({ stream: "errors", to: "output" });
  else if (operator === ">&2") redirects.push({ stream: "output", to: "errors" });
  else if (stream === undefined) reader.complain(NOT_HERE[operator]!);
  else if (reader.done) reader.complain(`bash: syntax error near unexpected token 'newline'`, `${operator} needs a file name after it`);
  else redirects.push({ stream, to: { file: reader.word() }, ...(operator.endsWith(">>") ? { append: true as const } : {}) });
}

function expectMore(reader: Reader, operator: Operator): void {
  if (reader.done) reader.complain(`the line ends after ${operator}: a command must follow it`);
}

function checked(simple: Simple, reader: Reader, operator: Operator | undefined): Simple {
  const first = simple.words[0];
  if (first === undefined && simple.redirects.length === 0 && simple.assigns.length === 0 && operator !== undefined) {
    reader.complain(`bash: syntax error near unexpected token '${operator}'`, `a command must stand before ${operator}`);
  }
  const plain = first === undefined ? "" : bare(first);
  const reserved = Object.hasOwn(RESERVED, plain) ? RESERVED[plain] : simple.assigns.length > 0 && first !== undefined ? FOR_ONE : undefined;
  if (reserved !== undefined) reader.complain(reserved);
  return simple;
}

const bare = (word: Word): string => word.parts.map((part) => (part.kind === "text" && !part.quoted ? part.text : "")).join("");

const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*=/;
const FOR_ONE = "a variable for one command alone is not modelled here: the programs read none; the nearest thing is to set it before, with ;";
const LOOPS = "until and select are not modelled here; the nearest things are for, and while true";
const STRAY = "bash: syntax error: do and done belong to a loop: for i in 1 2 3; do echo $i; done";
const CHOICES = "if and case are not modelled here; the nearest things are && (when it worked) and || (when it failed)";
const FUNCTIONS = "functions and groups are not modelled here; the nearest thing is commands joined with ;";

const RESERVED: Readonly<Record<string, string>> = {
  until: LOOPS, select: LOOPS, do: STRAY, done: STRAY,
  if: CHOICES, then: CHOICES, else: CHOICES, elif: CHOICES, fi: CHOICES, case: CHOICES, esac: CHOICES, "[": CHOICES, "[[": CHOICES, test: CHOICES,
  function: FUNCTIONS, "{": FUNCTIONS, "}": FUNCTIONS,
  "!": "! before a command is not modelled here; the nearest thing is || (when it failed)",
};
