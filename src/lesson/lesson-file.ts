import type { Token, Tokens } from "marked";
import { nearest } from "../kernel/nearest.ts";
import type { Problem } from "../world/problem.ts";
import { readYaml } from "../world/yaml-source.ts";
import { blocks, frontMatter, type Written } from "./blocks.ts";
import type { Kind } from "./lesson.ts";
import { tokens } from "./markdown.ts";

/** One markdown file as its author divided it: front matter, and one part per heading. */
export interface LessonFile {
  readonly file: string;
  readonly front: ReturnType<typeof frontMatter.parse>;
  /** Where the front matter's scenario stands. */
  readonly scenarioLine: number;
  readonly parts: readonly Part[];
  readonly problems: readonly Problem[];
}

/** What stands under one heading. `lineOf` finds a key of its block. */
export type Part = {
  readonly title: string;
  readonly line: number;
  readonly text: readonly Token[];
  readonly lineOf: LineOf;
} & { [K in Kind]: { readonly kind: K; readonly block: Written[K] } }[Kind];

export type LineOf = (...path: readonly (string | number)[]) => number;

const LONGEST = 256 * 1024;

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What forbids reading a file at all: its length, or characters that would write to the terminal by themselves. */
export function unreadable(file: string, text: string): Problem[] {
  if (text.length > LONGEST) return [{ file, line: 1, what: `this file is ${Math.round(text.length / 1024)} KiB long, split it into files of at most ${LONGEST / 1024} KiB` }];
  return text.split("\n").flatMap((l, i) => {
    const found = CONTROL.exec(l);
    return found === null ? [] : [{ file, line: i + 1, what: `control character U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")} in column ${found.index + 1}, remove it` }];
  });
}

export function readLessonFile(file: string, written: string): LessonFile {
  const text = written.replaceAll("\r\n", "\n").replace(/^\uFEFF/, "");
  const problems = unreadable(file, text);
  if (problems.length > 0) return { file, front: NO_FRONT, scenarioLine: 1, parts: [], problems };
  const front = readFront(file, text);
  problems.push(...front.problems);
  const parts = sections(front.body, front.line).flatMap((section) => readPart(file, section, problems));
  if (parts.length === 0 && problems.length === 0) problems.push({ file, line: front.line + 1, what: "there is no step here, a line like # Two loops, one core opens one" });
  return { file, front: front.value, scenarioLine: front.scenarioLine, parts, problems };
}

const NO_FRONT = frontMatter.parse({ title: "untitled" });

interface Front {
  readonly value: typeof NO_FRONT;
  readonly body: string;
  /** Lines before the body. */
  readonly line: number;
  readonly scenarioLine: number;
  readonly problems: readonly Problem[];
}

function readFront(file: string, text: string): Front {
  const found = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (found === null) {
    const what = 'the file has to begin with front matter: a line ---, then title: …, then a line ---';
    return { value: NO_FRONT, body: text, line: 0, scenarioLine: 1, problems: [{ file, line: 1, what }] };
  }
  const body = text.slice(found[0].length);
  const line = found[0].split("\n").length - 1;
  const read = readYaml(frontMatter, found[1] ?? "", { file, before: 1 });
  if (!read.ok) return { value: NO_FRONT, body, line, scenarioLine: 1, problems: read.problems };
  return { value: read.value, body, line, scenarioLine: read.lineOf("scenario"), problems: [] };
}

interface Section {
  readonly title: string;
  readonly line: number;
  readonly tokens: { readonly token: Token; readonly line: number }[];
}

/** Cuts the body at its first-level headings. Text before the first one has no step to belong to. */
function sections(body: string, before: number): Section[] {
  const found: Section[] = [];
  let line = before + 1;
  for (const token of tokens(body)) {
    if (token.type === "heading" && (token as Tokens.Heading).depth === 1) found.push({ title: (token as Tokens.Heading).text, line, tokens: [] });
    else if (found.length > 0) found.at(-1)!.tokens.push({ token, line });
    else if (token.type !== "space") found.push({ title: "", line, tokens: [{ token, line }] });
    line += token.raw.split("\n").length - 1;
  }
  return found;
}

const KINDS = Object.keys(blocks) as readonly Kind[];

function readPart(file: string, section: Section, problems: Problem[]): Part[] {
  if (section.title === "") {
    problems.push({ file, line: section.line, what: "this text stands before the first heading, put a line like # First step above it" });
    return [];
  }
  const isBlock = ({ token }: { token: Token }): boolean => token.type === "code" && /^yaml\s+\S/.test((token as Tokens.Code).lang ?? "");
  const found = section.tokens.filter(isBlock);
  const rest = section.tokens.filter((t) => !isBlock(t)).map((t) => t.token);
  const extra = found[1];
  if (extra !== undefined) problems.push({ file, line: extra.line, what: "a step has one yaml block, give this one a heading of its own" });
  const block = found[0];
  const at = { title: section.title, line: section.line, text: rest };
  if (block === undefined) return [{ ...at, kind: "explain", block: blocks.explain.parse({}), lineOf: () => section.line }];
  return readBlock(file, at, block.token as Tokens.Code, block.line, problems);
}

function readBlock(file: string, at: { title: string; line: number; text: readonly Token[] }, code: Tokens.Code, line: number, problems: Problem[]): Part[] {
  const word = /^yaml\s+(\S+)/.exec(code.lang ?? "")![1]!;
  if (!(KINDS as readonly string[]).includes(word)) {
    const near = nearest(word, KINDS);
    problems.push({ file, line, what: `unknown kind of step "${word}", ${near === undefined ? `known: ${KINDS.join(", ")}` : `did you mean "${near}"?`}` });
    return [];
  }
  const kind = word as Kind;
  const read = readYaml<unknown>(blocks[kind], code.text, { file, before: line });
  if (read.ok) return [{ ...at, kind, block: read.value, lineOf: read.lineOf } as Part];
  problems.push(...read.problems);
  return [];
}
