import { tokens, type Token } from "./tokens.ts";

/**
 * Scripts that a shell runs as the program of a container: `sh -c 'while true; do date; sleep 5; done'`. A part of POSIX
 * shell: lists, while, until, for, if, variables, redirection to files. Source: IEEE 1003.1, Shell Command Language.
 */

export type Step =
  /** A command: words as they were written, and where its output goes; undefined is the log. */
  | { readonly is: "run"; readonly words: readonly string[]; readonly into?: { readonly file: string; readonly append: boolean } }
  | { readonly is: "loop"; readonly until: boolean; readonly test: List; readonly body: List }
  | { readonly is: "for"; readonly name: string; readonly words: readonly string[]; readonly body: List }
  | { readonly is: "if"; readonly test: List; readonly then: List; readonly otherwise: List };

/** Commands one after the other: always, or only where the one before went well or badly. */
export type List = readonly { readonly when: ";" | "&&" | "||"; readonly step: Step }[];

export type Script = { readonly list: List } | { readonly problem: string };

class Unreadable extends Error {}

export function readScript(text: string): Script {
  try {
    const reader = new Reader(tokens(text));
    const list = reader.list([]);
    const rest = reader.next();
    return rest === undefined ? { list } : { problem: `syntax error: unexpected "${rest.text}"` };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { problem: thrown.message };
    throw thrown;
  }
}

/** A single command that has been cut into words already. */
export const oneCommand = (words: readonly string[]): Script => ({ list: [{ when: ";", step: { is: "run", words: words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`) } }] });

const ENDS: readonly string[] = ["do", "done", "then", "else", "fi"];

class Reader {
  private at = 0;
  private readonly all: readonly Token[];

  constructor(all: readonly Token[]) {
    this.all = all;
  }

  next(): Token | undefined {
    return this.all[this.at];
  }

  /** Up to one of these words, which is left there. */
  list(ends: readonly string[]): List {
    const list: { when: ";" | "&&" | "||"; step: Step }[] = [];
    let when: ";" | "&&" | "||" = ";";
    for (let token = this.next(); token !== undefined; token = this.next()) {
      if (token.is === "word" && ENDS.includes(token.text)) {
        if (ends.includes(token.text)) break;
        throw new Unreadable(`syntax error: unexpected "${token.text}"`);
      }
      if (token.is === "sign" && [";", "&&", "||"].includes(token.text)) {
        when = token.text as typeof when;
        this.at++;
        continue;
      }
      list.push({ when, step: this.step(token) });
      when = ";";
    }
    return list;
  }

  private step({ is, text }: Token): Step {
    if (is === "sign") throw new Unreadable(`"${text}" is not modelled in a container's script here`);
    if (text === "while" || text === "until") return this.redirected(this.loop(text === "until"));
    if (text === "for") return this.redirected(this.forEach());
    if (text === "if") return this.redirected(this.choice());
    if (text === "case" || text === "trap" || text.endsWith("()")) throw new Unreadable(`"${text}" is not modelled in a container's script here`);
    return this.command();
  }

  /** `done > FILE`: the output of everything in it. */
  private redirected(step: Step): Step {
    if (this.next()?.text !== ">" && this.next()?.text !== ">>") return step;
    this.at++;
    return writing(step, this.word());
  }

  private loop(until: boolean): Step {
    this.at++;
    const test = this.list(["do"]);
    this.expect("do");
    const body = this.list(["done"]);
    this.expect("done");
    return { is: "loop", until, test, body };
  }

  private forEach(): Step {
    this.at++;
    const name = this.word();
    this.expect("in");
    const words: string[] = [];
    while (this.next()?.is === "word") words.push(this.word());
    while (this.next()?.text === ";") this.at++;
    this.expect("do");
    const body = this.list(["done"]);
    this.expect("done");
    return { is: "for", name, words, body };
  }

  private choice(): Step {
    this.at++;
    const test = this.list(["then"]);
    this.expect("then");
    const then = this.list(["else", "fi"]);
    const otherwise = this.next()?.text === "else" ? (this.at++, this.list(["fi"])) : [];
    this.expect("fi");
    return { is: "if", test, then, otherwise };
  }

  private command(): Step {
    const words: string[] = [];
    let into: { file: string; append: boolean } | undefined;
    for (let token = this.next(); token !== undefined; token = this.next()) {
      if (token.is === "word") words.push(this.word());
      else if (token.text === ">" || token.text === ">>") {
        this.at++;
        into = { file: this.word(), append: token.text === ">>" };
      } else break;
    }
    return { is: "run", words, ...(into === undefined ? {} : { into }) };
  }

  private word(): string {
    const token = this.next();
    if (token?.is !== "word") throw new Unreadable(`syntax error: unexpected ${token === undefined ? "end of file" : `"${token.text}"`}`);
    this.at++;
    return token.text;
  }

  private expect(text: string): void {
    const found = this.next();
    if (found?.text !== text) throw new Unreadable(`syntax error: ${found === undefined ? "unexpected end of file" : `unexpected "${found.text}"`} (expecting "${text}")`);
    this.at++;
  }
}

function writing(step: Step, file: string): Step {
  const all = (list: List): List => list.map((item) => ({ ...item, step: writing(item.step, file) }));
  switch (step.is) {
    case "run":
      return step.into === undefined ? { ...step, into: { file, append: true } } : step;
    case "if":
      return { ...step, then: all(step.then), otherwise: all(step.otherwise) };
    default:
      return { ...step, body: all(step.body) };
  }
}
