import { pageRows } from "./layout.ts";
import type { Session, Terminal } from "./session.ts";

/** The terminal when nothing goes on in it any more. A page like that of `top` was drawn in the window's rows only: those stay. */
export function unfollowed({ terminal, size }: Pick<Session, "terminal" | "size">): Terminal {
  const { follow, printed } = terminal;
  if (follow === undefined) return terminal;
  const shown = follow.clear ? printed.slice(0, follow.from + pageRows(size)) : printed;
  return { ...terminal, printed: shown, follow: undefined };
}
