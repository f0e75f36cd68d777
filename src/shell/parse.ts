import { Reader, type Complaint, type Operator, type Word } from "./reader.ts";

export interface Redirect {
  readonly stream: "output" | "errors" | "both";
  /** Where to: a file, or `output` for `2>&1`, `errors` for `>&2`. */
  readonly to: { readonly file: Word } | "output" | "errors";
  /** Behind what is in the file: `>>`. */
  readonly append?: true;
}

/** One program with its words: `grep -c web`. */
export interface Simple {
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** `a | b | c`, and what must have come of the one before it. */
export interface Pipeline {
  readonly commands: readonly Simple[];
  readonly when: ";" | "&&" | "||";
  /** Where it begins in the line. */
  readonly from: number;
}

export type Parsed = { readonly ok: true; readonly pipelines: readonly Pipeline[] } | ({ readonly ok: false } & Complaint);

/** Reads a line into pipelines (bash(1), "SHELL GRAMMAR"). Loops, functions and jobs are refused by name. */
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
  const commands: Simple[] = [];
  for (;;) {
    const [simple, operator] = readSimple(reader);
    commands.push(simple);
    if (operator !== "|") return [{ commands, when, from }, operator];
    expectMore(reader, operator);
  }
}

/** Reads up to the operator that ends the command; redirections belong to it. */
function readSimple(reader: Reader): [Simple, Operator | undefined] {
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  while (!reader.done) {
    const operator = reader.operator();
    if (operator === undefined) words.push(reader.word());
    else if (endsCommand(operator)) return [checked({ words, redirects }, reader, operator), operator];
    else readRedirect(reader, operator, redirects);
  }
  return [checked({ words, redirects }, reader, undefined), undefined];
}

const endsCommand = (operator: Operator): boolean => operator === "|" || operator === ";" || operator === "&&" || operator === "||";

const NEEDS_FILE: Readonly<Partial<Record<Operator, Redirect["stream"]>>> = { ">": "output", ">>": "output", "2>": "errors", "2>>": "errors", "&>": "both" };

const NOT_HERE: Readonly<Partial<Record<Operator, string>>> = {
  "&": "running things in the background with & is not modelled here; the nearest thing is to let simulated time run while you type",
  "<": "reading a file with < is not modelled here; the nearest thing is cat FILE | …",
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
  if (first === undefined && simple.redirects.length === 0 && operator !== undefined) {
    reader.complain(`bash: syntax error near unexpected token '${operator}'`, `a command must stand before ${operator}`);
  }
  const plain = first === undefined ? "" : bare(first);
  const reserved = Object.hasOwn(RESERVED, plain) ? RESERVED[plain] : ASSIGNMENT.test(plain) ? OWN_VARIABLES : undefined;
  if (reserved !== undefined) reader.complain(reserved);
  return simple;
}

const bare = (word: Word): string => word.parts.map((part) => (part.kind === "text" && !part.quoted ? part.text : "")).join("");

const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*=/;
const OWN_VARIABLES = "variables of your own are not modelled here; the nearest thing is $(command) where the value is needed";
const LOOPS = "loops are not modelled here; the nearest things are xargs, which runs a command for each word, and watch, which repeats one";
const CHOICES = "if and case are not modelled here; the nearest things are && (when it worked) and || (when it failed)";
const FUNCTIONS = "functions and groups are not modelled here; the nearest thing is commands joined with ;";

const RESERVED: Readonly<Record<string, string>> = {
  for: LOOPS, while: LOOPS, until: LOOPS, select: LOOPS, do: LOOPS, done: LOOPS,
  if: CHOICES, then: CHOICES, else: CHOICES, elif: CHOICES, fi: CHOICES, case: CHOICES, esac: CHOICES, "[": CHOICES, "[[": CHOICES, test: CHOICES,
  function: FUNCTIONS, "{": FUNCTIONS, "}": FUNCTIONS,
  "!": "! before a command is not modelled here; the nearest thing is || (when it failed)",
};
