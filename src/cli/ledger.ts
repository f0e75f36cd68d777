/** The fidelity ledger: how far the simulation can be trusted, by topic. */

/** A case that came out differently, and by the most of all. */
export interface LargestMiss {
  readonly case: string;
  readonly engine: "fluid" | "sliced";
  readonly what: string;
  readonly expected: string;
  readonly came: string;
}

/** What one file of facts about real systems said about the simulation. */
export interface Finding {
  readonly passed: number;
  readonly total: number;
  readonly largest?: LargestMiss;
  /** Measured, but deliberately not compared. */
  readonly notCompared: readonly { readonly field: string; readonly why: string }[];
}

/** Findings as a topic shows them: of one file, or of all in a folder. */
export interface Measurement extends Pick<Finding, "passed" | "total" | "notCompared"> {
  readonly of: string;
  /** One of each file that has misses. */
  readonly largest: readonly LargestMiss[];
  readonly about: string;
  readonly files: number;
}

export interface Topic {
  readonly name: string;
  readonly title: string;
  readonly modelled: readonly string[];
  readonly simplified: readonly string[];
  readonly absent: readonly string[];
  readonly measured: readonly Measurement[];
}
