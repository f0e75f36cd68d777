import type { Term } from "../lesson/lesson.ts";
import { type Session, stepOf } from "./session.ts";

/** The terms to look up from where one stands: those that the open step uses, then the rest of the chapter's own. */
export function termsFor(session: Session): { readonly here: readonly Term[]; readonly others: readonly Term[] } {
  const { lesson } = session;
  const names = new Set(stepOf(session).terms);
  const here = [...lesson.terms, ...lesson.words].filter((t) => names.has(t.name));
  return { here, others: lesson.terms.filter((t) => !names.has(t.name)) };
}
