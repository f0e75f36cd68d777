import type { Home, TraitName, Traits } from "./sheet.ts";

/** A card of the deck: a story, its traits, and where people who run such things put it. Plain data. */
export interface CardSpec {
  readonly name: string;
  readonly story: string;
  readonly traits: Traits;
  /** Every home that is right. */
  readonly homes: readonly Home[];
  /** Traits that may be named as the one that decides. */
  readonly because: readonly TraitName[];
  /** What is said to whoever chose another home, or this one. */
  readonly say: string;
}

/** Something to place for a year. */
export interface WorkloadSpec {
  readonly name: string;
  readonly title: string;
  readonly traits: Traits;
  readonly memoryBytes: number;
  readonly copies: number;
  /** How much of the year it has to be there. */
  readonly slo: number;
}

/** Points at most for each of the four questions that a platform is asked. */
export interface ScoreSpec {
  readonly availability: number;
  readonly isolation: number;
  readonly waste: number;
  readonly toil: number;
}

export interface ChoosingSpec {
  readonly cards: readonly CardSpec[];
  readonly workloads: readonly WorkloadSpec[];
  /** Years are scored; without it nobody counts points. */
  readonly score?: ScoreSpec | undefined;
}
