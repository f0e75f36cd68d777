import type { Home, TraitName } from "./sheet.ts";
import type { Placement } from "./placement.ts";
import type { Year } from "./year.ts";

/** What has been chosen so far, and the year that is being played with it. */
export interface Choosing {
  /** By card: where it was put, and which trait was named. */
  answers: Map<string, { readonly home: Home; readonly trait: TraitName }>;
  /** By workload. */
  placed: Map<string, Placement>;
  /** Workloads whose data is copied away every night. */
  backups: Set<string>;
  year: Year | undefined;
  /** Points of the first year that was played to its end, where years are scored. */
  firstScore: number | undefined;
  /** Counts years that were begun: what was planned for an earlier one is stale. */
  turn: number;
}

export const createChoosing = (): Choosing => ({ answers: new Map(), placed: new Map(), backups: new Set(), year: undefined, firstScore: undefined, turn: 0 });

export const copyChoosing = (c: Choosing): Choosing => ({ answers: new Map(c.answers), placed: new Map(c.placed), backups: new Set(c.backups), year: c.year, firstScore: c.firstScore, turn: c.turn });
