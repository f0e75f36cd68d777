import { isPattern, literally } from "./glob.ts";
import type { Part, Word } from "./reader.ts";

/** What stands for a `$NAME`, what a `$(line)` prints, and which files a pattern fits. */
export interface Surroundings {
  variable(name: string): string;
  run(line: string): string;
  files(pattern: string): readonly string[];
}

/** For scripts and tests that know no variables and no files. */
export const NOTHING_AROUND: Surroundings = { variable: () => "", run: () => "", files: () => [] };

interface Field {
  readonly text: string;
  /** The text with what was quoted escaped: as a pattern for file names. */
  readonly pattern: string;
}

/**
 * Fills a word in: bash(1), "EXPANSION". `{a,b}` and `{1..3}` become words of their own; what came from an unquoted variable
 * or `$(…)` is split at blanks, so one word may become several, or none; a pattern becomes the names that it fits, or stays.
 */
export function expand(word: Word, around: Surroundings): string[] {
  return braced(word.parts).flatMap((parts) => fieldsOf(parts, around)).flatMap((field) => {
    const found = isPattern(field.pattern) ? around.files(field.pattern) : [];
    return found.length > 0 ? found : [field.text];
  });
}

/** The value of an assignment: one text, whatever it is made of. */
export const valueOf = (parts: readonly Part[], around: Surroundings): string => parts.map((part) => textOf(part, around)).join("");

function fieldsOf(parts: readonly Part[], around: Surroundings): Field[] {
  const fields: Field[] = [];
  let open: Field | undefined;
  const add = (text: string, quoted: boolean): void => {
    open = { text: (open?.text ?? "") + text, pattern: (open?.pattern ?? "") + (quoted ? literally(text) : text) };
  };
  for (const [place, part] of parts.entries()) {
    const text = place === 0 ? home(part) ?? textOf(part, around) : textOf(part, around);
    if (part.quoted || part.kind === "text") {
      add(text, part.quoted);
      continue;
    }
    const [first, ...rest] = text.split(/[ \t\n]+/);
    if (first !== "") add(first!, false);
    for (const field of rest) {
      if (open !== undefined) fields.push(open);
      open = field === "" ? undefined : { text: field, pattern: field };
    }
  }
  return open === undefined ? fields : [...fields, open];
}

function textOf(part: Part, around: Surroundings): string {
  if (part.kind === "text") return part.text;
  return part.kind === "variable" ? around.variable(part.name) : around.run(part.line).replace(/\n+$/, "");
}

/** `~` and `~/x` unquoted at the start of a word. */
const home = (part: Part): string | undefined => (part.kind === "text" && !part.quoted && /^~(?:$|\/)/.test(part.text) ? `/root${part.text.slice(1)}` : undefined);

const BRACES = /\{(?:([^{}]*,[^{}]*)|(-?\d+)\.\.(-?\d+))\}/;
const MOST = 1000;

/** `a{1..3}` is `a1 a2 a3`: bash(1), "Brace Expansion". Braces hold plain text here. */
function braced(parts: readonly Part[]): (readonly Part[])[] {
  const place = parts.findIndex((part) => part.kind === "text" && !part.quoted && BRACES.test(part.text));
  const part = parts[place];
  if (part?.kind !== "text") return [parts];
  const [whole, list, from, to] = BRACES.exec(part.text)!;
  const at = part.text.indexOf(whole);
  const choices = list === undefined ? between(Number(from), Number(to)) : list.split(",");
  return choices.flatMap((choice) => braced([...parts.slice(0, place), { ...part, text: part.text.slice(0, at) + choice + part.text.slice(at + whole.length) }, ...parts.slice(place + 1)]));
}

const between = (from: number, to: number): string[] => Array.from({ length: Math.min(MOST, Math.abs(to - from) + 1) }, (_, i) => `${from + Math.sign(to - from) * i}`);
