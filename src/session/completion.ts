import { type Line, span } from "../display/line.ts";
import { complete as completions, type Completion } from "../shell/complete.ts";
import { written } from "./editor.ts";
import { look } from "./look.ts";
import type { Session } from "./session.ts";
import { print } from "./terminal.ts";

/** More than these are counted, not listed. */
const MOST = 12;

/** Completes the word at the cursor as far as it is certain; where it is not, lists what may come. */
export function complete(session: Session): Session {
  const { clock, terminal } = session;
  if (clock === undefined) return session;
  const { editor } = terminal;
  const found = completions(editor.text, editor.at, terminal.seat, look(clock.timeline));
  if (found.options.length === 0) return { ...session, notice: "Nothing completes this. help lists the commands." };
  if (found.common !== editor.text.slice(found.from, found.to)) return put(session, found);
  return listed(found).reduce(print, session);
}

function put(session: Session, { from, to, common }: Completion): Session {
  const { editor } = session.terminal;
  const rest = editor.text.slice(to);
  const text = editor.text.slice(0, from) + (common.endsWith(" ") && rest.startsWith(" ") ? common.trimEnd() : common) + rest;
  return { ...session, terminal: { ...session.terminal, editor: written({ ...editor, back: 0 }, text, from + common.length) } };
}

function listed({ options }: Completion): Line[] {
  const shown = options.length > MOST ? options.slice(0, MOST - 1) : options;
  const widest = Math.max(...shown.map((o) => o.text.length));
  const lines = shown.map((o): Line => [span(`  ${o.text.padEnd(widest)}  `, "key"), span(o.about ?? "", "muted")]);
  return shown.length === options.length ? lines : [...lines, [span(`  and ${options.length - shown.length} more`, "muted")]];
}
