import { done, refused, type Result } from "../../kernel/model.ts";
import { SECOND, type Nanos } from "../../kernel/time.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { gpusVisible } from "../gpu/gpu.ts";
import type { TrainingSpec } from "./spec.ts";

/**
 * A long training of one gang: it works, stops to write a checkpoint, works on. When a GPU fails, every worker stops,
 * what was done since the last checkpoint is lost, and after a restart they begin again from there. Never changed: a
 * new one is put in its place. All its times are the world's: see `paceOf`.
 */
export interface TrainingRun {
  readonly checkpointEvery: Nanos;
  readonly phase: "training" | "checkpoint" | "restart" | "over";
  /** When the phase began. */
  readonly since: Nanos;
  readonly began: Nanos;
  /** Work that a checkpoint holds, and work that none holds yet as the phase began. */
  readonly saved: Nanos;
  readonly fresh: Nanos;
  /** Work that was done and lost again, in all and with the last failure; time for checkpoints and restarts. */
  readonly lost: Nanos;
  readonly lastLost: Nanos;
  readonly writing: Nanos;
  readonly restarting: Nanos;
  readonly faults: number;
  readonly checkpoints: number;
  /** From one failure to the next, as far as they are known, and how many of them have come: every run meets the same ones. */
  readonly gaps: readonly Nanos[];
  readonly met: number;
  /** Counts phases: what was planned in an earlier one is stale. */
  readonly turn: number;
  /** Counts runs. */
  readonly round: number;
}

/** Every training is played in a minute and a half. */
const PLAYED: Nanos = 96 * SECOND;

/** So many times faster than the world's do the times of a training pass. */
export const paceOf = ({ lasts }: TrainingSpec): number => lasts / PLAYED;

/** A time of the training, in the world's time. */
const played = (spec: TrainingSpec, time: Nanos): Nanos => Math.round(time / paceOf(spec));

export type TrainCommand = { readonly type: "train"; readonly checkpointEvery: Nanos };

export type TrainingEvent =
  /** The phase that runs now is through; a GPU fails; its time is up. */
  { readonly type: "training"; readonly what: "phase" | "fault" | "over"; readonly turn: number; readonly round: number };

export function applyTrain(world: World, { checkpointEvery }: TrainCommand, env: WorldEnv): Result {
  const spec = world.scenario.training;
  if (spec === undefined) return refused("there is nothing to train in this world");
  if (checkpointEvery < SECOND) return refused("a checkpoint every second is the most there can be");
  const there = [...world.machines.values()].filter(({ up }) => up).reduce((sum, machine) => sum + gpusVisible(machine).length, 0);
  if (there < spec.workers) return refused(`${spec.workers} workers need ${spec.workers} GPUs at once, and there are ${there}: none of them starts`);
  const cause = given(env, `lab train --checkpoint-every ${Math.round(checkpointEvery / SECOND)}s`);
  const round = (world.training?.round ?? 0) + 1;
  const { now } = env;
  world.training = { checkpointEvery: played(spec, checkpointEvery), phase: "training", since: now, began: now, saved: 0, fresh: 0, lost: 0, lastLost: 0, writing: 0, restarting: 0, faults: 0, checkpoints: 0, gaps: world.training?.gaps ?? [], met: 0, turn: 0, round };
  env.note("trainingBegan", "training/train", { workers: spec.workers }, [cause]);
  plan(world.training, world.training.checkpointEvery, env);
  planFault(world, env);
  env.after(played(spec, spec.lasts), { type: "training", what: "over", turn: 0, round });
  return done;
}

const plan = ({ turn, round }: TrainingRun, after: Nanos, env: WorldEnv): void => env.after(after, { type: "training", what: "phase", turn, round });

/** Failures come at random, and at the same times in every run of one world: so runs can be compared. */
function planFault(world: World, env: WorldEnv): void {
  const { training: run, scenario: { training: spec } } = world;
  if (run === undefined || spec === undefined || spec.faultEvery === 0) return;
  const gap = run.gaps[run.met] ?? env.random.exponential("gpu-faults", played(spec, spec.faultEvery));
  world.training = { ...run, met: run.met + 1, gaps: run.met < run.gaps.length ? run.gaps : [...run.gaps, gap] };
  env.after(gap, { type: "training", what: "fault", turn: 0, round: run.round });
}

export function trainingDue(world: World, event: TrainingEvent, env: WorldEnv): void {
  const run = world.training;
  if (run === undefined || run.round !== event.round || run.phase === "over") return;
  if (event.what === "fault") return randomFault(world, env);
  if (event.what === "over") return end(world, run, env);
  if (event.turn === run.turn) nextPhase(world, run, env);
}

function nextPhase(world: World, run: TrainingRun, env: WorldEnv): void {
  const spec = world.scenario.training!;
  const after = passed(run, env.now);
  if (run.phase === "training") return enter(world, after, "checkpoint", played(spec, spec.checkpoint), env);
  const held = run.phase === "checkpoint" ? { ...after, saved: after.saved + after.fresh, fresh: 0, checkpoints: after.checkpoints + 1 } : after;
  enter(world, held, "training", run.checkpointEvery, env);
}

function enter(world: World, run: TrainingRun, phase: TrainingRun["phase"], lasts: Nanos, env: WorldEnv): void {
  world.training = { ...run, phase, since: env.now, turn: run.turn + 1 };
  plan(world.training, lasts, env);
}

/** What the phase has come to until now, in its account. */
export function passed(run: TrainingRun, now: Nanos): TrainingRun {
  const time = now - run.since;
  if (run.phase === "training") return { ...run, fresh: run.fresh + time, since: now };
  if (run.phase === "checkpoint") return { ...run, writing: run.writing + time, since: now };
  return run.phase === "restart" ? { ...run, restarting: run.restarting + time, since: now } : run;
}

function randomFault(world: World, env: WorldEnv): void {
  planFault(world, env);
  failGpu(world, env);
}

/** A GPU fails: one of the workers is gone, so all of them stop. */
export function failGpu(world: World, env: WorldEnv): void {
  const { training: run, scenario: { training: spec } } = world;
  if (run === undefined || spec === undefined || run.phase === "over") return;
  const { fresh, ...after } = passed(run, env.now);
  env.note("gpuFailed", "training/train", { minutes: Math.round((fresh * paceOf(spec)) / (60 * SECOND)), workers: spec.workers });
  enter(world, { ...after, fresh: 0, lost: after.lost + fresh, lastLost: fresh, faults: after.faults + 1 }, "restart", played(spec, spec.restart), env);
}

function end(world: World, run: TrainingRun, env: WorldEnv): void {
  world.training = { ...passed(run, env.now), phase: "over", since: env.now };
  env.note("trainingOver", "training/train", { goodput: Math.round(goodputOf(world.training, env.now) * 1000) / 10 });
}

/** Work that counts, as a part of the time that GPUs were held. Source: `goodput` of ML fleets, as Google and others define it. */
export function goodputOf(run: TrainingRun, now: Nanos): number {
  const { saved, fresh, since, began, phase } = passed(run, now);
  const held = (phase === "over" ? since : now) - began;
  return held <= 0 ? 1 : (saved + fresh) / held;
}
