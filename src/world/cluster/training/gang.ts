import type { Nanos } from "../../../kernel/time.ts";

/**
 * The workers of one training job. Each computes on its part of the data, then all add up what they found before
 * anybody goes on (an all-reduce): they go step by step together, or not at all. Never changed: a new one is put in
 * its place. Source: `torch.distributed`, init_process_group waits for world_size ranks; `nccl` collectives.
 */
export interface Gang {
  /** Key of its Job. */
  readonly key: string;
  /** How many workers there have to be, and how many are there. */
  readonly size: number;
  readonly there: number;
  /** How long all of them together need, checkpoints included, and how much of it was done at `at`. */
  readonly work: Nanos;
  /** From one checkpoint's end to the next one's; 0 = nothing is ever saved. */
  readonly saveEvery: Nanos;
  readonly done: Nanos;
  readonly at: Nanos;
  /** When all were there for the first time, and when all was done; -1: not yet. */
  readonly began: Nanos;
  readonly ended: Nanos;
  /** How far it had come as somebody went, the last time; and what has been lost so far. */
  readonly brokeAt: Nanos;
  readonly lost: Nanos;
}

export const isFinished = ({ ended }: Gang): boolean => ended >= 0;

export const isTraining = (gang: Gang): boolean => !isFinished(gang) && gang.there >= gang.size;

/** A gang before anybody has come. */
export const assembling = (key: string, size: number, plan: Pick<Gang, "work" | "saveEvery">, now: Nanos): Gang => ({ key, size, there: 0, ...plan, done: 0, at: now, began: -1, ended: -1, brokeAt: 0, lost: 0 });

export const doneAt = (gang: Gang, now: Nanos): Nanos => Math.min(gang.work, gang.done + (isTraining(gang) ? now - gang.at : 0));

/** Some have come or gone. When one of a gang at work goes, all stop, and what was done since the last checkpoint is lost. */
export function counted(gang: Gang, there: number, now: Nanos): Gang {
  if (there === gang.there || isFinished(gang)) return gang;
  const reached = doneAt(gang, now);
  const counts: Gang = { ...gang, there, done: reached, at: now, began: gang.began < 0 && there >= gang.size ? now : gang.began };
  if (!isTraining(gang) || there >= gang.size) return counts;
  const done = savedOf(gang, reached);
  return { ...counts, done, brokeAt: reached, lost: gang.lost + reached - done };
}

/** What a checkpoint holds. */
const savedOf = ({ saveEvery }: Gang, reached: Nanos): Nanos => (saveEvery === 0 ? 0 : Math.floor(reached / saveEvery) * saveEvery);

/** How long a job of `trains` takes that saves what it has every so often: a checkpoint costs time, and none is needed at the end. */
export function planned(trains: Nanos, every: Nanos | undefined, costs: Nanos): Pick<Gang, "work" | "saveEvery"> {
  if (every === undefined || every <= 0) return { work: trains, saveEvery: 0 };
  return { work: trains + (Math.ceil(trains / every) - 1) * costs, saveEvery: every + costs };
}

/** What of the training in a cluster is no API object. Its parts are replaced, never changed. */
export interface Trainings {
  readonly gangs: ReadonlyMap<string, Gang>;
  /** Since when every GPU is held and none is of use; -1: that is not so. */
  readonly idleSince: Nanos;
  /** Uids of jobs that a queue has let in. */
  readonly admitted: ReadonlySet<string>;
}

export const createTrainings = (): Trainings => ({ gangs: new Map(), idleSince: -1, admitted: new Set() });
