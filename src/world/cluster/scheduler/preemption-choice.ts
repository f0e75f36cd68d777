import type { PodInfo } from "./node-info.ts";
import { priorityOf } from "./nominations.ts";
import { startOf } from "./preemption-victims.ts";

/** A node where room could be made, and by whose leaving; the most important victim first. */
export interface PreemptionCandidate {
  readonly node: string;
  readonly victims: readonly PodInfo[];
  /** How many of the victims have a budget that would be broken. */
  readonly violations: number;
}

/** What each candidate is judged by, one after the other; less is better. Source: `preemption.go`, pickOneNodeForPreemption. */
const COSTS: readonly ((candidate: PreemptionCandidate) => number)[] = [
  ({ violations }) => violations,
  ({ victims }) => priorityOf(victims[0]!),
  // Every pod weighs something, also one of negative priority.
  ({ victims }) => victims.reduce((sum, victim) => sum + priorityOf(victim) + 2 ** 31, 0),
  ({ victims }) => victims.length,
  ({ victims }) => -Math.min(...victims.filter((victim) => priorityOf(victim) === priorityOf(victims[0]!)).map(startOf)),
];

/** The first of those that cost least. */
export function bestOf(candidates: readonly PreemptionCandidate[]): PreemptionCandidate | undefined {
  let left = candidates;
  for (const cost of COSTS) {
    const least = Math.min(...left.map(cost));
    left = left.filter((candidate) => cost(candidate) === least);
  }
  return left[0];
}
