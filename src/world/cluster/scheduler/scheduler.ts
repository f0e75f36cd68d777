import type { LabelSelector } from "../objects.ts";
import { copyCache, createCache, type SchedulerCache } from "./cache.ts";
import { SchedulingCycle } from "./cycle.ts";
import type { Nominations } from "./nominations.ts";
import type { ScoringStrategy } from "./scoring-strategy.ts";
import { copyQueue, createQueue, type SchedulingQueue } from "./queue.ts";

/** What kube-scheduler remembers between decisions. Source: `pkg/scheduler/scheduler.go`, Scheduler. */
export interface Scheduler {
  readonly strategy: ScoringStrategy;
  readonly cache: SchedulerCache;
  readonly queue: SchedulingQueue;
  /** The decision that it makes, or made last. */
  readonly cycle: SchedulingCycle;
  nominations: Nominations;
  /** Which node the next search begins at. */
  nextStart: number;
  /** What has been set going: a decision (one at a time), and the clocks that look after those who wait. */
  readonly running: Set<"cycle" | "backoff" | "leftover">;
  /** Selectors that find a pod's fellows, by owner and labels; forgotten when services change. */
  readonly selectors: Map<string, LabelSelector | undefined>;
}

export const createScheduler = (mark: object, strategy: ScoringStrategy): Scheduler =>
  ({ strategy, cache: createCache(mark), queue: createQueue(), cycle: new SchedulingCycle(), nominations: new Map(), nextStart: 0, running: new Set(), selectors: new Map() });

export const copyScheduler = (s: Scheduler, mark: object): Scheduler =>
  ({ ...s, cache: copyCache(s.cache, mark), cycle: s.cycle.copy(), queue: copyQueue(s.queue), running: new Set(s.running), selectors: new Map() });
