import type { Row } from "../../kernel/facts.ts";
import { toSeconds, type Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import { goodputOf, paceOf, passed } from "./run.ts";

/** The training of `lab train`; no row before the first. */
export interface TrainingRow extends Row {
  name: string; // "train"
  workers: number; // one GPU each
  checkpoint_every_s: number;
  phase: string; // training checkpoint restart over
  hours: number; // since it began
  over: boolean;
  goodput: number; // 0..1
  useful_h: number; // hours of all workers that count
  lost_h: number; // done, and lost again
  writing_h: number; // checkpoints
  restarting_h: number;
  last_lost_min: number; // with the last failure
  faults: number;
  checkpoints: number;
}

const HOUR = 3600;

export function trainingRows({ training, scenario }: World, now: Nanos): TrainingRow[] {
  if (training === undefined) return [];
  const run = passed(training, now);
  const spec = scenario.training!;
  const pace = paceOf(spec);
  const hours = (t: Nanos): number => (toSeconds(t) * pace) / HOUR;
  const over = run.phase === "over";
  return [{
    name: "train", workers: spec.workers, checkpoint_every_s: toSeconds(run.checkpointEvery) * pace, phase: run.phase, hours: hours((over ? run.since : now) - run.began), over,
    goodput: goodputOf(training, now), useful_h: hours(run.saved + run.fresh), lost_h: hours(run.lost), writing_h: hours(run.writing), restarting_h: hours(run.restarting),
    last_lost_min: (toSeconds(run.lastLost) * pace) / 60, faults: run.faults, checkpoints: run.checkpoints,
  }];
}
