import { type Line, span } from "../display/line.ts";
import { stageOf, type WorldStage } from "../lesson/theatre.ts";
import { interpret, type Outcome } from "../shell/interpret.ts";
import { prompt } from "../shell/console.ts";
import { EMPTY_LINE } from "./editor.ts";
import { attempted, isLost, judged } from "./exercise.ts";
import { look } from "./look.ts";
import { unfollowed } from "./unfollowed.ts";
import type { Clock, Following, Printed, Session, Terminal } from "./session.ts";

const KEPT = 400;
const HISTORY = 500;

/** Runs a line at the prompt: the learner's own, or one that the lesson brings. */
export function runLine(session: Session, text: string, own: boolean): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const at = clock.timeline.at;
  const { seat } = session.terminal;
  const stage = stageOf(clock.timeline);
  const echo: Printed = { at, line: [...prompt(seat, look(clock.timeline)), span(text)], kind: "typed" };
  const outcome = interpret(text, seat, stage);
  const before = outcome.cleared ? [] : [...unfollowed(session).printed, echo];
  const output = outcome.output.map((line): Printed => ({ at, line, kind: "output" }));
  const terminal: Terminal = {
    ...session.terminal,
    seat: outcome.seat,
    printed: kept([...before, ...output]),
    typed: [...session.terminal.typed, { at, text, seat, own, worked: outcome.status === 0 }],
    follow: outcome.follow && { ...outcome.follow, next: at + outcome.follow.every, from: Math.min(before.length, KEPT), began: at },
    scroll: 0,
  };
  const acted = stage.timeline.log.length > clock.timeline.log.length;
  const ran: Session = { ...session, clock: { ...clock, timeline: stage.timeline, playing: clock.playing && outcome.follow?.edit === undefined }, terminal, looking: acted ? "world" : session.looking };
  return judged(own ? attempted(ran) : ran);
}

/** The learner runs what stands on the line. */
export function submit(session: Session, text = session.terminal.editor.text): Session {
  const history = text.trim() === "" || session.history.at(-1) === text ? session.history : [...session.history, text].slice(-HISTORY);
  const cleared: Session = { ...session, history, terminal: { ...session.terminal, editor: { ...EMPTY_LINE, killed: session.terminal.editor.killed }, scroll: 0 } };
  return runs(runLine(cleared, text, true));
}

/** A command sets time going, unless the learner has paused it. */
function runs(session: Session): Session {
  const { clock, work } = session;
  if (clock === undefined || clock.playing || isLost(session) || session.terminal.follow?.edit !== undefined) return session;
  if (clock.held) return session.work.kind === "exercise" && !session.work.solved ? { ...session, notice: session.notice ?? "Time stands still. Space on an empty line lets it run." } : session;
  if (work.kind === "exercise" ? work.solved : !session.sandbox) return session;
  const notice = session.terminal.typed.length === 1 ? "The clock runs now. Space on an empty line pauses it." : session.notice;
  return { ...session, notice, clock: { ...clock, playing: true } };
}

/** A followed command's next round: `top` draws itself anew, `vmstat 1` adds a line. */
export function followOn(session: Session): Session {
  const { clock, terminal } = session;
  const { follow } = terminal;
  if (clock === undefined || follow === undefined || clock.timeline.at < follow.next) return session;
  const stage = stageOf(clock.timeline);
  return again(session, clock, follow, interpret(follow.line, terminal.seat, stage, follow.round, follow.kept), stage);
}

/** The text that a command waits for has been edited; without one it was given up, or could not be. */
export function edited(session: Session, text: string | undefined): Session {
  const { clock, terminal: { follow, seat } } = session;
  if (clock === undefined || follow?.edit === undefined) return session;
  const stage = stageOf(clock.timeline);
  const notice = text === undefined ? "Your editor could not be started, or gave up. EDITOR names it." : session.notice;
  return runs(judged(again({ ...session, notice }, clock, follow, interpret(follow.line, seat, stage, follow.round, text ?? ""), stage)));
}

/** What a command that went on has printed and done in one more round. */
function again(session: Session, clock: Clock, follow: Following, outcome: Outcome, stage: WorldStage): Session {
  const { terminal } = session;
  const { at } = clock.timeline;
  const before = outcome.cleared ? [] : follow.clear ? terminal.printed.slice(0, follow.from) : terminal.printed;
  const printed = kept([...before, ...outcome.output.map((line): Printed => ({ at, line, kind: "output" }))]);
  const next: Following | undefined = outcome.follow && { began: follow.began, ...outcome.follow, next: at + outcome.follow.every, from: Math.max(0, follow.from - Math.max(0, before.length + outcome.output.length - KEPT)) };
  return { ...session, clock: { ...clock, timeline: stage.timeline }, terminal: { ...terminal, seat: outcome.seat, printed, follow: next } };
}

export const stopFollowing = (session: Session): Session =>
  session.terminal.follow === undefined ? session : print({ ...session, terminal: unfollowed(session) }, [span("^C", "muted")]);

/** A remark of ours between the lines of the terminal. */
export function print(session: Session, line: Line): Session {
  const { clock, terminal } = session;
  const note: Printed = { at: clock?.timeline.at ?? 0, line, kind: "note" };
  return { ...session, terminal: { ...terminal, printed: kept([...terminal.printed, note]) } };
}

const kept = (printed: readonly Printed[]): readonly Printed[] => (printed.length > KEPT ? printed.slice(-KEPT) : printed);
