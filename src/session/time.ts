import { span } from "../display/line.ts";
import { type Nanos, SECOND } from "../kernel/time.ts";
import { goTo, present, step, wait } from "../kernel/timeline.ts";
import { clockText } from "../display/format-time.ts";
import { judgeEvery } from "../lesson/judge.ts";
import { judged, judgementBefore } from "./exercise.ts";
import { look } from "./look.ts";
import { changed } from "./record.ts";
import { isOver, playOn, scriptBefore, scriptOf, withScript } from "./script.ts";
import { print, followOn } from "./terminal.ts";
import { type Clock, type Session, stepOf } from "./session.ts";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

/** How far `.` looks for something to happen. */
const FAR = 10 * SECOND;

/** Real time has passed while the session plays. */
export function tick(session: Session, elapsed: Nanos): Session {
  const { clock } = session;
  return clock?.playing === true ? advance(ageing(session, elapsed), elapsed * clock.speed, (now) => now.clock!.playing) : session;
}

const READ = 5 * SECOND;

/** A sentence that has been read gives the keys their row back. */
function ageing(session: Session, elapsed: Nanos): Session {
  if (session.notice === undefined) return session;
  const noticed = session.noticed + elapsed;
  return noticed < READ ? { ...session, noticed } : { ...session, notice: undefined, noticed: 0 };
}

/** On to the next thing that happens, ten seconds at most. */
export function nextEvent(session: Session): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const known = factsOf(clock);
  const paused: Session = { ...session, clock: { ...clock, playing: false, held: true }, looking: lookingAtWorld(session) };
  const s = advance(paused, FAR, (now) => factsOf(now.clock!) === known, true);
  return factsOf(s.clock!) > known || s.clock!.timeline.at - clock.timeline.at < FAR ? s : { ...s, notice: "Nothing happened within 10 seconds." };
}

const factsOf = (clock: Clock): number => present(clock.timeline).facts.length;

/** Takes the world, what is followed, what is played and what is judged further, until `goOn` says no. */
export function advance(session: Session, duration: Nanos, goOn: (s: Session) => boolean, byFact = false): Session {
  let s = finish(playOn(session));
  if (s.clock === undefined) return s;
  const end = s.clock.timeline.at + Math.round(duration);
  while (s.clock!.timeline.at < end && goOn(s)) {
    const clock: Clock = s.clock!;
    const far = Math.min(end, nextStop(s)) - clock.timeline.at;
    const timeline = byFact ? step(clock.timeline, far) : wait(clock.timeline, far);
    s = arrive({ ...s, clock: { ...clock, timeline } });
  }
  return s;
}

/** The next instant at which something has to be looked at. */
function nextStop(session: Session): Nanos {
  const now = session.clock!.timeline.at;
  const stops = [session.terminal.follow?.next ?? Infinity, scriptOf(session)?.until ?? Infinity, judgedNext(session, now)];
  // Time goes in whole nanoseconds: a stop between two of them would never be reached.
  return Math.ceil(Math.min(...stops.filter((at) => at > now)));
}

/** When goals are judged again, counted from the last time or from `first`. */
function judgedNext(session: Session, first: Nanos): Nanos {
  const step = stepOf(session);
  const { work } = session;
  return work.kind === "exercise" && step.kind === "exercise" ? (work.judgement?.at ?? first) + judgeEvery(step) : Infinity;
}

function arrive(session: Session): Session {
  const followed = followOn(session);
  const due = followed.clock!.timeline.at >= judgedNext(followed, 0);
  return finish(playOn(due ? judged(followed) : followed));
}

/** A story that is over leaves its world standing still and its outcome told. */
function finish(session: Session): Session {
  const script = scriptOf(session);
  const { work, clock } = session;
  if (script === undefined || !isOver(script) || clock === undefined) return session;
  if (work.kind === "watch" && !work.done) return { ...halted(session, clock), work: { ...work, done: true }, steps: changed(session.steps, stepOf(session).id, { done: true }) };
  if (work.kind === "predict" && work.stage === "running") return { ...halted(session, clock), looking: "lesson", scroll: 0, work: { ...work, stage: "outcome" }, steps: changed(session.steps, stepOf(session).id, { done: true }) };
  return session;
}

const halted = (session: Session, clock: Clock): Session => ({ ...session, clock: { ...clock, playing: false } });

export function runOrPause(session: Session): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const playing = !clock.playing;
  return { ...session, clock: { ...clock, playing, held: !playing }, looking: playing ? lookingAtWorld(session) : session.looking };
}

/** Time that passes is worth looking at. */
const lookingAtWorld = (session: Session): Session["looking"] => (session.focus === "lesson" && session.work.kind === "explain" ? session.looking : "world");

export function faster(session: Session, by: 1 | -1): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const next = by > 0 ? SPEEDS.find((s) => s > clock.speed) : SPEEDS.findLast((s) => s < clock.speed);
  return next === undefined ? session : { ...session, clock: { ...clock, speed: next } };
}

/** Back to what happened before now, a second at the most. What was done after that is undone. */
export function stepBack(session: Session): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const now = clock.timeline.at;
  if (now <= clock.from && session.terminal.typed.length === 0) return { ...session, notice: "This is where the step begins." };
  const fact = look(clock.timeline).facts.findLast((f) => f.at < now)?.at ?? 0;
  return backTo(session, clock, Math.max(clock.from, fact, now - SECOND));
}

function backTo(session: Session, clock: Clock, at: Nanos): Session {
  const { terminal, work } = session;
  const atStart = at <= clock.from;
  const undone = terminal.typed.find((t) => t.at > at || (atStart && clock.timeline.at <= clock.from));
  if (atStart && undone !== undefined && clock.timeline.at <= clock.from) return { ...session, notice: "This is where the step begins. r undoes what was typed here." };
  const timeline = goTo(clock.timeline, at);
  const back: Session = {
    ...session,
    clock: { ...clock, timeline, playing: false, held: true },
    terminal: {
      ...terminal,
      seat: undone?.seat ?? terminal.seat,
      printed: terminal.printed.filter((p) => p.at <= at),
      typed: terminal.typed.filter((t) => t.at <= at),
      follow: terminal.follow === undefined || terminal.follow.began > at ? undefined : { ...terminal.follow, next: at + terminal.follow.every },
    },
    work: work.kind === "exercise" ? { ...work, judgement: judgementBefore(work.judgement, at) } : work.kind === "watch" ? { ...work, done: false } : work,
  };
  const script = scriptOf(back);
  const rewound = script === undefined ? back : withScript(back, scriptBefore(script, at));
  const told = undone === undefined ? rewound : print(rewound, [span(`back at ${clockText(at)}: what was typed after that is undone`, "muted")]);
  return judged(told);
}
