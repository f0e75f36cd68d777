import type { Size } from "../display/screen.ts";
import { span } from "../display/line.ts";
import type { CourseIndex, Lesson, Step } from "../lesson/lesson.ts";
import { warmUp } from "../lesson/warm-up.ts";
import { shownStory } from "../lesson/play.ts";
import { type Story, storyText } from "../lesson/story.ts";
import type { Seat } from "../shell/verb.ts";
import { mixed } from "./assessment.ts";
import { EMPTY_LINE } from "./editor.ts";
import { judged } from "./exercise.ts";
import { type Opened, openedAt } from "./opening.ts";
import { changed, EMPTY, type Kept } from "./record.ts";
import { type Printed, type Script, type Session, stepOf, type Terminal, type Work } from "./session.ts";

export interface Begin {
  readonly course: CourseIndex;
  readonly lesson: Lesson;
  /** Its id; the first step when absent or unknown. */
  readonly step?: string | undefined;
  readonly kept?: Kept;
  readonly size?: Size;
  readonly seed?: number | undefined;
  readonly sandbox?: boolean;
  /** The step's world where it is known already; made from the step when absent. */
  readonly opened?: Opened | undefined;
}

/** Codes of the questions whose last answer was wrong. */
const missed = (answers: Kept["answers"]): string[] => [...new Map(answers.map((a) => [a.question, a.right]))].flatMap(([question, right]) => (right === false && question !== "" ? [question] : []));

const NOWHERE: Seat = { machine: "", user: "", directory: "", outer: [] };

/** Opens a lesson at a step. */
export function beginSession({ course, lesson, step, kept = EMPTY, size = { columns: 100, rows: 30 }, seed, sandbox = false, opened }: Begin): Session {
  const session: Session = {
    course, lesson: mixed(warmUp(lesson, missed(kept.answers)), seed), place: 0, seed, size, focus: "lesson", zoom: undefined, looking: "lesson", scroll: 0, clock: undefined,
    terminal: emptyTerminal(NOWHERE, []), work: { kind: "explain" }, overlay: undefined, notice: undefined, noticed: 0,
    steps: kept.steps, answers: kept.answers, reflections: kept.reflections, history: kept.lines,
    spent: 0, fast: false, sandbox, leaving: undefined,
  };
  return openAt(session, Math.max(0, lesson.steps.findIndex((s) => s.id === step)), opened);
}

/** Opens one of the lesson's steps at its own starting world: always the same. */
export function openAt(session: Session, place: number, known?: Opened): Session {
  const step = session.lesson.steps[place];
  if (step === undefined) return session;
  const opened = known ?? openedAt(session.lesson, step, session.seed);
  const timeline = opened?.timeline;
  const typing = opened !== undefined && (step.kind === "exercise" || session.sandbox);
  const next: Session = {
    ...session,
    place,
    focus: typing ? "terminal" : "lesson",
    zoom: undefined,
    looking: session.sandbox ? "world" : "lesson",
    scroll: 0,
    clock: timeline && { timeline, from: timeline.at, playing: false, held: false, speed: "speed" in step ? step.speed : 1 },
    terminal: emptyTerminal(opened?.seat ?? NOWHERE, prepared(step.start.before, timeline?.at ?? 0)),
    work: workOf(step, session),
    overlay: undefined,
    notice: undefined,
    steps: changed(session.steps, step.id, { seen: true }),
  };
  return judged(next);
}

/** The same step from its beginning. Hints that were seen stay seen. */
export function reset(session: Session): Session {
  const again = openAt(session, session.place);
  const { work } = session;
  if (work.kind !== "exercise" || again.work.kind !== "exercise") return again;
  return { ...again, work: { ...again.work, hints: work.hints, attempts: work.attempts, attemptsAtHint: work.attemptsAtHint, told: work.told } };
}

const emptyTerminal = (seat: Seat, printed: readonly Printed[]): Terminal => ({ seat, editor: EMPTY_LINE, printed, typed: [], follow: undefined, scroll: 0 });

/** What has been done already, in one line. */
function prepared(before: Story, at: number): Printed[] {
  const doings = before.filter((l) => l.kind === "type" || l.kind === "fault");
  if (doings.length === 0) return [];
  const done = doings.map((l) => storyText(l).slice(2)).join(", ");
  return [{ at, line: [span(`Already done here: ${done}`, "muted")], kind: "note" }];
}

const script = (story: Story, alone: boolean): Script => ({ story, next: 0, until: undefined, played: [], alone });

function workOf(step: Step, session: Session): Work {
  switch (step.kind) {
    case "explain":
      return { kind: "explain" };
    case "watch":
      return { kind: "watch", script: script(shownStory(step), false), done: false };
    case "predict":
      return { kind: "predict", stage: "choice", cursor: 0, choice: undefined, reason: undefined, script: undefined, foretold: undefined };
    case "survey":
      return { kind: "survey", cursor: 0, marks: [] };
    case "exercise":
      return { kind: "exercise", judgement: undefined, mistake: undefined, hints: 0, attempts: 0, attemptsAtHint: -1, solved: false, told: false, leaving: false };
    case "quiz":
      return { kind: "quiz", question: 0, cursor: 0, picks: step.questions.map(() => null), ...(step.assess === undefined ? {} : { stage: "asking" }) };
    case "reflect": {
      const text = session.reflections.find((r) => r.step === step.id)?.text ?? "";
      return { kind: "reflect", editor: { ...EMPTY_LINE, text, at: text.length }, writing: true, cursor: 0 };
    }
  }
}

/** The script of a prediction whose guess and reason were given. */
export const predictScript = (session: Session): Script | undefined => {
  const step = stepOf(session);
  return step.kind === "predict" ? script(shownStory(step), true) : undefined;
};
