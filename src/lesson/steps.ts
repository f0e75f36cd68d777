import { SECOND } from "../kernel/time.ts";
import type { Problem } from "../world/problem.ts";
import type { LessonFile, Part } from "./lesson-file.ts";
import type { Exercise, Predict, Quiz, Reflect, Said, Start, Step } from "./lesson.ts";
import { prose, proseOf } from "./markdown.ts";
import { shownStory } from "./play.ts";
import type { Prose } from "./prose.ts";
import { typedLines } from "./story.ts";

/** Gives every part its number and its starting world. Numbers run on from file to file of a chapter. */
export function stepsOf(files: readonly LessonFile[], chapter: number, problems: Problem[]): Step[] {
  const steps: Step[] = [];
  let number = 0;
  for (const file of files) {
    let start = firstStart(file);
    for (const part of file.parts) {
      const warmup = part.kind === "quiz" && part.block.warmup !== undefined;
      if (part.block.part === undefined && !warmup) number++;
      start = startOf(part, start);
      const said = saidOf(file, part, `${chapter}.${number}${part.block.part ?? ""}`, start);
      steps.push(stepOf(part, said, problems));
      start = carriedOn(part, start);
    }
  }
  return steps;
}

function firstStart({ file, front }: LessonFile): Start {
  const scenario = typeof front.scenario === "string" ? scenarioName(front.scenario) : front.scenario === undefined ? "" : inlineName(file);
  return { scenario, seed: front.seed, before: front.before };
}

export const scenarioName = (file: string): string => file.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
export const inlineName = (file: string): string => file.replace(/^.*\//, "").replace(/\.md$/, "");

/** A step that names another scenario or seed begins it anew; one that names its own story begins with that. */
function startOf({ block }: Part, start: Start): Start {
  const fresh = block.scenario !== undefined || block.seed !== undefined;
  return {
    scenario: block.scenario === undefined ? start.scenario : scenarioName(block.scenario),
    seed: block.seed ?? start.seed,
    before: block.before ?? (fresh ? [] : start.before),
  };
}

/** What a watch step ran has happened for the steps after it. */
function carriedOn(part: Part, start: Start): Start {
  if (part.kind !== "watch") return start;
  return { ...start, before: [...start.before, ...shownStory(part.block)] };
}

function saidOf({ file, front }: LessonFile, part: Part, id: string, start: Start): Omit<Said, "kind"> {
  const { block } = part;
  return {
    id,
    title: part.title,
    ...(block.code === undefined ? undefined : { code: block.code }),
    prose: prose(part.text),
    lens: block.lens ?? front.lens,
    focus: block.focus,
    concepts: block.concepts,
    presenter: block.presenter,
    terms: [],
    ...optional({ notes: block.notes, certificate: block.certificate }),
    start,
    at: `${file}:${part.line}`,
  };
}

function stepOf(part: Part, said: Omit<Said, "kind">, problems: Problem[]): Step {
  switch (part.kind) {
    case "explain":
      return { ...said, kind: "explain" };
    case "watch":
      return { ...said, kind: "watch", run: part.block.run, for: part.block.for, speed: part.block.speed };
    case "predict":
      return predict(part.block, said);
    case "survey":
      return { ...said, kind: "survey", ask: part.block.ask, statements: part.block.statements, ...optional({ compare: part.block.compare }) };
    case "exercise":
      return exercise(part.block, said);
    case "quiz":
      return quiz(part, said, problems);
    case "reflect":
      return { ...said, kind: "reflect", ask: part.block.ask, ...(part.block.model === undefined ? undefined : { model: model(part.block.model) }) };
  }
}

type Block<K extends Part["kind"]> = Extract<Part, { kind: K }>["block"];
type Bare = Omit<Said, "kind">;

function predict(block: Block<"predict">, said: Bare): Predict {
  const { ask, reasons, run, speed, answer, tolerance } = block;
  const choices = block.choices.map(({ text, value, belief, say }) => ({ text, value, ...optional({ belief, say }) }));
  return { ...said, kind: "predict", ask, choices, reasons, run, for: block.for, speed, answer, ...optional({ tolerance }), after: textOf(block.after) };
}

function exercise(block: Block<"exercise">, said: Bare): Exercise {
  const goals = block.goals.map(({ text, value, is, unit, hold, keep }) => ({ text, value, is, ...optional({ unit, hold, keep }) }));
  const longest = Math.max(0, ...goals.map((g) => g.hold ?? 0));
  return {
    ...said,
    kind: "exercise",
    goals,
    ...optional({ from: block.from }),
    hints: block.hints,
    solutions: block.solutions,
    mistakes: block.mistakes.map(({ try: tried, say, when }) => ({ try: tried, say, ...optional({ when }) })),
    par: block.par ?? Math.min(...block.solutions.map((s) => typedLines(s).length)),
    speed: block.speed,
    within: block.within ?? longest + 60 * SECOND,
    after: textOf(block.after),
  };
}

function quiz(part: Extract<Part, { kind: "quiz" }>, said: Bare, problems: Problem[]): Quiz {
  const { block } = part;
  const single = block.ask !== undefined && block.choices !== undefined ? [{ code: block.code ?? said.id, ask: block.ask, choices: block.choices, see: undefined }] : [];
  const written = block.questions ?? single;
  if (written.length === 0 && block.warmup === undefined) problems.push({ file: said.at.replace(/:\d+$/, ""), line: part.lineOf("ask"), what: "a quiz needs ask and choices, or a list of questions" });
  const questions = written.map((q) => ({ code: q.code, ask: q.ask, choices: q.choices.map(({ text, right, say, belief }) => ({ text, right, say, ...optional({ belief }) })), ...optional({ see: q.see }) }));
  return { ...said, kind: "quiz", questions, ...optional({ warmup: block.warmup, assess: block.assess }) };
}

const model = ({ answer, parts, see }: NonNullable<Block<"reflect">["model"]>): NonNullable<Reflect["model"]> => ({ answer, parts, ...optional({ see }) });

const textOf = (markdown: string): Prose => (markdown === "" ? [] : proseOf(markdown));

/** Only the keys that have a value: plain JSON has no undefined. */
function optional<T extends object>(keys: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
