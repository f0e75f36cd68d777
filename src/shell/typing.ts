import { closing } from "./reader.ts";

/** The command somebody is in the middle of typing: its finished words, and the one at the cursor. */
export interface Typing {
  readonly words: readonly { readonly text: string; readonly from: number }[];
  /** Where the word at the cursor begins, and what of it stands before the cursor, without quotes. */
  readonly from: number;
  readonly prefix: string;
  /** The word is where output goes, or input comes from: `> file`, `< file`. */
  readonly redirect: boolean;
}

/** What is being typed at the end of `line`: the innermost command, after pipes and inside `$(`, however unfinished. */
export function typingAt(line: string, offset = 0): Typing {
  const scan = new Scan();
  let at = 0;
  while (at < line.length) {
    if (line.startsWith("$(", at) && scan.quote !== "'") {
      const end = closing(line, at + 2);
      if (end < 0) return typingAt(line.slice(at + 2), offset + at + 2);
      scan.add(line.slice(at, end + 1), offset + at);
      at = end + 1;
    } else {
      scan.take(line[at]!, line[at + 1], offset + at);
      at += line[at] === "\\" && scan.quote !== "'" ? 2 : 1;
    }
  }
  return scan.end(offset + line.length);
}

class Scan {
  quote = "";
  private words: { text: string; from: number }[] = [];
  private word: { text: string; from: number } | undefined;
  private redirect = false;

  take(sign: string, next: string | undefined, at: number): void {
    if (this.quote !== "") return sign === this.quote ? this.close() : this.add(sign === "\\" && this.quote === '"' ? (next ?? "") : sign, at);
    if (sign === "'" || sign === '"') {
      this.quote = sign;
      this.add("", at);
    } else if (sign === "\\") this.add(next ?? "", at);
    else if (/\s/.test(sign)) this.finish();
    else if (/[|;&]/.test(sign)) this.restart();
    else if (sign === ">" || sign === "<") {
      this.finish();
      this.redirect = true;
    } else this.add(sign, at);
  }

  add(text: string, at: number): void {
    this.word = { text: (this.word?.text ?? "") + text, from: this.word?.from ?? at };
  }

  end(at: number): Typing {
    return { words: this.words, from: this.word?.from ?? at, prefix: this.word?.text ?? "", redirect: this.redirect };
  }

  private close(): void {
    this.quote = "";
  }

  private finish(): void {
    if (this.word === undefined) return;
    // Behind `do` a command begins, as behind a semicolon.
    if (!this.redirect && !(this.words.length === 0 && this.word.text === "do")) this.words.push(this.word);
    this.word = undefined;
    this.redirect = false;
  }

  private restart(): void {
    this.words = [];
    this.word = undefined;
    this.redirect = false;
  }
}
