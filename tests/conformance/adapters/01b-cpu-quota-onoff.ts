/** Bursts of work at fixed intervals under a quota. */
import { addGroup, readGroup, readThread, setWork } from "../../../src/world/machine/cpu/cpus.ts";
import { SECOND, type Nanos } from "../../../src/kernel/time.ts";
import { cpuFraction, latencyMs, near, percentile, periods, throttles, type Check, type Measured } from "../check.ts";
import type { Engine } from "../run.ts";
import { blur } from "./01a-cpu-quota-busy.ts";
import { disturb, foreignShare } from "./02a-cpu-shares-busy.ts";
import { at, before, COST, fixedTimes, ms, onCpus, openLoop, PHASES, play, poissonTimes, scene, serve, thread, type Scene } from "../scene.ts";

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

export function compare(given: Given, seen: Record<string, Measured>, engine: Engine, load: Load): Check[] {
  const foreign = foreignShare(seen["foreign_cpu_s"], given.duration_s);
  const runs = PHASES.map((phase, i) => run(given, engine, ms(given.phases_ms[i % given.phases_ms.length] as number), phase, load, foreign));
  const all = (read: (r: Run) => number) => runs.map(read);
  const blurred = blur(seen, given);
  const time = { absolute: cpuFraction(given.threads).absolute * given.duration_s, relative: 0.15 };
  const tolerance = { absolute: latencyMs.absolute * blurred, relative: 0.15 };
  const latency = (name: string, read: (r: Run) => number) => near(name, seen[name], all(read), tolerance);
  return [
    ...near("nr_periods", seen["nr_periods"], all((r) => r.nrPeriods), periods),
    ...near("nr_throttled", seen["nr_throttled"], all((r) => r.nrThrottled), throttles),
    ...near("nr_bursts", seen["nr_bursts"], all((r) => r.nrBursts), throttles),
    ...near("throttled_time_s", seen["throttled_time_s"], all((r) => r.throttled), time),
    ...near("burst_time_s", seen["burst_time_s"], all((r) => r.burstTime), time),
    ...near("cpu_usage_at_nominal_end_s", seen["cpu_usage_at_nominal_end_s"], all((r) => r.usage), { ...time, relative: 0.02 }),
    ...latency("latency_ms_p50", (r) => percentile(r.latencies, 50)),
    ...latency("latency_ms_p90", (r) => percentile(r.latencies, 90)),
    ...latency("latency_ms_p99", (r) => percentile(r.latencies, 99)),
    ...latency("latency_ms_mean", (r) => r.latencies.reduce((sum, one) => sum + one, 0) / r.latencies.length),
  ];
}

type Run = ReturnType<typeof run>;

function run(given: Given, engine: Engine, phase: Nanos, { tick, period }: (typeof PHASES)[number], load: Load, foreign: number) {
  const start = SECOND + tick;
  // The part of the period counts from the first burst.
  const s = scene(engine, before(start + phase, given.period_us, period + 2), COST.idle);
  addGroup(s.cpus, "/g", null, { quotaUs: given.quota_us, periodUs: given.period_us, burstUs: given.burst_us });
  const ids = Array.from({ length: given.threads }, () => thread(s.cpus, "/g", 0, onCpus(given.cpus)));
  // The threads come to life first: that starts the period clock.
  at(s, start, () => ids.forEach((id) => setWork(s.cpus, id, 50_000)));
  const until = start + given.duration_s * SECOND;
  const lists = load(s, ids, given, start + phase + 100_000, until);
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
