import { type Changes, recordOf } from "./record.ts";
import { type Session, stepOf } from "./session.ts";
import { snapshot } from "./snapshot.ts";

/** What is to be kept of the way from one session to a later one; undefined when nothing is. */
export function changes(before: Session, after: Session): Changes | undefined {
  const moved = before.clock?.timeline !== after.clock?.timeline || before.work !== after.work || before.place !== after.place || before.terminal.printed !== after.terminal.printed || before.lesson !== after.lesson;
  const steps = after.steps.filter((s) => recordOf(before.steps, s.step) !== s);
  const answers = after.answers.slice(before.answers.length);
  const reflections = after.reflections.filter((r) => !before.reflections.includes(r));
  const lines = newLines(before.history, after.history);
  if (!moved && steps.length + answers.length + reflections.length + lines.length === 0) return undefined;
  return { place: { step: stepOf(after).id, session: snapshot(after) }, steps, answers, reflections, lines };
}

/** What the history has grown by; it forgets its oldest lines. */
function newLines(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before === after) return [];
  const last = before.at(-1);
  return last === undefined ? after : after.slice(after.lastIndexOf(last) + 1);
}
