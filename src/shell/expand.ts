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

const RANGE = /^(-?\d+)\.\.(-?\d+)$/;
const MOST = 1000;

/** An unquoted sign, or a part that braces leave as it is: quoted text, a variable, a command. */
type Atom = string | Exclude<Part, string>;

/** `a{1..3}` is `a1 a2 a3`, `{web,$X}.conf` two words: bash(1), "Brace Expansion". */
const braced = (parts: readonly Part[]): (readonly Part[])[] => (parts.some((part) => part.kind === "text" && !part.quoted && part.text.includes("{")) ? choices(parts.flatMap((part): Atom[] => (part.kind === "text" && !part.quoted ? [...part.text] : [part]))).map(joined) : [parts]);

function choices(atoms: readonly Atom[]): (readonly Atom[])[] {
  for (const [from, atom] of atoms.entries()) {
    const inner = atom === "{" ? insideBraces(atoms, from) : undefined;
    if (inner === undefined) continue;
    const after = choices(atoms.slice(inner.to + 1));
    return inner.list.flatMap(choices).flatMap((choice) => after.map((rest) => [...atoms.slice(0, from), ...choice, ...rest]));
  }
  return [atoms];
}

/** What the braces that open at `from` offer; undefined when they are no list and no range. */
function insideBraces(atoms: readonly Atom[], from: number): { readonly list: readonly (readonly Atom[])[]; readonly to: number } | undefined {
  let depth = 0;
  const commas: number[] = [];
  for (let at = from; at < atoms.length; at++) {
    if (atoms[at] === "{") depth++;
    if (atoms[at] === "," && depth === 1) commas.push(at);
    if (atoms[at] !== "}" || --depth > 0) continue;
    if (commas.length > 0) return { list: [from, ...commas].map((start, place) => atoms.slice(start + 1, commas[place] ?? at)), to: at };
    const range = RANGE.exec(atoms.slice(from + 1, at).map((atom) => (typeof atom === "string" ? atom : "$")).join(""));
    return range === null ? undefined : { list: between(Number(range[1]), Number(range[2])).map((number) => [...number]), to: at };
  }
  return undefined;
}

/** Signs side by side become one piece of text again. */
function joined(atoms: readonly Atom[]): Part[] {
  const parts: Part[] = [];
  for (const atom of atoms) {
    const last = parts.at(-1);
    if (typeof atom !== "string") parts.push(atom);
    else if (last?.kind === "text" && !last.quoted) parts[parts.length - 1] = { ...last, text: last.text + atom };
    else parts.push({ kind: "text", text: atom, quoted: false });
  }
  return parts;
}

const between = (from: number, to: number): string[] => Array.from({ length: Math.min(MOST, Math.abs(to - from) + 1) }, (_, i) => `${from + Math.sign(to - from) * i}`);
