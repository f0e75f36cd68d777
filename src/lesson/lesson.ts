import type { Cell } from "../kernel/facts.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Scenario } from "../world/scenario.ts";
import type { Prose } from "./prose.ts";
import type { Story } from "./story.ts";

/** Which set of panels a step looks through. */
export type Lens = "hypervisor" | "cgroups" | "walls" | "choosing" | "orchestration";

/** What the start-up screen needs: every chapter and step by name, no prose. */
export interface CourseIndex {
  readonly title: string;
  readonly chapters: readonly ChapterIndex[];
}

export interface ChapterIndex {
  readonly id: number;
  /** The folder's name, `01-one-machine-many-tenants`: the key of its lesson. */
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  readonly about: string;
  /** Ids of chapters to have done before. */
  readonly prereq: readonly number[];
  /** The step that is the chapter's hardest exercise: done cold, the chapter is done. */
  readonly fast?: string;
  readonly steps: readonly StepIndex[];
}

export interface StepIndex {
  /** `2.6`; a step that continues another's number has a letter: `2.10b`. */
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  /** The exercise's stable code, `E2.1`. */
  readonly code?: string;
}

/** One chapter, compiled: plain JSON, all expressions still as text. */
export interface Lesson extends ChapterIndex {
  readonly objectives: readonly string[];
  readonly terms: readonly Term[];
  /** Terms of other chapters that this one's texts use. */
  readonly words: readonly Term[];
  readonly facilitate: Facilitate;
  /** Commands to try on a real machine. */
  readonly forReal: { readonly note: string; readonly run: readonly string[] };
  readonly modelCard: { readonly kept: string; readonly leftOut: string };
  readonly steps: readonly Step[];
  readonly scenarios: Readonly<Record<string, Scenario>>;
  /** Correction sentences for every belief code that this chapter's choices name. */
  readonly beliefs: Readonly<Record<string, Belief>>;
  /** The ideas that this chapter's steps show, by their codes. */
  readonly concepts: Readonly<Record<string, string>>;
}

export interface Term {
  readonly name: string;
  readonly says: string;
}

/** A widespread wrong idea and the sentence that answers it. */
export interface Belief {
  readonly code: string;
  readonly idea: string;
  readonly correction: string;
}

export interface Facilitate {
  readonly minutes: number;
  readonly discuss: readonly string[];
  readonly demo: readonly string[];
  readonly sticking: readonly string[];
}

/** The world a step opens in: the scenario from its beginning, then the lines played. The same every time. */
export interface Start {
  readonly scenario: string;
  readonly seed: number;
  readonly before: Story;
}

export type Kind = "explain" | "watch" | "predict" | "survey" | "exercise" | "quiz" | "reflect";

export interface Said extends StepIndex {
  readonly prose: Prose;
  readonly lens: Lens;
  /** Panels to light up, by title; empty: as the lens sees fit. */
  readonly focus: readonly string[];
  readonly concepts: readonly string[];
  /** What the facilitator sees: a question, an answer to expect, what to type. */
  readonly presenter: readonly string[];
  /** Names of the glossary's terms that its words use. */
  readonly terms: readonly string[];
  /** The sentences that the learner wrote in earlier steps are shown again below the text. */
  readonly notes?: true;
  /** And so are the whole course's steps, the assessment and the beliefs. */
  readonly certificate?: true;
  readonly start: Start;
  /** Where it was written, for messages: `lessons/…/x.md:41`. */
  readonly at: string;
}

export type Step = Explain | Watch | Predict | Survey | Exercise | Quiz | Reflect;

export interface Explain extends Said {
  readonly kind: "explain";
}

/** Lines that run while the learner looks on. */
export interface Watch extends Said {
  readonly kind: "watch";
  readonly run: Story;
  /** Simulated time to show after the last line. */
  readonly for: Nanos;
  /** Simulated seconds per second to play at. */
  readonly speed: number;
}

/** A guess and a reason, then the world runs and tells (`foretell`). Never scored. */
export interface Predict extends Said {
  readonly kind: "predict";
  readonly ask: string;
  readonly choices: readonly Guess[];
  readonly reasons: readonly string[];
  readonly run: Story;
  readonly for: Nanos;
  readonly speed: number;
  /** CEL reading taken at the end of the run; compared with the choices' values. */
  readonly answer: string;
  /** How far a number may be from a choice's value to count as it. */
  readonly tolerance?: number;
  /** Shown beside guess and outcome. */
  readonly after: Prose;
}

export interface Guess {
  readonly text: string;
  readonly value: Cell;
  readonly belief?: string;
  readonly say?: string;
}

/** What the learner believes, true or false and how sure: kept, answered by the course itself, shown again at its end. */
export interface Survey extends Said {
  readonly kind: "survey";
  readonly ask: string;
  readonly statements: readonly { readonly text: string; readonly belief: string }[];
  /** The step that asked the same before: what was said there stands beside. */
  readonly compare?: string;
}

export interface Exercise extends Said {
  readonly kind: "exercise";
  readonly goals: readonly Goal[];
  /** The goals are judged once the simulated clock shows this: "alive at t = 200 s". */
  readonly from?: Nanos;
  /** Where to look, which idea, almost the command. */
  readonly hints: readonly string[];
  readonly solutions: readonly Story[];
  readonly mistakes: readonly Mistake[];
  /** Fewest commands. */
  readonly par: number;
  readonly speed: number;
  /** Simulated time within which a listed solution must reach the goals. */
  readonly within: Nanos;
  /** Shown after success. */
  readonly after: Prose;
}

export interface Goal {
  readonly text: string;
  /** A CEL expression over the observation. */
  readonly value: string;
  /** `>= 1.9`, `<= 31GiB`, `<= 10%`, `true`, `running`. */
  readonly is: string | number | boolean;
  /** How the reading is shown: `CPU`, `%` (of a fraction), `GiB` (of bytes), `ms`, … */
  readonly unit?: string;
  /** How long it has to be so without a break. */
  readonly hold?: Nanos;
  /** True for what must stay so the whole time: once broken, only a reset mends it. */
  readonly keep?: boolean;
}

/** A known wrong way and what to say about it. */
export interface Mistake {
  readonly try: Story;
  readonly say: string;
  /** CEL: the state that gives it away. Without it: exactly these lines were typed. */
  readonly when?: string;
}

export interface Quiz extends Said {
  readonly kind: "quiz";
  readonly questions: readonly Question[];
  /** Chapters whose questions these are: a session asks one of them (`warmUp`). */
  readonly warmup?: readonly number[];
  /** A final assessment: questions in mixed order, answers told after each block, so many right to pass. */
  readonly assess?: { readonly block: number; readonly pass: number };
}

export interface Question {
  /** Stable code, `Q2.3`. */
  readonly code: string;
  readonly ask: string;
  readonly choices: readonly Choice[];
  /** Steps to go back to for whoever missed it. */
  readonly see?: readonly string[];
}

export interface Choice {
  readonly text: string;
  readonly right: boolean;
  readonly say: string;
  readonly belief?: string;
}

/** A sentence that the learner finishes; kept in their notes. */
export interface Reflect extends Said {
  readonly kind: "reflect";
  readonly ask: string;
  /** An answer to compare with, shown once the learner's own is written, and its parts to tick off. */
  readonly model?: { readonly answer: string; readonly parts: readonly string[]; /** Steps that showed it. */ readonly see?: readonly string[] };
}
