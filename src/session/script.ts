import { span } from "../display/line.ts";
import { stageOf } from "../lesson/theatre.ts";
import type { StoryLine } from "../lesson/story.ts";
import { print, runLine } from "./terminal.ts";
import type { Script, Session } from "./session.ts";

/** The story that this step plays, if it is playing one. */
export const scriptOf = ({ work }: Session): Script | undefined => (work.kind === "watch" || work.kind === "predict" ? work.script : undefined);

/** The line that stands at the prompt and waits for Enter. */
export function offered(session: Session): string | undefined {
  const script = scriptOf(session);
  if (script === undefined || script.alone || script.until !== undefined || isListing(session)) return undefined;
  const line = script.story[script.next];
  return line?.kind === "type" ? line.text : undefined;
}

/** A command like `vmstat 1 5` is still adding lines: the next one waits for its end. */
const isListing = ({ terminal }: Session): boolean => terminal.follow !== undefined && !terminal.follow.clear;

/** Plays every line that is due now. A typed line waits for Enter, unless the script plays alone. */
export function playOn(session: Session): Session {
  let s = ended(session);
  for (;;) {
    const script = scriptOf(s);
    const line = script?.story[script.next];
    if (script === undefined || line === undefined || script.until !== undefined) return s;
    if (line.kind === "type" && isListing(s)) return s;
    if (line.kind === "type" && !script.alone) return paused(s);
    s = playLine(s, script, line);
  }
}

/** Enter on a line that is offered. */
export function runOffered(session: Session): Session {
  const script = scriptOf(session);
  const line = script?.story[script.next];
  return script === undefined || line?.kind !== "type" ? session : playOn(playLine(session, script, line));
}

/** A wait that is over. */
function ended(session: Session): Session {
  const script = scriptOf(session);
  const now = session.clock?.timeline.at ?? 0;
  if (script?.until === undefined || now < script.until) return session;
  return withScript(session, { ...script, until: undefined, next: script.next + 1 });
}

function playLine(session: Session, script: Script, line: StoryLine): Session {
  const at = session.clock!.timeline.at;
  const played = [...script.played, { line: script.next, at }];
  if (line.kind === "wait") return withScript(session, { ...script, played, until: at + line.duration });
  const after = withScript(session, { ...script, played, next: script.next + 1 });
  if (line.kind === "type") return runLine(after, line.text, false);
  if (line.kind === "remark") return print(after, [span(`# ${line.text}`, "muted")]);
  return breakSomething(after, line.name);
}

/** Injects a fault and says so on the terminal. */
export function breakSomething(session: Session, name: string): Session {
  const { clock } = session;
  if (clock === undefined) return session;
  const stage = stageOf(clock.timeline);
  const result = stage.act({ type: "fault", name });
  const after: Session = { ...session, clock: { ...clock, timeline: stage.timeline } };
  return print(after, result.ok ? [span("x ", "warn"), span(name, "warn"), span(aboutFault(session, name), "muted")] : [span(result.reason, "bad")]);
}

function aboutFault(session: Session, name: string): string {
  const about = session.clock?.timeline.scenario.faults.find((f) => f.name === name)?.about;
  return about === undefined ? "" : `  (${about})`;
}

export function withScript(session: Session, script: Script): Session {
  const { work } = session;
  return work.kind === "watch" || work.kind === "predict" ? { ...session, work: { ...work, script } } : session;
}

const paused = (session: Session): Session => (session.clock?.playing === true ? { ...session, clock: { ...session.clock, playing: false } } : session);

/** Every line was played and every wait is over. */
export const isOver = (script: Script): boolean => script.next >= script.story.length;

/** The script as it stood at `at`, when what came later has been undone. */
export function scriptBefore(script: Script, at: number): Script {
  const played = script.played.filter((p) => p.at <= at);
  const last = played.at(-1);
  if (last === undefined) return { ...script, played: [], next: 0, until: undefined };
  const line = script.story[last.line]!;
  if (line.kind === "wait" && last.at + line.duration > at) return { ...script, played, next: last.line, until: last.at + line.duration };
  return { ...script, played, next: last.line + 1, until: undefined };
}
