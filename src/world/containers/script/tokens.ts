/** A word as it was written, with its quotes; or a sign between words. */
export interface Token {
  readonly is: "word" | "sign";
  readonly text: string;
}

/** What is thrown away: errors of a command belong to its log anyway. */
const ERRORS = /^(?:2>&1|2>\s*\/dev\/null|2>>\s*\/dev\/null|<\s*\/dev\/null)/;
const SIGN = /^(?:&&|\|\||>>|[;|&()<>])/;
const SPACE = /^[ \t\r]+/;

/** Cuts a script into words and signs; a line break is a semicolon, `# …` a comment. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let rest = text.replace(/\\\n/g, ""); rest !== "";) {
    const space = SPACE.exec(rest)?.[0] ?? /^#[^\n]*/.exec(rest)?.[0] ?? ERRORS.exec(rest)?.[0];
    if (space !== undefined) {
      rest = rest.slice(space.length);
      continue;
    }
    const sign = rest.startsWith("\n") ? "\n" : SIGN.exec(rest)?.[0];
    const word = sign === undefined ? rest.slice(0, wordEnd(rest)) : "";
    found.push(sign === undefined ? { is: "word", text: word } : { is: "sign", text: sign === "\n" ? ";" : sign });
    rest = rest.slice((sign ?? word).length);
  }
  return found;
}

/** Blanks and signs inside quotes, `$(…)` and `${…}` belong to the word. */
function wordEnd(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === "\\") at++;
    else if (sign === "'" || sign === '"') at = quoteEnd(text, at, sign);
    else if (sign === "`") at = quoteEnd(text, at, "`");
    else if (text.startsWith("$(", at)) at = closing(text, at + 1);
    else if (/[\s;|&()<>]/.test(sign)) return Math.max(at, 1);
  }
  return text.length;
}

function quoteEnd(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote === '"') at++;
    else if (quote === '"' && text.startsWith("$(", at)) at = closing(text, at + 1);
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** The end of the brackets that open there. */
export function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "(") depth++;
    if (text[at] === ")" && --depth === 0) return at;
  }
  return text.length;
}
