import { counted } from "../display/format-number.ts";
import { fold, hang } from "../display/fit.ts";
import { type Line, span } from "../display/line.ts";
import type { Quiz, Survey } from "../lesson/lesson.ts";
import { byCourse, lastAnswer } from "./record.ts";
import { type Session, stepOf } from "./session.ts";

/** The learner's own notes: the sentences so far; at the end of the course also what was done, and what was believed. */

const BLANK: Line = [];

export function noteLines(session: Session, columns: number): Line[] {
  const { notes, certificate, id } = stepOf(session);
  if (notes === undefined && certificate === undefined) return [];
  const own = byCourse(session.course, session.reflections).filter((r) => r.step !== id);
  const sentences = own.length === 0 ? fold("You have written no sentence so far: each chapter ends with one.", columns, "muted") : own.flatMap((r) => hang([span(`${r.step.padEnd(6)} `, "muted")], fold(r.text, columns - 7)));
  return certificate === undefined ? [BLANK, ...sentences] : [BLANK, ...doneLines(session), ...believedLines(session, columns), BLANK, heading("What you wrote"), ...sentences];
}

const heading = (text: string): Line => [{ text, tone: "plain", bold: true }];

/** How much of the course is done, and how the assessment went. */
function doneLines(session: Session): Line[] {
  const { course, steps, lesson, answers } = session;
  const all = course.chapters.flatMap((chapter) => chapter.steps);
  const done = new Set([stepOf(session).id, ...steps.filter((record) => record.done).map(({ step }) => step)]);
  const told = new Set(steps.filter((record) => record.told).map(({ step }) => step));
  const exercises = all.filter(({ kind, id }) => kind === "exercise" && done.has(id));
  const alone = exercises.filter(({ id }) => !told.has(id)).length;
  return [
    [span(`✓ ${all.filter(({ id }) => done.has(id)).length} of ${counted(all.length, "step")}`, "good")],
    ...(exercises.length === 0 ? [] : [[span(`✓ ${alone} of ${counted(exercises.length, "exercise")} without a look at the solution`, "good")]]),
    ...lesson.steps.filter((step): step is Quiz => step.kind === "quiz" && step.assess !== undefined).flatMap((step) => assessed(step, answers)),
  ];
}

function assessed(step: Quiz, answers: Session["answers"]): Line[] {
  const given = step.questions.flatMap(({ code }) => lastAnswer(answers, step.id, code) ?? []);
  if (given.length < step.questions.length) return [];
  const right = given.filter((answer) => answer.right === true).length;
  return [[span(`${right >= step.assess!.pass ? "✓" : "·"} ${right} of ${given.length} right in the final assessment`, right >= step.assess!.pass ? "good" : "plain")]];
}

/** What was held of the same sentences on the first day and now. */
function believedLines({ lesson, answers }: Session, columns: number): Line[] {
  const surveys = lesson.steps.filter((step): step is Survey => step.kind === "survey" && step.compare !== undefined);
  const rows = surveys.flatMap((step) =>
    step.statements.flatMap(({ text }) => {
      const [then, now] = [step.compare!, step.id].map((id) => lastAnswer(answers, id, text)?.choice);
      return then === undefined || now === undefined ? [] : [...fold(text, columns), [span(`  on day one: ${then}. `, "muted"), span(`Today: ${now}.`, "key")]];
    }),
  );
  return rows.length === 0 ? [] : [BLANK, heading("What you believed"), ...rows];
}
