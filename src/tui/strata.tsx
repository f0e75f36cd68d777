import { useApp } from "ink";
import { useState } from "react";
import { beginSession } from "../session/begin.ts";
import type { Opens } from "../session/home.ts";
import { EMPTY, type Kept } from "../session/record.ts";
import { sandboxLesson } from "../session/sandbox.ts";
import type { Leaving, Session } from "../session/session.ts";
import { resume } from "../session/snapshot.ts";
import type { Scenario } from "../world/scenario.ts";
import { Home } from "./home.tsx";
import { LessonScreen } from "./lesson-screen.tsx";
import type { TuiOptions } from "./options.ts";
import { COLOURLESS, COLOURS } from "./theme.ts";

interface Props {
  readonly options: TuiOptions;
  readonly colour: boolean;
  /** Filled with what saves the open session. */
  readonly newest: { current: (() => void) | undefined };
}

type Scene = { readonly kind: "home" } | { readonly kind: "lesson"; readonly session: Session };

/** The whole program on a terminal: the list of chapters, or a lesson. */
export function Strata({ options, colour, newest }: Props) {
  const { exit } = useApp();
  const [scene, setScene] = useState<Scene>(() => first(options));
  const open = (session: Session): void => setScene({ kind: "lesson", session });
  const leave = (leaving: Leaving, session: Session): void => {
    newest.current?.();
    if (leaving.to === "out") exit();
    else if (leaving.to === "chapter") open(chapter(options, keptOf(session), leaving.slug, leaving.step));
    else if (options.sandbox !== undefined) exit();
    else setScene({ kind: "home" });
  };
  const choose = (choice: Opens): void => {
    if (choice.kind === "quit") exit();
    else if (choice.kind === "sandbox") open(playground(options, scenarioNamed(options, choice.scenario)));
    else if (choice.kind === "resume") open(resumed(options, choice.slug, choice.step));
    else open(chapter(options, options.store.kept(), choice.slug, choice.step));
  };
  if (scene.kind === "lesson") {
    const { session } = scene;
    const store = session.sandbox ? FORGETFUL : options.store;
    return <LessonScreen key={`${session.lesson.slug}:${session.place}`} begin={session} store={store} theme={colour ? COLOURS : COLOURLESS} leave={leave} newest={newest} />;
  }
  newest.current = undefined;
  return <Home course={options.course} kept={options.store.kept()} sandbox={options.scenarios && (() => options.scenarios!().map((s) => s.title))} notice={options.store.notice()} colour={colour} choose={choose} />;
}

/** What is tried in the sandbox is nobody's progress. */
const FORGETFUL: TuiOptions["store"] = { kept: () => EMPTY, keep: () => undefined, notice: () => undefined };

const keptOf = ({ steps, answers, reflections, history }: Session): Kept => ({ place: undefined, steps, answers, reflections, lines: history });

function first(options: TuiOptions): Scene {
  if (options.sandbox !== undefined) return { kind: "lesson", session: playground(options, options.sandbox) };
  const { open } = options;
  if (open === "home") return { kind: "home" };
  if (open === "resume") {
    const step = options.store.kept().place?.step;
    const slug = step === undefined ? undefined : options.course.chapters.find((c) => c.steps.some((s) => s.id === step))?.slug;
    return slug === undefined || step === undefined ? { kind: "home" } : { kind: "lesson", session: resumed(options, slug, step) };
  }
  const session = chapter(options, options.store.kept(), open.slug, open.step);
  return { kind: "lesson", session: options.present === true ? { ...session, overlay: { kind: "presenter", cursor: session.place, moved: false } } : session };
}

const chapter = (options: TuiOptions, kept: Kept, slug: string, step: string | undefined): Session =>
  beginSession({ course: options.course, lesson: options.lesson(slug), step, kept, seed: options.seed });

function resumed(options: TuiOptions, slug: string, step: string): Session {
  const kept = options.store.kept();
  const lesson = options.lesson(slug);
  const session = kept.place?.step === step ? resume(kept.place.session, { course: options.course, lesson, kept }) : undefined;
  return session ?? chapter(options, kept, slug, step);
}

function scenarioNamed(options: TuiOptions, title: string): Scenario {
  return (options.scenarios?.() ?? []).find((s) => s.title === title)!;
}

const playground = (options: TuiOptions, scenario: Scenario): Session =>
  beginSession({ course: options.course, lesson: sandboxLesson(scenario, options.seed ?? 1), sandbox: true });

