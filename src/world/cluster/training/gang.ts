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
  /** How long all of them together need, and how much of it was done at `at`. */
  readonly work: Nanos;
  readonly done: Nanos;
  readonly at: Nanos;
  readonly finished: boolean;
}

export const isTraining = ({ there, size, finished }: Gang): boolean => !finished && there >= size;

export const doneAt = (gang: Gang, now: Nanos): Nanos => Math.min(gang.work, gang.done + (isTraining(gang) ? now - gang.at : 0));

/** Some have come or gone. When one of a gang at work goes, all stop, and what nobody has saved is lost. */
export function counted(gang: Gang, there: number, now: Nanos): Gang {
  if (there === gang.there || gang.finished) return gang;
  const broken = isTraining(gang) && there < gang.size;
  return { ...gang, there, done: broken ? 0 : doneAt(gang, now), at: now };
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
