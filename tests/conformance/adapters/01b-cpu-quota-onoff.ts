/** Bursts of work at fixed intervals under a quota. */
import { addGroup, readGroup, readThread, setWork } from "../../../src/world/machine/cpu/cpus.ts";
import { SECOND, type Nanos } from "../../../src/kernel/time.ts";
import { agree, cpuFraction, latencyMs, percentile, periods, throttles, type Check, type Field, type LeftOut, type Measured, type Tolerance } from "../check.ts";
import type { Engine } from "../run.ts";
import { blur } from "./01a-cpu-quota-busy.ts";
import { disturb, foreignShare } from "./02a-cpu-shares-busy.ts";
import { at, before, COST, fixedTimes, ms, onCpus, openLoop, PHASES, play, poissonTimes, scene, serve, START, thread, type Scene } from "../scene.ts";

export interface Given {
  readonly cpus: number;
  readonly quota_us: number;
  readonly period_us: number;
  readonly burst_us: number;
  readonly threads: number;
  readonly load: string;
  readonly arrivals: string;
  readonly work_ms: number;
  readonly every_ms: number;
  readonly phases_ms: readonly number[];
  readonly duration_s: number;
}

type Load = (s: Scene, ids: readonly number[], given: Given, from: Nanos, until: Nanos) => number[][];

const bursts: Load = (s, ids, given, from, until) =>
  ids.map((id) => openLoop(s, id, ms(given.work_ms), times(given, from, until)));

export const requests: Load = (s, ids, given, from, until) => [serve(s, ids, ms(given.work_ms), times(given, from, until))];

const times = ({ arrivals, every_ms }: Given, from: Nanos, until: Nanos): Nanos[] =>
  arrivals === "poisson" ? poissonTimes(from, every_ms * 1e6, until) : fixedTimes(from, ms(every_ms), until);

export const check = (given: Given, seen: Record<string, Measured>, engine: Engine): Check[] =>
  compare(given, seen, engine, given.load === "open loop" ? bursts : requests);

export const leftOut: readonly LeftOut[] = [
  { field: "cpu_usage_s", why: "the same as cpu_usage_at_nominal_end_s when no backlog is left" },
  { field: "latency_ms_max", why: "one value of hundreds; p99 is compared" },
  { field: "n_requests", why: "follows from the given arrivals" },
];

export function compare(given: Given, seen: Record<string, Measured>, engine: Engine, load: Load): Check[] {
  const foreign = foreignShare(seen["foreign_cpu_s"], given.duration_s);
  const runs = given.phases_ms.flatMap((first) => PHASES.map((phase) => run(given, engine, ms(first), phase, load, foreign)));
  const blurred = blur(seen, given);
  const time = { absolute: cpuFraction(given.threads).absolute * given.duration_s };
  const latency = { absolute: latencyMs.absolute * blurred, relative: 0.15 };
  const field = (what: string, of: (r: Run) => number, tolerance: Tolerance): Field<Run> => ({ what, measured: seen[what], of, tolerance });
  return agree(runs, [
    field("nr_periods", (r) => r.nrPeriods, periods),
    field("nr_throttled", (r) => r.nrThrottled, throttles),
    field("nr_bursts", (r) => r.nrBursts, throttles),
    field("throttled_time_s", (r) => r.throttled, { ...time, relative: 0.05 }),
    field("burst_time_s", (r) => r.burstTime, time),
    field("cpu_usage_at_nominal_end_s", (r) => r.usage, time),
    field("latency_ms_p50", (r) => percentile(r.latencies, 50), latency),
    field("latency_ms_p90", (r) => percentile(r.latencies, 90), latency),
    field("latency_ms_p99", (r) => percentile(r.latencies, 99), latency),
    field("latency_ms_mean", (r) => r.latencies.reduce((sum, one) => sum + one, 0) / r.latencies.length, latency),
  ]);
}

type Run = ReturnType<typeof run>;

function run(given: Given, engine: Engine, phase: Nanos, { tick, period }: (typeof PHASES)[number], load: Load, foreign: number) {
  const start = SECOND + tick;
  // The part of the period counts from the first burst.
  const s = scene(engine, before(start + phase, given.period_us, period + 2), given.load === "open loop" ? COST.burst : COST.request);
  addGroup(s.cpus, "/g", null, { quotaUs: given.quota_us, periodUs: given.period_us, burstUs: given.burst_us });
  const ids = Array.from({ length: given.threads }, () => thread(s.cpus, "/g", 0, onCpus(given.cpus)));
  // The threads come to life first: that starts the period clock.
  at(s, start, () => ids.forEach((id) => setWork(s.cpus, id, START / given.threads)));
  const until = start + given.duration_s * SECOND;
  const lists = load(s, ids, given, start + phase + 100_000, until);
  at(s, until, () => ids.forEach((id) => setWork(s.cpus, id, readThread(s.cpus, id).work + START / given.threads)));
  disturb(s, foreign, given.cpus, start, until);
  play(s, until);
  const { usage } = readGroup(s.cpus, "/g");
  while (ids.some((id) => readThread(s.cpus, id).work > 0)) play(s, s.cpus.now + ms(5));
  const { nrPeriods, nrThrottled, throttledTime, nrBursts, burstTime } = readGroup(s.cpus, "/g");
  return {
    nrPeriods, nrThrottled, nrBursts, throttled: throttledTime / SECOND, burstTime: burstTime / SECOND,
    usage: usage / SECOND, latencies: lists.flat(),
  };
}
