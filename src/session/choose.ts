import { foretell } from "../lesson/foretell.ts";
import type { Predict, Quiz, Step } from "../lesson/lesson.ts";
import { stageOf } from "../lesson/theatre.ts";
import { interpret } from "../shell/interpret.ts";
import { predictScript } from "./begin.ts";
import { answered, toldOn } from "./assessment.ts";
import { type Answer, changed } from "./record.ts";
import { type PredictWork, type ReflectWork, type Session, stepOf } from "./session.ts";
import { advance } from "./time.ts";

/** How somebody may stand to a sentence. */
export const STANDS = ["True, I am sure", "True, I think", "False, I think", "False, I am sure"] as const;

/** The options that may be taken now; none when nothing is asked. */
export function optionsOf(session: Session): readonly string[] {
  const step = stepOf(session);
  const { work } = session;
  if (step.kind === "predict" && work.kind === "predict") return work.stage === "choice" ? step.choices.map((c) => c.text) : work.stage === "reason" ? step.reasons : [];
  if (step.kind === "survey" && work.kind === "survey") return work.marks.length < step.statements.length ? STANDS : [];
  if (step.kind === "quiz" && work.kind === "quiz") return work.picks[work.question] === null ? step.questions[work.question]!.choices.map((c) => c.text) : [];
  if (step.kind === "reflect" && work.kind === "reflect") return work.ticks === undefined ? [] : [...step.model!.parts, "That is all"];
  return [];
}

export const isChoosing = (session: Session): boolean => session.overlay === undefined && session.focus !== "terminal" && optionsOf(session).length > 0;

export const cursorOf = ({ work }: Session): number => ("cursor" in work ? work.cursor : 0);

export function moveCursor(session: Session, by: number): Session {
  const count = optionsOf(session).length;
  const { work } = session;
  if (count === 0 || !("cursor" in work)) return session;
  return { ...session, work: { ...work, cursor: (work.cursor + by + count) % count } };
}

/** Takes an option: the one under the cursor, or the one of a digit. */
export function choose(session: Session, option = cursorOf(session)): Session {
  const step = stepOf(session);
  const { work } = session;
  if (option < 0 || option >= optionsOf(session).length) return session;
  if (step.kind === "predict" && work.kind === "predict") return work.stage === "choice" ? chosen(session, work, option) : reasoned(session, step, work, option);
  if (step.kind === "quiz" && work.kind === "quiz") return picked(session, step, work.question, option);
  if (step.kind === "survey" && work.kind === "survey") return marked(session, step, [...work.marks, option]);
  if (step.kind === "reflect" && work.kind === "reflect" && work.ticks !== undefined) return { ...session, work: { ...work, cursor: option, ticks: work.ticks.map((on, i) => (i === option ? !on : on)) } };
  return session;
}

const chosen = (session: Session, work: PredictWork, choice: number): Session => ({ ...session, scroll: Infinity, work: { ...work, stage: "reason", choice, cursor: 0 } });

/** Guess and reason are given: what will happen is found out aside, then the world runs. */
function reasoned(session: Session, step: Predict, work: PredictWork, reason: number): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const foretold = foretell(step, { stage: stageOf(clock.timeline), seat: session.terminal.seat, interpret });
  const guess = step.choices[work.choice!]!;
  const answer: Answer = { step: step.id, question: "", choice: guess.text, reason: step.reasons[reason]!, right: foretold.fits.includes(work.choice!) };
  const running: PredictWork = { ...work, stage: "running", reason, foretold, script: predictScript(session), cursor: 0 };
  return { ...session, work: running, answers: [...session.answers, answer], looking: "world", scroll: 0, clock: { ...clock, playing: true, held: false } };
}

/** The rest of the running story at once. */
export function skipAhead(session: Session): Session {
  const running = (s: Session): boolean => s.work.kind === "predict" && s.work.stage === "running";
  return advance(session, 1e13, running);
}

function picked(session: Session, step: Quiz, at: number, option: number): Session {
  const question = step.questions[at]!;
  const choice = question.choices[option]!;
  const { work } = session;
  if (work.kind !== "quiz") return session;
  const picks = work.picks.map((p, i) => (i === at ? option : p));
  const answer: Answer = { step: step.id, question: question.code, choice: choice.text, right: choice.right };
  const steps = picks.every((p) => p !== null) ? changed(session.steps, step.id, { done: true }) : session.steps;
  const done = { ...work, picks };
  return { ...session, work: step.assess === undefined ? done : answered(step, done), answers: [...session.answers, answer], steps, scroll: 0 };
}

function marked(session: Session, step: Extract<Step, { kind: "survey" }>, marks: readonly number[]): Session {
  const statement = step.statements[marks.length - 1]!;
  const answer: Answer = { step: step.id, question: statement.text, choice: STANDS[marks.at(-1)!]! };
  const steps = marks.length === step.statements.length ? changed(session.steps, step.id, { done: true }) : session.steps;
  return { ...session, steps, answers: [...session.answers, answer], work: { kind: "survey", cursor: 0, marks } };
}

/** The own sentence is written; the model and its parts stand beside it. */
export const compared = (session: Session, work: ReflectWork, parts: readonly string[]): Session => ({ ...session, scroll: 0, work: { ...work, writing: false, cursor: 0, ticks: parts.map(() => false) } });

/** Everything that was had is ticked: one row of what is kept for each part. */
export function ticked(session: Session, work: ReflectWork): Session {
  const step = stepOf(session);
  if (step.kind !== "reflect" || step.model === undefined) return session;
  const question = step.code ?? step.id;
  const answers = step.model.parts.map((part, i): Answer => ({ step: step.id, question, choice: part, right: work.ticks?.[i] === true }));
  return { ...session, answers: [...session.answers, ...answers] };
}

/** On to the quiz's next question; undefined after the last one. */
export function nextQuestion(session: Session): Session | undefined {
  const { work } = session;
  const step = stepOf(session);
  if (work.kind === "quiz" && step.kind === "quiz" && step.assess !== undefined) {
    const on = toldOn(step, work);
    return on && { ...session, scroll: 0, work: on };
  }
  if (work.kind !== "quiz" || work.question + 1 >= work.picks.length) return undefined;
  return { ...session, scroll: 0, work: { ...work, question: work.question + 1, cursor: 0 } };
}
