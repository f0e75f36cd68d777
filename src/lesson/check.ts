import { lineText } from "../display/line.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Problem } from "../world/problem.ts";
import { shown } from "./comparison.ts";
import { foretell } from "./foretell.ts";
import { judge, judgeEvery, type Judgement, mistakeMade } from "./judge.ts";
import type { Exercise, Lesson, Mistake, Predict, Quiz, Step, Watch } from "./lesson.ts";
import { openStep, pass, type Played, playStory, type Scene, shownStory } from "./play.ts";
import type { Stage, Theatre } from "./stage.ts";
import { type Story, storyText, typedLines } from "./story.ts";

/** Plays everything a lesson claims: what does not come true is a problem. */
export const checkLesson = (lesson: Lesson, theatre: Theatre): Problem[] => lesson.steps.flatMap((step) => checkStep(lesson, step, theatre));

export function checkStep(lesson: Lesson, step: Step, theatre: Theatre): Problem[] {
  if (step.kind === "quiz") return named(step, checkQuiz(step));
  const opened = openStep(lesson, step, theatre);
  if (opened === undefined) return named(step, "run" in step || step.kind === "exercise" ? ["needs a scenario to run on"] : []);
  const failed = failures(opened.played, "before");
  if (failed.length > 0) return named(step, failed);
  return named(step, claims(step, opened.scene));
}

function named(step: Step, whats: readonly string[]): Problem[] {
  const [, file, line] = /^(.*):(\d+)$/.exec(step.at)!;
  return whats.map((what) => ({ file: file!, line: Number(line), what: `step ${step.id} ${what}` }));
}

function claims(step: Step, scene: Scene): string[] {
  switch (step.kind) {
    case "watch":
      return checkWatch(step, scene);
    case "predict":
      return checkPredict(step, scene);
    case "exercise":
      return checkExercise(step, scene);
    default:
      return [];
  }
}

/** Lines that did not go well, with what they complained of. */
function failures(played: readonly Played[], where: string): string[] {
  return played.filter((p) => p.status !== 0).map((p) => `${where}: "${storyText(p.line)}" fails: ${complaint(p)}`);
}

function complaint({ output, status }: Played): string {
  const line = output.find((l) => l[0]?.tone === "bad") ?? output[0];
  return line === undefined ? `status ${status}` : lineText(line);
}

const checkWatch = (step: Watch, scene: Scene): string[] => failures(playStory(shownStory(step), scene).played, "run");

function checkPredict(step: Predict, scene: Scene): string[] {
  const { seen, fits, played } = foretell(step, scene);
  const failed = failures(played, "run");
  if (!seen.ok) return [...failed, `answer "${step.answer}" cannot be read after the run: ${seen.why}`];
  const confirmed = step.choices[fits[0] ?? -1]?.belief;
  if (fits.length === 1) return confirmed === undefined ? failed : [...failed, `the world answers ${shown(seen.value, undefined)}, which is the choice marked as the wrong idea ${confirmed}`];
  const what = fits.length === 0 ? "fits none of the choices" : `fits ${fits.length} choices`;
  return [...failed, `the world answers ${shown(seen.value, undefined)}, which ${what}: ${step.choices.map((c) => String(c.value)).join(", ")}`];
}

function checkQuiz(step: Quiz): string[] {
  return step.questions.flatMap((q) => {
    const right = q.choices.filter((c) => c.right).length;
    return right === 1 ? [] : [`${q.code} has ${right} right options, it needs exactly one`];
  });
}

function checkExercise(step: Exercise, scene: Scene): string[] {
  const start = judge(step, undefined, scene.stage.look());
  if (start.met) return ["is already met at its start, make the start worse or the goals stricter"];
  const early = mistakeMade(step, [], scene.stage.look());
  if (early !== undefined) return [`shows a mistake's message before anything was done: "${early.say}"`];
  return [
    ...(attempt(step, [], scene).judgement.met ? ["is met by doing nothing at all, only waiting"] : []),
    ...step.solutions.flatMap((solution, i) => checkSolution(step, solution, `solution ${i + 1}`, scene)),
    ...step.mistakes.flatMap((mistake, i) => checkMistake(step, mistake, `mistake ${i + 1}`, scene)),
  ];
}

function checkSolution(step: Exercise, solution: Story, name: string, scene: Scene): string[] {
  const { judgement, raised, played } = attempt(step, solution, scene);
  const failed = failures(played, name);
  if (!judgement.met) {
    const unmet = judgement.verdicts.filter((v) => !v.met).map((v) => `${v.goal.text} (${v.say})`);
    return [...failed, `${name} does not reach the goals: ${unmet.join("; ")}`];
  }
  return raised === undefined ? failed : [...failed, `${name} raises a mistake's message: "${raised.say}"`];
}

function checkMistake(step: Exercise, mistake: Mistake, name: string, scene: Scene): string[] {
  const { judgement, raised } = attempt(step, mistake.try, scene);
  if (judgement.met) return [`${name} reaches the goals, so it is a solution`];
  if (raised === mistake) return [];
  return [`${name} ("${mistake.try.map(storyText).join(", ")}") ${raised === undefined ? "raises no message" : `raises another one's message: "${raised.say}"`}`];
}

interface Attempt {
  readonly judgement: Judgement;
  /** The first message that came up. */
  readonly raised: Mistake | undefined;
  readonly played: readonly Played[];
}

/** Plays lines on a copy and lets time pass until the goals are met or the exercise's limit is reached. */
function attempt(step: Exercise, story: Story, scene: Scene): Attempt {
  const copy: Scene = { ...scene, stage: scene.stage.fork() };
  const typed = typedLines(story);
  let judgement = judge(step, undefined, copy.stage.look());
  const every = judgeEvery(step);
  const sees = (stage: Stage): void => void (judgement = judge(step, judgement, stage.look()));
  const { played } = playStory(story, copy, { every, sees });
  let raised = mistakeMade(step, typed, copy.stage.look());
  const seesMistakes = (stage: Stage): boolean => {
    sees(stage);
    raised ??= mistakeMade(step, typed, stage.look());
    return judgement.met;
  };
  pass(copy.stage, limit(step, copy.stage.look().now), { every, sees: seesMistakes });
  return { judgement, raised, played };
}

const limit = (step: Exercise, now: Nanos): Nanos => Math.max(0, (step.from ?? 0) - now) + step.within;
