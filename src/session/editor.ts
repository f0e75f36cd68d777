import { graphemes } from "../display/width.ts";

/** The line being typed, as readline edits it. Plain data. */
export interface Editor {
  readonly text: string;
  /** Where the cursor stands, in code units, always between two graphemes. */
  readonly at: number;
  /** What Ctrl-U, Ctrl-K, Ctrl-W took last: Ctrl-Y puts it back. */
  readonly killed: string;
  /** How many lines back in the history is shown; 0: the draft itself. */
  readonly back: number;
  /** What was being typed before the history was looked at. */
  readonly draft: string;
  readonly search?: Search;
}

/** Ctrl-R: `query` was found in the history `skip` matches back. */
export interface Search {
  readonly query: string;
  readonly skip: number;
  readonly before: string;
}

/** The shell reads no more than this. */
const LONGEST = 4096;

export const EMPTY_LINE: Editor = { text: "", at: 0, killed: "", back: 0, draft: "" };

export const written = (editor: Editor, text: string, at = text.length): Editor => ({ ...editor, text, at: Math.max(0, Math.min(at, text.length)) });

/** Types text at the cursor; what would make the line too long is left out. */
export function insert(editor: Editor, text: string): Editor {
  const room = LONGEST - editor.text.length;
  const typed = text.length > room ? text.slice(0, Math.max(0, room)) : text;
  return written({ ...editor, back: 0 }, editor.text.slice(0, editor.at) + typed + editor.text.slice(editor.at), editor.at + typed.length);
}

type Edit = (editor: Editor, history: readonly string[]) => Editor;

const KEYS: Readonly<Record<string, Edit>> = {
  left: (e) => written(e, e.text, previous(e.text, e.at)),
  right: (e) => written(e, e.text, next(e.text, e.at)),
  home: (e) => written(e, e.text, 0),
  end: (e) => written(e, e.text),
  "ctrl-a": (e) => written(e, e.text, 0),
  "ctrl-e": (e) => written(e, e.text),
  "ctrl-b": (e) => written(e, e.text, previous(e.text, e.at)),
  "ctrl-f": (e) => written(e, e.text, next(e.text, e.at)),
  "alt-b": (e) => written(e, e.text, wordStart(e.text, e.at)),
  "alt-f": (e) => written(e, e.text, wordEnd(e.text, e.at)),
  backspace: (e) => without(e, previous(e.text, e.at), e.at),
  delete: (e) => without(e, e.at, next(e.text, e.at)),
  "ctrl-d": (e) => without(e, e.at, next(e.text, e.at)),
  "ctrl-u": (e) => killed(e, 0, e.at),
  "ctrl-k": (e) => killed(e, e.at, e.text.length),
  "ctrl-w": (e) => killed(e, blankStart(e.text, e.at), e.at),
  "alt-d": (e) => killed(e, e.at, wordEnd(e.text, e.at)),
  "alt-backspace": (e) => killed(e, wordStart(e.text, e.at), e.at),
  "ctrl-y": (e) => insert(e, e.killed),
  up: older,
  "ctrl-p": older,
  down: newer,
  "ctrl-n": newer,
  "ctrl-r": (e) => ({ ...e, search: { query: "", skip: 0, before: e.text } }),
};

/** What a key does to the line; undefined when it means nothing here. */
export function edit(editor: Editor, key: string, history: readonly string[]): Editor | undefined {
  return editor.search === undefined ? KEYS[key]?.(editor, history) : searching(editor, editor.search, key, history);
}

const without = (e: Editor, from: number, to: number): Editor => written({ ...e, back: 0 }, e.text.slice(0, from) + e.text.slice(to), from);

const killed = (e: Editor, from: number, to: number): Editor => (from === to ? e : { ...without(e, from, to), killed: e.text.slice(from, to) });

function previous(text: string, at: number): number {
  return at - (graphemes(text.slice(0, at)).at(-1)?.length ?? 0);
}

function next(text: string, at: number): number {
  return at + (graphemes(text.slice(at))[0]?.length ?? 0);
}

/** Words of letters and digits, as Alt-B and Alt-F count them. */
const wordStart = (text: string, at: number): number => /[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, at))!.index;
const wordEnd = (text: string, at: number): number => at + /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(at))![0].length;

/** Words between blanks, as Ctrl-W counts them. */
const blankStart = (text: string, at: number): number => /\S*\s*$/.exec(text.slice(0, at))!.index;

function older(e: Editor, history: readonly string[]): Editor {
  const back = Math.min(e.back + 1, history.length);
  if (back === e.back) return e;
  const draft = e.back === 0 ? e.text : e.draft;
  return { ...written(e, history[history.length - back]!), back, draft };
}

function newer(e: Editor, history: readonly string[]): Editor {
  if (e.back === 0) return e;
  const back = e.back - 1;
  return { ...written(e, back === 0 ? e.draft : history[history.length - back]!), back };
}

/** The line that Ctrl-R has found; undefined when nothing matches. */
export function found({ query, skip }: Search, history: readonly string[]): string | undefined {
  const matches = history.filter((line, i) => line.includes(query) && history.indexOf(line, i + 1) < 0);
  return matches[matches.length - 1 - skip];
}

function searching(e: Editor, search: Search, key: string, history: readonly string[]): Editor | undefined {
  const match = found(search, history);
  const { search: _, ...closed } = e;
  if (key === "ctrl-r") return found({ ...search, skip: search.skip + 1 }, history) === undefined ? e : { ...e, search: { ...search, skip: search.skip + 1 } };
  if (key === "backspace") return { ...e, search: { ...search, query: graphemes(search.query).slice(0, -1).join(""), skip: 0 } };
  if (key === "escape" || key === "ctrl-g" || key === "ctrl-c") return written(closed, search.before);
  if (key === "enter") return written(closed, match ?? search.before);
  return KEYS[key] === undefined ? undefined : (KEYS[key](written(closed, match ?? search.before), history));
}

/** Types into the search. */
export const searchFor = (e: Editor, text: string): Editor => (e.search === undefined ? e : { ...e, search: { ...e.search, query: e.search.query + text, skip: 0 } });
