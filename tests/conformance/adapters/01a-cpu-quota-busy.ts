/** Always-busy threads under a quota. */
import { addGroup, readGroup, readThread, segments } from "../../../src/world/machine/cpu/cpus.ts";
import { SECOND } from "../../../src/kernel/time.ts";
import { agree, cpuFraction, latencyMs, percentile, periods, throttles, type Check, type Field, type LeftOut, type Measured, type Tolerance } from "../check.ts";
import type { Engine } from "../run.ts";
import { disturb, foreignShare } from "./02a-cpu-shares-busy.ts";
import { before, busy, ms, onCpus, PHASES, play, scene, thread } from "../scene.ts";

interface Given {
  readonly cpus: number;
  readonly quota_us: number;
  readonly period_us: number;
  readonly burst_us: number;
  readonly busy_threads: number;
  readonly duration_s: number;
}

interface Seen {
  readonly [name: string]: Measured;
}

export const leftOut: readonly LeftOut[] = [
  { field: "cpu_fraction_of_one_cpu", why: "the same as cpu_usage_s" },
  { field: "per_thread_cpu_s_max, per_thread_cpu_s_min", why: "how alike threads are treated in a few seconds depends on what else the machine did" },
  { field: "run_slice_ms, off_cpu_gap_ms but the median slice", why: "seen by a loop in the program, interrupts included, which are not modelled" },
  { field: "run_slice_ms in the fluid engine and of several threads", why: "the fluid engine has no slices; threads that change CPU have no run of their own" },
];

export function check(given: Given, seen: Seen, engine: Engine): Check[] {
  const runs = PHASES.map((phase) => run(given, engine, phase, foreignShare(seen["foreign_cpu_s"], given.duration_s)));
  const time = { absolute: cpuFraction(given.cpus).absolute * given.duration_s * blur(seen, given) };
  const field = (what: string, of: (r: Run) => number, tolerance: Tolerance): Field<Run> => ({ what, measured: seen[what], of, tolerance });
  const fields = [
    field("nr_periods", (r) => r.nrPeriods, periods),
    field("nr_throttled", (r) => r.nrThrottled, throttles),
    field("throttled_time_s", (r) => r.throttled, { ...time, relative: 0.05 }),
    field("cpu_usage_s", (r) => r.usage, time),
    field("run_delay_s", (r) => r.waiting, { ...time, relative: 0.05 }),
  ];
  if (engine === "fluid" || given.busy_threads > 1 || runs.some((r) => r.nrThrottled === 0)) return agree(runs, fields);
  const { p50 } = seen["run_slice_ms"] as unknown as { p50: number };
  return agree(runs, [...fields, { what: "run_slice_ms.p50", measured: p50, of: (r) => percentile(r.slices, 50), tolerance: latencyMs }]);
}

/** Other programs used more than 5 % of a CPU: measured less exactly. */
export function blur(seen: Seen, { duration_s }: { readonly duration_s: number }): number {
  const foreign = seen["foreign_cpu_s"];
  const time = foreign === undefined ? 0 : typeof foreign === "number" ? foreign : foreign.median;
  return time > 0.05 * duration_s ? 2 : 1;
}

type Run = ReturnType<typeof run>;

function run(given: Given, engine: Engine, phase: (typeof PHASES)[number], foreign: number) {
  const start = SECOND + phase.tick;
  const s = scene(engine, before(start, given.period_us, phase.period));
  addGroup(s.cpus, "/g", null, { quotaUs: given.quota_us, periodUs: given.period_us, burstUs: given.burst_us });
  const ids = Array.from({ length: given.busy_threads }, () => thread(s.cpus, "/g", 0, onCpus(given.cpus)));
  const until = start + given.duration_s * SECOND;
  for (const id of ids) busy(s, id, start, until);
  disturb(s, foreign, given.cpus, start, until);
  play(s, until);
  while (ids.some((id) => readThread(s.cpus, id).work > 0)) play(s, s.cpus.now + ms(1));
  const { nrPeriods, nrThrottled, throttledTime, usage } = readGroup(s.cpus, "/g");
  return {
    nrPeriods, nrThrottled, throttled: throttledTime / SECOND, usage: usage / SECOND,
    waiting: ids.reduce((sum, id) => sum + readThread(s.cpus, id).waiting, 0) / SECOND,
    slices: slicesOf(s.cpus, ids),
  };
}

/** Runs of a thread without a gap, in ms, whatever CPU it was on. */
export function slicesOf(cpus: Parameters<typeof segments>[0], ids: readonly number[]): number[] {
  const slices: number[] = [];
  for (const id of ids) {
    let from = -1;
    let to = -1;
    for (const segment of segments(cpus, 0).filter((one) => one.id === id)) {
      if (segment.from !== to && from >= 0) slices.push((to - from) / 1e6);
      if (segment.from !== to) from = segment.from;
      to = segment.to;
    }
    if (from >= 0) slices.push((to - from) / 1e6);
  }
  return slices;
}
