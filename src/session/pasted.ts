/** More than this is not something that a person means to type. */
const MOST_SIGNS = 8_000;
const MOST_LINES = 50;

/** Pasted text as whole lines to run and a rest to go on typing at; `notice` tells what was left out. */
export interface Pasted {
  readonly lines: readonly string[];
  readonly rest: string;
  readonly notice: string | undefined;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export function pasted(text: string): Pasted {
  const kept = text.slice(0, MOST_SIGNS).replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(CONTROLS, "");
  const parts = kept.split("\n");
  const lines = parts.slice(0, -1).filter((l) => l.trim() !== "");
  if (text.length > MOST_SIGNS) return { lines: [], rest: "", notice: `That is ${text.length.toLocaleString("en")} characters: more than ${MOST_SIGNS.toLocaleString("en")} are not pasted, nothing was run.` };
  if (lines.length > MOST_LINES) return { lines: lines.slice(0, MOST_LINES), rest: "", notice: `The first ${MOST_LINES} of ${lines.length} pasted lines were run, the others were left out.` };
  return { lines, rest: parts.at(-1)!, notice: undefined };
}
