import type { Size } from "../display/screen.ts";
import type { Nanos } from "../kernel/time.ts";
import { edit, insert, searchFor } from "./editor.ts";
import { bindings } from "./keymap.ts";
import { overlayKey } from "./overlay.ts";
import { pasted } from "./pasted.ts";
import { offered } from "./script.ts";
import { isTyping, type Session } from "./session.ts";
import { edited, submit } from "./terminal.ts";
import { tick } from "./time.ts";
import { unfollowed } from "./unfollowed.ts";

export type Action =
  /** A key by its name (`enter`, `ctrl-a`, `space`) or, for a sign, the sign itself. */
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "paste"; readonly text: string }
  /** The learner's editor has ended: what is in the file now; nothing when there was no editor. */
  | { readonly type: "edited"; readonly text: string | undefined }
  /** Real time that has passed while the world plays. */
  | { readonly type: "tick"; readonly elapsed: Nanos }
  /** Real time that has passed without moving the world: the facilitator's watch. */
  | { readonly type: "pass"; readonly elapsed: Nanos }
  | { readonly type: "resize"; readonly size: Size };

/** The next session. Pure: the same actions always lead to the same session. */
export function update(session: Session, action: Action): Session {
  switch (action.type) {
    case "tick":
      return tick(session, action.elapsed);
    case "pass":
      return { ...session, spent: session.spent + action.elapsed };
    case "resize":
      return { ...session, size: action.size };
    case "edited":
      return edited(session, action.text);
    case "paste":
      return paste(quiet(session), action.text);
    case "key":
      if (isStray(session, action.key)) return session;
      return action.key === "ctrl-c" ? twice(session, press(session, action.key)) : press(quiet(session), action.key);
  }
}

const LETTERS = "Letters are keys here. Tab leads to the terminal, ? lists the keys.";

/** Letters that undo what was done in an exercise, or lead out of it. */
const AWAY = /^[rnbqfxsP]$/;

/** Somebody types a command where letters are keys: told so once, the rest of the word is no keys. */
function isStray(session: Session, key: string): boolean {
  if (session.notice !== LETTERS || !/^[a-zA-Z]$/.test(key)) return false;
  return offered(session) !== undefined || (session.work.kind === "exercise" && AWAY.test(key));
}

/** A notice lives until the next key. */
const quiet = (session: Session): Session => (session.notice === undefined ? session : { ...session, notice: undefined, noticed: 0 });

/** Ctrl-C has to know whether it has just been asked about. */
const twice = (before: Session, after: Session): Session => (after.notice === before.notice ? quiet(after) : { ...after, noticed: 0 });

function press(session: Session, key: string): Session {
  if (session.overlay !== undefined && key !== "ctrl-c") return overlayKey(session, session.overlay, key);
  const searching = session.focus === "terminal" && session.terminal.editor.search !== undefined;
  if (searching) return type(session, key) ?? session;
  const binding = bindings.find((b) => b.keys.includes(key) && b.when(session));
  if (binding !== undefined) return binding.does(session, key);
  if (isTyping(session)) return type(session, key) ?? session;
  return isSign(key) && session.clock !== undefined ? { ...session, notice: LETTERS } : session;
}

const isSign = (key: string): boolean => key === "space" || [...key].length === 1 || !/^[a-z]+[a-z0-9-]*\]?$/.test(key);

/** A key that edits the line; undefined when it means nothing to it. */
function type(session: Session, key: string): Session | undefined {
  if (session.work.kind === "reflect" && session.focus === "lesson") return reflect(session, key);
  const { editor } = session.terminal;
  const edited = edit(editor, key, session.history);
  if (edited !== undefined) return withEditor(session, edited);
  if (!isSign(key)) return undefined;
  const sign = key === "space" ? " " : key;
  if (editor.search !== undefined) return withEditor(session, searchFor(editor, sign));
  return withEditor({ ...session, terminal: unfollowed(session) }, insert(editor, sign));
}

function reflect(session: Session, key: string): Session | undefined {
  const { work } = session;
  if (work.kind !== "reflect") return undefined;
  if (key === "up" || key === "down" || key === "ctrl-r") return session;
  const edited = edit(work.editor, key, []) ?? (isSign(key) ? insert(work.editor, key === "space" ? " " : key) : undefined);
  return edited && { ...session, work: { ...work, editor: edited } };
}

const withEditor = (session: Session, editor: Session["terminal"]["editor"]): Session => ({ ...session, terminal: { ...session.terminal, editor, scroll: 0 } });

/** Whole pasted lines run one after the other; the rest stands on the line. */
function paste(session: Session, text: string): Session {
  if (session.overlay !== undefined) return session;
  const { lines, rest, notice } = pasted(text);
  const said = notice === undefined ? session : { ...session, notice };
  if (session.work.kind === "reflect" && session.focus === "lesson") return { ...said, work: { ...session.work, editor: insert(session.work.editor, [...lines, rest].join(" ")) } };
  if (session.clock === undefined || session.focus !== "terminal") return { ...said, notice: notice ?? "Pasted text belongs into the terminal: Tab leads there." };
  let s: Session = said;
  lines.forEach((line, i) => {
    s = submit(s, i === 0 ? s.terminal.editor.text.slice(0, s.terminal.editor.at) + line + s.terminal.editor.text.slice(s.terminal.editor.at) : line);
  });
  return { ...withEditor(s, insert(s.terminal.editor, rest)), notice: notice ?? s.notice };
}
