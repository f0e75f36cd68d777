/** A piece of a word. What stands in quotes is not split into words when it is filled in. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | { readonly kind: "variable"; readonly name: string; readonly quoted: boolean }
  | { readonly kind: "run"; readonly line: string; readonly quoted: boolean };

export interface Word {
  readonly parts: readonly Part[];
  readonly from: number;
  readonly to: number;
}

export interface Complaint {
  readonly reason: string;
  readonly hint?: string;
}

const OPERATORS = ["&&", "||", ";;", "&>", "2>&1", ">&2", "2>>", "2>", ">>", "<<", "|&", "|", ";", "&", "<", ">", "(", ")"] as const;
export type Operator = (typeof OPERATORS)[number];

const ENDS_WORD = /[\s|&;<>()]/;
const ESCAPED_IN_DOUBLE = /["\\$`]/;

/**
 * Takes a line apart into words and operators, as bash quotes them (bash(1), "QUOTING").
 * The first thing it cannot read becomes its complaint, and reading ends there.
 */
export class Reader {
  at = 0;
  complaint: Complaint | undefined;
  private readonly line: string;

  constructor(line: string) {
    this.line = line;
  }

  get done(): boolean {
    this.skipBlanks();
    return this.at >= this.line.length;
  }

  complain(reason: string, hint?: string): void {
    this.complaint ??= hint === undefined ? { reason } : { reason, hint };
    this.at = this.line.length;
  }

  operator(): Operator | undefined {
    const found = OPERATORS.find((operator) => this.line.startsWith(operator, this.at));
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Takes one of these reserved words when it is what stands here. */
  keyword(...names: readonly string[]): string | undefined {
    if (this.done) return undefined;
    const found = names.find((name) => new RegExp(`^${name}(?=[\\s;|&()]|$)`).test(this.line.slice(this.at)));
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** What has been read since `from`. */
  since(from: number): string {
    return this.line.slice(from, this.at);
  }

  word(): Word {
    const from = this.at;
    const parts: Part[] = [];
    while (this.at < this.line.length && !ENDS_WORD.test(this.line[this.at]!)) parts.push(...this.piece());
    return { parts, from, to: this.at };
  }

  private piece(): Part[] {
    const sign = this.line[this.at]!;
    if (sign === "'") return [this.single()];
    if (sign === '"') return this.double();
    if (sign === "$") return [this.dollar(false)];
    if (sign === "`") return [this.backquote(false)];
    if (sign === "\\") return [this.escaped()];
    const found = /^[^\s|&;<>()'"$`\\]+/.exec(this.line.slice(this.at))![0];
    this.at += found.length;
    return [{ kind: "text", text: found, quoted: false }];
  }

  private escaped(): Part {
    const text = this.line[this.at + 1] ?? "";
    this.at = Math.min(this.at + 2, this.line.length);
    return { kind: "text", text, quoted: true };
  }

  private single(): Part {
    const end = this.line.indexOf("'", this.at + 1);
    const text = this.line.slice(this.at + 1, end < 0 ? undefined : end);
    if (end < 0) this.complain("a single quote (') is opened and never closed", "close it, or write \\' for the sign itself");
    else this.at = end + 1;
    return { kind: "text", text, quoted: true };
  }

  private double(): Part[] {
    const parts: Part[] = [{ kind: "text", text: "", quoted: true }];
    this.at++;
    while (this.at < this.line.length && this.line[this.at] !== '"') parts.push(...this.pieceInDouble());
    if (this.at < this.line.length) this.at++;
    else this.complain('a double quote (") is opened and never closed', 'close it, or write \\" for the sign itself');
    return parts;
  }

  private pieceInDouble(): Part[] {
    const sign = this.line[this.at]!;
    if (sign === "$") return [this.dollar(true)];
    if (sign === "`") return [this.backquote(true)];
    if (sign === "\\" && ESCAPED_IN_DOUBLE.test(this.line[this.at + 1] ?? "")) return [this.escaped()];
    this.at++;
    return [{ kind: "text", text: sign, quoted: true }];
  }

  private dollar(quoted: boolean): Part {
    const rest = this.line.slice(this.at);
    if (rest.startsWith("$((")) this.complain("arithmetic like $((1 + 2)) is not modelled here; the nearest thing is to write the number itself");
    if (rest.startsWith("$(")) return this.substitution(quoted);
    const found = /^\$(?:([A-Za-z_][A-Za-z0-9_]*|[?$#!0-9])|\{([A-Za-z_][A-Za-z0-9_]*|\?)\})/.exec(rest);
    if (found === null && rest.startsWith("${")) this.complain("${…} takes the name of a variable here and nothing else, for example ${USER}");
    this.at += found === null ? 1 : found[0].length;
    return found === null ? { kind: "text", text: "$", quoted: true } : { kind: "variable", name: (found[1] ?? found[2])!, quoted };
  }

  private substitution(quoted: boolean): Part {
    const start = this.at + 2;
    const end = closing(this.line, start);
    const line = this.line.slice(start, end < 0 ? undefined : end);
    if (end < 0) this.complain("$( is opened and never closed", "put a ) after the command inside");
    else this.at = end + 1;
    return { kind: "run", line, quoted };
  }

  /** The old spelling of `$(command)`. */
  private backquote(quoted: boolean): Part {
    const end = this.line.indexOf("`", this.at + 1);
    const line = this.line.slice(this.at + 1, end < 0 ? undefined : end);
    if (end < 0) this.complain("a backquote (`) is opened and never closed", "close it, or write $(command)");
    else this.at = end + 1;
    return { kind: "run", line, quoted };
  }

  private skipBlanks(): void {
    while (/\s/.test(this.line[this.at] ?? "")) this.at++;
    if (this.line[this.at] === "#") this.at = this.line.length;
  }
}

/** Where the `)` of a `$(` stands whose inside begins at `from`; -1 when it is missing. Quotes and inner brackets are stepped over. */
export function closing(line: string, from: number): number {
  let depth = 1;
  let quote = "";
  for (let at = from; at < line.length; at++) {
    const sign = line[at]!;
    if (quote === "'") quote = sign === "'" ? "" : quote;
    else if (sign === "\\") at++;
    else if (quote === '"' && sign === '"') quote = "";
    else if (quote === "" && (sign === "'" || sign === '"')) quote = sign;
    else if (line.startsWith("$(", at)) at = jump(line, at);
    else if (quote === "" && sign === "(") depth++;
    else if (quote === "" && sign === ")" && --depth === 0) return at;
  }
  return -1;
}

function jump(line: string, at: number): number {
  const end = closing(line, at + 2);
  return end < 0 ? line.length : end;
}
