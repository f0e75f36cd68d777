/** Always-busy threads under a quota. */
import { addGroup, readGroup, readThread, segments } from "../../../src/world/machine/cpu/cpus.ts";
import { SECOND } from "../../../src/kernel/time.ts";
import { cpuFraction, latencyMs, near, percentile, periods, throttles, type Check, type Measured } from "../check.ts";
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

export function check(given: Given, seen: Seen, engine: Engine): Check[] {
  const runs = PHASES.map((phase) => run(given, engine, phase, foreignShare(seen["foreign_cpu_s"], given.duration_s)));
  const all = (read: (r: Run) => number) => runs.map(read);
  const time = { absolute: cpuFraction(given.cpus).absolute * given.duration_s * blur(seen, given), relative: 0.02 };
  const checks = [
    ...near("nr_periods", seen["nr_periods"], all((r) => r.nrPeriods), periods),
    ...near("nr_throttled", seen["nr_throttled"], all((r) => r.nrThrottled), throttles),
    ...near("throttled_time_s", seen["throttled_time_s"], all((r) => r.throttled), { ...time, relative: 0.05 }),
    ...near("cpu_usage_s", seen["cpu_usage_s"], all((r) => r.usage), time),
    ...near("run_delay_s", seen["run_delay_s"], all((r) => r.waiting), { ...time, relative: 0.05 }),
  ];
  if (engine === "fluid" || given.busy_threads > 1 || all((r) => r.nrThrottled).includes(0)) return checks;
  const slices = seen["run_slice_ms"] as unknown as { p50: number };
  return [...checks, ...near("run_slice_ms.p50", slices.p50, all((r) => percentile(r.slices, 50)), latencyMs)];
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
