import { closing } from "./tokens.ts";

/** What a script asks for when its words become text. */
export interface Surroundings {
  variable(name: string): string;
  /** What a command inside `$(…)` prints. */
  printed(command: string): string;
}

/** A word becomes words: variables, `$(…)` and arithmetic are put in; what stands outside of quotes is cut at blanks. */
export function expand(word: string, around: Surroundings): string[] {
  const words: string[] = [];
  let current: string | undefined;
  for (let at = 0; at < word.length;) {
    const sign = word[at]!;
    if (sign === "'") {
      const end = word.indexOf("'", at + 1);
      current = (current ?? "") + word.slice(at + 1, end < 0 ? undefined : end);
      at = end < 0 ? word.length : end + 1;
    } else if (sign === '"') {
      const { text, end } = quoted(word, at + 1, around);
      current = (current ?? "") + text;
      at = end + 1;
    } else if (sign === "\\") {
      current = (current ?? "") + (word[at + 1] ?? "");
      at += 2;
    } else if (sign === "$" || sign === "`") {
      const { text, end } = substituted(word, at, around);
      const pieces = text.split(/\s+/);
      for (const [place, piece] of pieces.entries()) {
        if (place > 0 && current !== undefined && current !== "") words.push(current);
        current = place > 0 ? piece : (current ?? "") + piece;
      }
      if (current === "") current = undefined;
      at = end;
    } else {
      current = (current ?? "") + sign;
      at++;
    }
  }
  return current === undefined ? words : [...words, current];
}

/** As one text: in assignments nothing is cut. */
export const text = (word: string, around: Surroundings): string => expand(word.includes('"') || word.includes("'") ? word : `"${word}"`, around).join(" ");

function quoted(word: string, from: number, around: Surroundings): { readonly text: string; readonly end: number } {
  let text = "";
  for (let at = from; at < word.length;) {
    const sign = word[at]!;
    if (sign === '"') return { text, end: at };
    if (sign === "\\") {
      text += /["\\$`]/.test(word[at + 1] ?? "") ? word[at + 1] : `\\${word[at + 1] ?? ""}`;
      at += 2;
    } else if (sign === "$" || sign === "`") {
      const found = substituted(word, at, around);
      text += found.text;
      at = found.end;
    } else {
      text += sign;
      at++;
    }
  }
  return { text, end: word.length };
}

function substituted(word: string, at: number, around: Surroundings): { readonly text: string; readonly end: number } {
  if (word.startsWith("$((", at)) {
    const end = closing(word, at + 1);
    return { text: arithmetic(word.slice(at + 3, end - 1), around), end: end + 1 };
  }
  if (word.startsWith("$(", at)) {
    const end = closing(word, at + 1);
    return { text: around.printed(word.slice(at + 2, end)), end: end + 1 };
  }
  if (word[at] === "`") {
    const end = word.indexOf("`", at + 1);
    return { text: around.printed(word.slice(at + 1, end < 0 ? undefined : end)), end: end < 0 ? word.length : end + 1 };
  }
  const [whole, braced, plain] = /^\$(?:\{(\w+)[^}]*\}|(\w+|[?$#]))/.exec(word.slice(at)) ?? [];
  if (whole === undefined) return { text: "$", end: at + 1 };
  return { text: around.variable(braced ?? plain ?? ""), end: at + whole.length };
}

/** Whole numbers, one operator after the other: `$((i+1))`. */
function arithmetic(expression: string, { variable }: Surroundings): string {
  const parts = expression.match(/\d+|[A-Za-z_]\w*|[-+*/%]/g) ?? [];
  const value = (part = "0"): number => (/^\d/.test(part) ? Number(part) : Number(variable(part)) || 0);
  let total = value(parts[0]);
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const next = value(parts[at + 1]);
    total = { "+": total + next, "-": total - next, "*": total * next, "/": Math.trunc(total / (next || 1)), "%": total % (next || 1) }[parts[at]!] ?? total;
  }
  return String(total);
}
