import { line, type Line, lineText } from "../display/line.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Follow, Outcome } from "../shell/interpret.ts";
import type { Seat } from "../shell/verb.ts";
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

/** Looks on while simulated time passes, at least so often. Seeing enough, by answering true, ends the waiting. */
export interface Onlooker {
  readonly every: Nanos;
  sees(stage: Stage): boolean | void;
}

/** The world a step opens in, always the same. The world of a step without scenario does not exist. */
export function openStep(lesson: Pick<Lesson, "scenarios">, step: Pick<Step, "start">, theatre: Theatre): { readonly scene: Scene; readonly played: readonly Played[] } | undefined {
  const scenario = lesson.scenarios[step.start.scenario];
  if (scenario === undefined) return undefined;
  const scene: Scene = { stage: theatre.open(scenario, step.start.seed), seat: theatre.seat(scenario), interpret: theatre.interpret };
  return playStory(step.start.before, scene);
}

/**
 * Plays lines one after the other. The same function prepares steps, shows them, solves them and prints stories.
 * A command that goes on as time passes (`vmstat 1 5`, `top`) is stopped after the wait that follows it;
 * without such a wait it runs to its end, at most MOST_ROUNDS, or, if it fills the screen, is stopped at once.
 */
export function playStory(story: Story, scene: Scene, onlooker?: Onlooker): { readonly scene: Scene; readonly played: readonly Played[] } {
  const played: Played[] = [];
  let seat = scene.seat;
  let going: Going | undefined;
  story.forEach((storyLine, i) => {
    const at = scene.stage.look().now;
    if (storyLine.kind === "wait") {
      seat = goOn(going, storyLine.duration, scene, onlooker, played) ?? seat;
      going = undefined;
      played.push({ line: storyLine, at, seat, output: [], status: 0 });
      return;
    }
    const outcome = playLine(storyLine, { ...scene, seat });
    played.push({ line: storyLine, at, seat, output: outcome.output, status: outcome.status });
    going = outcome.follow === undefined || outcome.follow.edit !== undefined ? undefined : { follow: outcome.follow, seat: outcome.seat, entry: played.length - 1 };
    const waited = story[i + 1]?.kind === "wait";
    seat = outcome.seat;
    if (going !== undefined && !waited && !going.follow.clear) seat = runOut(going, scene, onlooker, played);
  });
  return { scene: { ...scene, seat }, played };
}

const MOST_ROUNDS = 60;

/** What a step shows when it runs, as one story. */
export const shownStory = ({ run, for: duration }: { readonly run: Story; readonly for: Nanos }): Story => (duration > 0 ? [...run, { kind: "wait", duration }] : run);

/** Lets simulated time pass in judged portions. */
export function pass(stage: Stage, duration: Nanos, onlooker?: Onlooker): void {
  let left = duration;
  while (left > 0) {
    const portion = onlooker === undefined ? left : Math.min(left, onlooker.every);
    stage.wait(portion);
    left -= portion;
    if (onlooker?.sees(stage) === true) return;
  }
}

interface Going {
  readonly follow: Follow;
  readonly seat: Seat;
  /** Which entry of the transcript its output belongs to. */
  readonly entry: number;
}

/** Time passes, and a command that goes on prints meanwhile; one that clears the screen leaves its last picture. */
function goOn(going: Going | undefined, duration: Nanos, scene: Scene, onlooker: Onlooker | undefined, played: Played[]): Seat | undefined {
  let left = duration;
  let seat = going?.seat;
  for (let next = going; next !== undefined && next.follow.every <= left; ) {
    left -= next.follow.every;
    [next, seat] = again(next, scene, onlooker, played);
  }
  pass(scene.stage, left, onlooker);
  return seat;
}

/** Lets a command run that nobody waits for: to its end, or for MOST_ROUNDS. Answers where one sits then. */
function runOut(going: Going, scene: Scene, onlooker: Onlooker | undefined, played: Played[]): Seat {
  let next: Going | undefined = going;
  let { seat } = going;
  for (let round = 0; next !== undefined && round < MOST_ROUNDS; round++) [next, seat] = again(next, scene, onlooker, played);
  return seat;
}

function again({ follow, seat, entry }: Going, scene: Scene, onlooker: Onlooker | undefined, played: Played[]): [Going | undefined, Seat] {
  pass(scene.stage, follow.every, onlooker);
  const outcome = scene.interpret(follow.line, seat, scene.stage, follow.round, follow.kept);
  const before = played[entry]!;
  played[entry] = { ...before, status: outcome.status, output: follow.clear ? outcome.output : [...before.output, ...outcome.output] };
  return [outcome.follow === undefined ? undefined : { follow: outcome.follow, seat: outcome.seat, entry }, outcome.seat];
}

function playLine(storyLine: StoryLine, { stage, seat, interpret }: Scene): Omit<Outcome, "cleared"> {
  if (storyLine.kind === "type") return interpret(storyLine.text, seat, stage);
  if (storyLine.kind !== "fault") return { seat, status: 0, output: [] };
  const result = stage.act({ type: "fault", name: storyLine.name });
  return { seat, status: result.ok ? 0 : 1, output: result.ok ? [] : [line(result.reason, "bad")] };
}

/** A transcript as text: each line as written, then what it printed. Reading it again gives the same story. */
export const transcript = (played: readonly Played[]): string =>
  played.flatMap((p) => [storyText(p.line), ...p.output.map(lineText)]).map((text) => `${text.trimEnd()}\n`).join("");
