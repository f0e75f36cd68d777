import { openAt } from "./begin.ts";
import { choose, compared, cursorOf, nextQuestion, optionsOf, skipAhead, ticked } from "./choose.ts";
import { changed } from "./record.ts";
import { offered, runOffered } from "./script.ts";
import { isFinished, type Session, stepOf } from "./session.ts";
import { advance } from "./time.ts";

/** Enter, outside of a line that is being typed: whatever leads on from here. */
export function proceed(session: Session): Session {
  const { work } = session;
  if (work.kind === "reflect" && work.ticks !== undefined && cursorOf(session) === work.ticks.length) return next(ticked(session, work));
  if (optionsOf(session).length > 0) return choose(session);
  if (work.kind === "watch" && !work.done) return watchOn(session);
  if (work.kind === "predict" && work.stage === "running") return skipAhead(session);
  if (work.kind === "exercise" && !work.solved) return session.focus === "terminal" ? session : { ...session, focus: "terminal" };
  if (work.kind === "quiz") return nextQuestion(session) ?? next(session);
  if (work.kind === "reflect") return reflected(session);
  return next(session);
}

/** Runs what is offered and lets time pass; a pause ends. */
export function watchOn(session: Session): Session {
  const ran = offered(session) === undefined ? session : runOffered(session);
  const { clock } = ran;
  if (clock === undefined) return ran;
  const going: Session = { ...ran, clock: { ...clock, playing: true, held: false }, looking: "world" };
  return advance(going, 0, () => false);
}

function reflected(session: Session): Session {
  const { work } = session;
  const step = stepOf(session);
  if (work.kind !== "reflect") return session;
  const text = work.editor.text.trim();
  if (text === "") return { ...session, notice: "One sentence is enough. Esc, then n goes on without." };
  const reflections = [...session.reflections.filter((r) => r.step !== step.id), { step: step.id, text }];
  const kept: Session = { ...session, reflections, steps: changed(session.steps, step.id, { done: true }) };
  return step.kind === "reflect" && step.model !== undefined ? compared(kept, work, step.model.parts) : next(kept);
}

/** The next step, or the end of the chapter. An open exercise is left only when asked twice. */
export function next(session: Session): Session {
  const { work } = session;
  if (session.sandbox) return session;
  if (work.kind === "exercise" && !work.solved && !work.leaving) return { ...session, notice: "The goals are not met yet. n again goes on all the same.", work: { ...work, leaving: true } };
  if (session.fast && work.kind === "exercise" && work.solved) return { ...session, overlay: { kind: "end" } };
  const done = isFinished(session) || work.kind === "explain" ? changed(session.steps, stepOf(session).id, { done: true }) : session.steps;
  const left: Session = { ...session, steps: done, fast: false };
  return session.place + 1 < session.lesson.steps.length ? openAt(left, session.place + 1) : { ...left, overlay: { kind: "end" } };
}

export function previous(session: Session): Session {
  if (session.sandbox) return session;
  if (session.place === 0) return { ...session, notice: "This is the chapter's first step. q leads to the list of chapters." };
  return openAt({ ...session, fast: false }, session.place - 1);
}

/** Straight to the chapter's hardest exercise. */
export function fastTrack(session: Session): Session {
  const place = session.lesson.steps.findIndex((s) => s.id === session.lesson.fast);
  if (place < 0) return { ...session, notice: "This chapter has no fast track." };
  const opened = openAt(session, place);
  return { ...opened, fast: true, notice: "Fast track: solve this one and the chapter is done. Esc, then b goes back to the steps." };
}

/** After the end of a chapter: the one that follows it, or the list. */
export function onward(session: Session): Session {
  const chapters = session.course.chapters;
  const following = chapters[chapters.findIndex((c) => c.slug === session.lesson.slug) + 1];
  return { ...session, leaving: following === undefined ? { to: "home" } : { to: "chapter", slug: following.slug } };
}
