import { fold, hang } from "../display/fit.ts";
import { type Line, type Span, span } from "../display/line.ts";
import type { Quiz } from "../lesson/lesson.ts";
import { wrap } from "../lesson/wrap.ts";
import { blockOf, goBackTo, rightOnes } from "./assessment.ts";
import { cursorOf, optionsOf } from "./choose.ts";
import { type Session } from "./session.ts";

export const BLANK: Line = [];

export const strong = (text: string, columns: number): Line[] => fold(text, columns).map((l) => l.map((s) => ({ ...s, bold: true })));

/** Numbered answers with the cursor on one of them, each behind a mark where there is one. */
export function optionLines(session: Session, columns: number, marked: (option: number) => string = () => ""): Line[] {
  const cursor = cursorOf(session);
  return optionsOf(session).flatMap((text, i) => {
    const on = i === cursor;
    const mark: Line = [span(on ? "▸ " : "  ", "key"), span(`${i + 1} `, on ? "key" : "muted")];
    return hang(mark, fold(`${marked(i)}${text}`, columns - 4).map((l) => l.map((s): Span => ({ ...s, bold: on }))));
  });
}

/** A question, or what came of it; of an assessment, its result. */
export function quizLines(session: Session, step: Quiz, columns: number): Line[] {
  const { work } = session;
  if (work.kind !== "quiz") return [];
  if (work.stage === "result") return resultLines(session, step, columns);
  const question = step.questions[work.question]!;
  const pick = work.picks[work.question] ?? null;
  const head: Line[] = [...(work.question === 0 && pick === null ? [...wrap(step.prose, columns), BLANK] : []), [span(`Question ${work.question + 1} of ${step.questions.length}`, "muted"), ...stageOf(session, step)], ...strong(question.ask, columns), BLANK];
  if (pick === null) return [...head, ...optionLines(session, columns)];
  const answers = question.choices.flatMap((c, i) => {
    const yours = i === pick;
    const belief = yours && !c.right && c.belief !== undefined ? session.lesson.beliefs[c.belief]?.correction : undefined;
    const says = [...fold(c.say, columns - 2, yours || c.right ? "plain" : "muted"), ...(belief === undefined ? [] : fold(belief, columns - 2, "key"))];
    const name = fold(`${c.text}${yours ? "  (your answer)" : ""}`, columns - 2).map((l) => l.map((s): Span => ({ ...s, bold: yours || c.right, tone: c.right ? "good" : yours ? "warn" : "muted" })));
    return hang([c.right ? span("✓ ", "good") : span("✗ ", yours ? "warn" : "muted")], [...name, ...says]);
  });
  return [...head, ...answers, ...scoreLines(session, step)];
}

function scoreLines({ work }: Session, step: Quiz): Line[] {
  if (work.kind !== "quiz" || step.assess !== undefined || work.question + 1 < step.questions.length) return [];
  const right = step.questions.filter((q, i) => q.choices[work.picks[i] ?? -1]?.right === true).length;
  const all = right === step.questions.length;
  return [BLANK, [span(`${right} of ${step.questions.length} right at the first go.`, "good"), span(all ? "" : " The others come again in a later chapter.", "muted")]];
}

/** Of an assessment: when answers are told. */
function stageOf({ work }: Session, step: Quiz): Line {
  if (work.kind !== "quiz" || step.assess === undefined) return [];
  const [from, to] = blockOf(step, work.question);
  return [span(work.stage === "telling" ? `  what came of questions ${from + 1} to ${to}` : `  answers are told after question ${to}`, "muted")];
}

/** How many were right, whether that is enough, and what to go back to. */
function resultLines(session: Session, step: Quiz, columns: number): Line[] {
  const { work } = session;
  if (work.kind !== "quiz" || step.assess === undefined) return [];
  const right = rightOnes(step, work);
  const passed = right >= step.assess.pass;
  const again = goBackTo(step, work);
  const titles = new Map(session.course.chapters.flatMap((c) => c.steps.map((s) => [s.id, s.title] as const)));
  return [
    [{ text: `${right} of ${step.questions.length} right.`, tone: passed ? "good" : "warn", bold: true }, span(passed ? `  That is passed: ${step.assess.pass} are enough.` : `  ${step.assess.pass} are wanted. Take it again whenever you like: r.`)],
    ...(again.length === 0 ? [] : [BLANK, ...strong("Worth another look", columns), ...again.flatMap((id) => hang([span(`${id.padEnd(6)} `, "key")], fold(titles.get(id) ?? "", columns - 7))), BLANK, ...fold("q leads to the chapters; outside, strata learn 5.7 opens a step.", columns, "muted")]),
  ];
}
