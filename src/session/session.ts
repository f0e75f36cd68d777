import type { Line } from "../display/line.ts";
import type { Size } from "../display/screen.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Foretold } from "../lesson/foretell.ts";
import type { Judgement } from "../lesson/judge.ts";
import type { CourseIndex, Lesson, Step } from "../lesson/lesson.ts";
import type { Story } from "../lesson/story.ts";
import type { WorldTimeline } from "../lesson/theatre.ts";
import type { Follow } from "../shell/interpret.ts";
import type { Zoom } from "../lenses/zoom.ts";
import type { Seat } from "../shell/verb.ts";
import type { Editor } from "./editor.ts";
import type { Answer, Reflection, StepRecord } from "./record.ts";

/** The application at one instant: an immutable value. `update` makes the next one, `view` draws it. */
export interface Session {
  readonly course: CourseIndex;
  readonly lesson: Lesson;
  /** Which of the lesson's steps is open. */
  readonly place: number;
  /** Plays in place of the lessons' own seed. */
  readonly seed: number | undefined;
  readonly size: Size;
  /** Who gets the keys. */
  readonly focus: Focus;
  /** The world pane follows one workload outward, ring by ring. */
  readonly zoom: Zoom | undefined;
  /** What the upper part shows where lesson and world do not fit side by side. */
  readonly looking: "lesson" | "world";
  /** Rows scrolled down in the lesson; as far as it goes when larger than that. */
  readonly scroll: number;
  readonly clock: Clock | undefined;
  readonly terminal: Terminal;
  readonly work: Work;
  readonly overlay: Overlay | undefined;
  /** One sentence for the learner, until the next key or until it has been read. */
  readonly notice: string | undefined;
  /** Real time that the notice has stood while the world played. */
  readonly noticed: Nanos;
  readonly steps: readonly StepRecord[];
  readonly answers: readonly Answer[];
  readonly reflections: readonly Reflection[];
  /** Lines typed by the learner in all steps, oldest first. */
  readonly history: readonly string[];
  /** Real time spent in this chapter, for the facilitator. */
  readonly spent: Nanos;
  /** The chapter's hardest exercise is tried cold: solved, the chapter is done. */
  readonly fast: boolean;
  /** Playing freely, without lessons. */
  readonly sandbox: boolean;
  readonly leaving: Leaving | undefined;
}

export type Focus = "lesson" | "terminal" | "world";

/** Where the learner wants to go: what the App does next. */
export type Leaving = { readonly to: "home" } | { readonly to: "out" } | { readonly to: "chapter"; readonly slug: string; readonly step?: string };

/** The step's world and how time passes in it. */
export interface Clock {
  readonly timeline: WorldTimeline;
  /** When the step began: there is no way back beyond it. */
  readonly from: Nanos;
  readonly playing: boolean;
  /** The learner paused it: a command does not start it again. */
  readonly held: boolean;
  /** Simulated seconds per second. */
  readonly speed: number;
}

export interface Terminal {
  readonly seat: Seat;
  readonly editor: Editor;
  readonly printed: readonly Printed[];
  readonly typed: readonly Typed[];
  readonly follow: Following | undefined;
  /** Rows scrolled back; 0: the newest are seen. */
  readonly scroll: number;
}

/** A line on the terminal and the simulated time it appeared. */
export interface Printed {
  readonly at: Nanos;
  readonly line: Line;
  readonly kind: "typed" | "output" | "note";
}

/** A line that was run. */
export interface Typed {
  readonly at: Nanos;
  readonly text: string;
  /** Where it was typed: one comes back there when it is undone. */
  readonly seat: Seat;
  /** The learner's own, not one that the lesson brought. */
  readonly own: boolean;
  readonly worked: boolean;
}

/** A command that goes on as time passes: `top`, `vmstat 1`. */
export interface Following extends Follow {
  readonly next: Nanos;
  /** Where its output begins in `printed`. */
  readonly from: number;
  readonly began: Nanos;
}

/** A story being played while the learner looks on. */
export interface Script {
  readonly story: Story;
  /** The line that is due. */
  readonly next: number;
  /** When the running wait ends. */
  readonly until: Nanos | undefined;
  /** Which line was played when. */
  readonly played: readonly { readonly line: number; readonly at: Nanos }[];
  /** Typed lines run by themselves; otherwise Enter runs them. */
  readonly alone: boolean;
}

/** What the learner is doing in the open step. */
export type Work =
  | { readonly kind: "explain" }
  | { readonly kind: "watch"; readonly script: Script; readonly done: boolean }
  | PredictWork
  | { readonly kind: "survey"; readonly cursor: number; readonly marks: readonly number[] }
  | ExerciseWork
  | { readonly kind: "quiz"; readonly question: number; readonly cursor: number; readonly picks: readonly (number | null)[]; /** Of an assessment: a block is asked, then told; at its end stands the result. */ readonly stage?: "asking" | "telling" | "result" }
  | ReflectWork;

export interface ReflectWork {
  readonly kind: "reflect";
  readonly editor: Editor;
  readonly writing: boolean;
  /** The own sentence is compared with the model: which of its parts it had. */
  readonly ticks?: readonly boolean[];
  readonly cursor: number;
}

export interface PredictWork {
  readonly kind: "predict";
  readonly stage: "choice" | "reason" | "running" | "outcome";
  readonly cursor: number;
  readonly choice: number | undefined;
  readonly reason: number | undefined;
  readonly script: Script | undefined;
  readonly foretold: Foretold | undefined;
}

export interface ExerciseWork {
  readonly kind: "exercise";
  readonly judgement: Judgement | undefined;
  /** What is said about a known wrong way, while it is true. */
  readonly mistake: string | undefined;
  readonly hints: number;
  readonly attempts: number;
  /** Attempts when the last hint was shown: the next one waits for another. */
  readonly attemptsAtHint: number;
  readonly solved: boolean;
  readonly told: boolean;
  /** `n` was pressed once before the goals were met. */
  readonly leaving: boolean;
}

export type Overlay =
  | { readonly kind: "help"; readonly scroll: number }
  | { readonly kind: "faults"; readonly cursor: number }
  | { readonly kind: "glossary"; readonly cursor: number }
  | { readonly kind: "presenter"; readonly cursor: number; readonly moved: boolean }
  | { readonly kind: "end" };

export const stepOf = (session: Session): Step => session.lesson.steps[session.place]!;

/** Nothing is left to do before going on. */
export function isFinished({ work }: Session): boolean {
  switch (work.kind) {
    case "explain":
      return true;
    case "watch":
      return work.done;
    case "predict":
      return work.stage === "outcome";
    case "survey":
      return false;
    case "exercise":
      return work.solved;
    case "quiz":
      return false;
    case "reflect":
      return false;
  }
}

/** The step is about its world: questions and notes stand alone until one looks elsewhere. */
export function showsWorld(session: Session): boolean {
  if (session.clock === undefined) return false;
  const { kind } = session.work;
  const { notes, certificate } = stepOf(session);
  return session.focus !== "lesson" || (kind !== "quiz" && kind !== "survey" && kind !== "reflect" && notes === undefined && certificate === undefined);
}

/** The learner types text: letters are letters. */
export function isTyping(session: Session): boolean {
  if (session.overlay !== undefined) return false;
  if (session.work.kind === "reflect" && session.focus === "lesson") return session.work.writing;
  return session.focus === "terminal" && session.clock !== undefined;
}

/** Nothing stands on the line: keys that no command begins with may mean something else. */
export const isBlank = (session: Session): boolean =>
  session.focus === "terminal" && session.terminal.editor.text === "" && session.terminal.editor.search === undefined;
