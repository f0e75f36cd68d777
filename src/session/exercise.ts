import type { Nanos } from "../kernel/time.ts";
import { judge, type Judgement, mistakeMade } from "../lesson/judge.ts";
import { look } from "./look.ts";
import { changed } from "./record.ts";
import { type ExerciseWork, type Session, stepOf } from "./session.ts";
import { unfollowed } from "./unfollowed.ts";

const ATTEMPTS_FOR_SOLUTION = 3;

/** The session with its goals judged now. What was solved stays solved. */
export function judged(session: Session): Session {
  const step = stepOf(session);
  const { work, clock } = session;
  if (step.kind !== "exercise" || work.kind !== "exercise" || clock === undefined) return session;
  const seen = look(clock.timeline);
  const judgement = judge(step, work.judgement, seen);
  if (work.solved) return { ...session, work: { ...work, judgement } };
  const typed = session.terminal.typed.map((t) => t.text);
  const mistake = judgement.met ? undefined : mistakeMade(step, typed, seen)?.say;
  const next = stoppedByLoss({ ...session, work: { ...work, judgement, mistake } }, work.judgement, judgement);
  return judgement.met && typed.length > 0 ? solved(next, work) : next;
}

/** Time stops where a goal is lost for good: what broke it is still to be seen. */
function stoppedByLoss(session: Session, before: Judgement | undefined, after: Judgement): Session {
  const now = after.verdicts.some((v, i) => v.brokenAt !== undefined && before?.verdicts[i]?.brokenAt === undefined);
  if (!now || session.clock === undefined) return session;
  const reset = session.focus === "terminal" ? "Esc, then r, starts" : "r starts";
  return { ...session, clock: { ...session.clock, playing: false }, notice: `A goal is lost. ${reset} again; , goes back.` };
}

/** Something that had to stay true did not. */
export const isLost = ({ work }: Session): boolean => work.kind === "exercise" && !work.solved && work.judgement?.verdicts.some((v) => v.brokenAt !== undefined) === true;

function solved(session: Session, work: ExerciseWork): Session {
  const id = stepOf(session).id;
  const after: Session = {
    ...session,
    work: { ...(session.work as ExerciseWork), solved: true, mistake: undefined, leaving: false },
    steps: changed(session.steps, id, { done: true, attempts: work.attempts, hints: work.hints, told: work.told }),
    clock: session.clock && { ...session.clock, playing: false },
    focus: session.terminal.editor.text === "" ? "lesson" : session.focus,
    looking: "lesson",
    scroll: 0,
    notice: undefined,
    terminal: session.terminal.follow?.clear === true ? unfollowed(session) : session.terminal,
  };
  if (!session.fast) return after;
  const steps = session.lesson.steps.reduce((known, s) => changed(known, s.id, { done: true }), after.steps);
  return { ...after, steps };
}

/** Something was tried: the next hint opens. */
export function attempted(session: Session): Session {
  const { work } = session;
  if (work.kind !== "exercise" || work.solved) return session;
  const attempts = work.attempts + 1;
  return { ...session, work: { ...work, attempts, leaving: false }, steps: changed(session.steps, stepOf(session).id, { attempts }) };
}

/** Shows the next hint, or says what opens it. */
export function nextHint(session: Session): Session {
  const step = stepOf(session);
  const { work } = session;
  if (step.kind !== "exercise" || work.kind !== "exercise") return session;
  if (work.solved) return { ...session, notice: "It is solved. Enter goes on." };
  if (work.hints >= step.hints.length) return { ...session, notice: "That was the last hint. s shows a solution." };
  if (work.hints > 0 && work.attempts <= work.attemptsAtHint) return { ...session, notice: "Try something first: the next hint opens when you have run a command." };
  const hints = work.hints + 1;
  return { ...session, looking: "lesson", scroll: Infinity, work: { ...work, hints, attemptsAtHint: work.attempts }, steps: changed(session.steps, step.id, { hints }) };
}

/** The solution may be looked at: after the last hint, three attempts, or success. */
export function mayBeTold(session: Session): boolean {
  const step = stepOf(session);
  const { work } = session;
  return step.kind === "exercise" && work.kind === "exercise" && (work.solved || work.hints >= step.hints.length || work.attempts >= ATTEMPTS_FOR_SOLUTION);
}

export function tell(session: Session): Session {
  const { work } = session;
  if (work.kind !== "exercise") return session;
  if (!mayBeTold(session)) return { ...session, notice: "The solution opens after the last hint, or when you have tried three things." };
  return { ...session, looking: "lesson", scroll: Infinity, work: { ...work, told: true }, steps: changed(session.steps, stepOf(session).id, work.solved ? {} : { told: true }) };
}

/** What a judgement still knows after going back to `at`. */
export function judgementBefore(judgement: Judgement | undefined, at: Nanos): Judgement | undefined {
  if (judgement === undefined) return undefined;
  const verdicts = judgement.verdicts.map(({ since, brokenAt, ...verdict }) => ({
    ...verdict,
    ...(since !== undefined && since <= at ? { since } : undefined),
    ...(brokenAt !== undefined && brokenAt <= at ? { brokenAt } : undefined),
  }));
  return { ...judgement, verdicts };
}

/** The learner's own way to the goals: what was typed and worked. */
export const ownWay = (session: Session): readonly string[] => session.terminal.typed.filter((t) => t.own && t.worked).map((t) => t.text);
