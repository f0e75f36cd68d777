import type { Part, Word } from "./reader.ts";

/** What stands for a `$NAME` and what a `$(line)` prints. */
export interface Surroundings {
  variable(name: string): string;
  run(line: string): string;
}

/**
 * Fills a word in: bash(1), "EXPANSION". What came from an unquoted variable or `$(…)` is split at blanks,
 * so one word may become several, or none. File name patterns stay as they are: no file here matches them.
 */
export function expand(word: Word, around: Surroundings): string[] {
  const fields: string[] = [];
  let open: string | undefined;
  for (const part of word.parts) {
    const text = textOf(part, around);
    if (part.quoted || part.kind === "text") open = (open ?? "") + text;
    else {
      const [first, ...rest] = text.split(/[ \t\n]+/);
      if (first !== "") open = (open ?? "") + first;
      for (const field of rest) {
        if (open !== undefined) fields.push(open);
        open = field === "" ? undefined : field;
      }
    }
  }
  if (open !== undefined) fields.push(open);
  return fields[0] === undefined ? fields : [home(fields[0], word), ...fields.slice(1)];
}

function textOf(part: Part, around: Surroundings): string {
  if (part.kind === "text") return part.text;
  return part.kind === "variable" ? around.variable(part.name) : around.run(part.line).replace(/\n+$/, "");
}

/** `~` and `~/x` unquoted at the start of a word. */
function home(field: string, word: Word): string {
  const first = word.parts[0];
  const tilde = first?.kind === "text" && !first.quoted && /^~(?:$|\/)/.test(first.text);
  return tilde ? `/root${field.slice(1)}` : field;
}
