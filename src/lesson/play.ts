import { line, type Line, lineText } from "../display/line.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Seat } from "../shell/verb.ts";
import { JUDGE_EVERY } from "./judge.ts";
import type { Lesson, Step } from "./lesson.ts";
import type { Interpret, Stage, Theatre } from "./stage.ts";
import { type Story, type StoryLine, storyText } from "./story.ts";

/** A world with somebody at its prompt. */
export interface Scene {
  readonly stage: Stage;
  readonly seat: Seat;
  readonly interpret: Interpret;
}

/** What one line of a story did. */
export interface Played {
  readonly line: StoryLine;
  readonly at: Nanos;
  /** The seat it was typed from. */
  readonly seat: Seat;
  readonly output: readonly Line[];
  /** 0: well; anything else: the command failed or the world refused. */
  readonly status: number;
}

/** Called whenever simulated time has passed, at least every JUDGE_EVERY. Answering true ends the waiting. */
export type Onlooker = (stage: Stage) => boolean | void;

/** The world a step opens in, always the same. The world of a step without scenario does not exist. */
export function openStep(lesson: Pick<Lesson, "scenarios">, step: Pick<Step, "start">, theatre: Theatre): { readonly scene: Scene; readonly played: readonly Played[] } | undefined {
  const scenario = lesson.scenarios[step.start.scenario];
  if (scenario === undefined) return undefined;
  const scene: Scene = { stage: theatre.open(scenario, step.start.seed), seat: theatre.seat(scenario), interpret: theatre.interpret };
  return playStory(step.start.before, scene);
}

/** Plays lines one after the other. The same function prepares steps, shows them, solves them and prints stories. */
export function playStory(story: Story, scene: Scene, onlooker?: Onlooker): { readonly scene: Scene; readonly played: readonly Played[] } {
  const played: Played[] = [];
  let seat = scene.seat;
  let following: Following | undefined;
  for (const storyLine of story) {
    const at = scene.stage.look().now;
    if (storyLine.kind === "wait") {
      if (following === undefined) pass(scene.stage, storyLine.duration, onlooker);
      else following = followOn(following, storyLine.duration, scene, onlooker, played);
      played.push({ line: storyLine, at, seat, output: [], status: 0 });
      continue;
    }
    following = undefined;
    const answer = playLine(storyLine, { ...scene, seat });
    played.push({ line: storyLine, at, seat, output: answer.output, status: answer.status });
    if (answer.follow !== undefined && storyLine.kind === "type") {
      following = { text: storyLine.text, seat, every: answer.follow.every, round: 0, entry: played.length - 1 };
      if (Number.isFinite(answer.follow.times)) {
        followOn(following, answer.follow.every * (answer.follow.times - 1), scene, onlooker, played);
        following = undefined;
      }
    }
    seat = answer.seat;
  }
  return { scene: { ...scene, seat }, played };
}

/** Lets simulated time pass in judged portions. */
export function pass(stage: Stage, duration: Nanos, onlooker?: Onlooker): void {
  let left = duration;
  while (left > 0) {
    const portion = onlooker === undefined ? left : Math.min(left, JUDGE_EVERY);
    stage.wait(portion);
    left -= portion;
    if (onlooker?.(stage) === true) return;
  }
}

interface Following {
  readonly text: string;
  readonly seat: Seat;
  readonly every: Nanos;
  readonly round: number;
  /** Which entry of the transcript its output belongs to. */
  readonly entry: number;
}

/** A followed command prints as time passes; one that clears the screen leaves its last picture. */
function followOn(following: Following, duration: Nanos, scene: Scene, onlooker: Onlooker | undefined, played: Played[]): Following {
  let { round } = following;
  const rounds = Math.floor(duration / following.every);
  for (let i = 0; i < rounds; i++) {
    pass(scene.stage, following.every, onlooker);
    const answer = scene.interpret(following.text, following.seat, scene.stage, ++round);
    const before = played[following.entry]!;
    played[following.entry] = { ...before, output: answer.cleared === true ? answer.output : [...before.output, ...answer.output] };
  }
  pass(scene.stage, duration - rounds * following.every, onlooker);
  return { ...following, round };
}

function playLine(storyLine: StoryLine, { stage, seat, interpret }: Scene): ReturnType<Interpret> {
  if (storyLine.kind === "type") return interpret(storyLine.text, seat, stage);
  if (storyLine.kind !== "fault") return { seat, status: 0, output: [] };
  const result = stage.act({ type: "fault", name: storyLine.name });
  return { seat, status: result.ok ? 0 : 1, output: result.ok ? [] : [line(result.reason, "bad")] };
}

/** A transcript as text: each line as written, then what it printed. Reading it again gives the same story. */
export const transcript = (played: readonly Played[]): string =>
  played.flatMap((p) => [storyText(p.line), ...p.output.map(lineText)]).map((text) => `${text.trimEnd()}\n`).join("");
