/** Sibling and nested groups with shares, quotas, nice levels and all kinds of loads, on one CPU or two. */
import { addGroup, readGroup, readThread, setGroup } from "../../../src/world/machine/cpu/cpus.ts";
import { SECOND, type Nanos } from "../../../src/kernel/time.ts";
import { agree, cpuFraction, latencyMs, percentile, throttles, type Check, type Field, type LeftOut, type Measured, type Tolerance } from "../check.ts";
import type { Engine } from "../run.ts";
import { at, before, busy, closedLoop, fixedTimes, ms, onCpus, openLoop, PHASES, play, scene, thread, type Scene } from "../scene.ts";

interface LoadSpec {
  readonly kind: string;
  readonly threads: number;
  readonly cpus: string;
  readonly nice?: number;
  readonly work_ms?: number;
  readonly every_ms?: number;
  readonly run_ms?: number;
  readonly sleep_ms?: number;
  readonly phase_ms?: number;
}

interface GroupSpec {
  readonly name: string;
  readonly parent?: string;
  readonly shares: number;
  readonly idle?: number;
  readonly cpu_idle?: number;
  readonly quota_us?: number;
  readonly period_us?: number;
  readonly loads: readonly LoadSpec[];
}

interface Given {
  readonly groups: readonly GroupSpec[];
  readonly duration_s: number;
}

type Seen = Record<string, Record<string, Measured> & { readonly thread_cpu_s?: { min: number; max: number } }>;

export const leftOut: readonly LeftOut[] = [
  { field: "slices_per_s_per_thread, slice_ms", why: "seen by a loop in the program, interrupts included, which are not modelled" },
  { field: "thread_cpu_s on two CPUs", why: "which thread was on which CPU for how long depends on what else the machine did" },
];

export function check(given: Given, seen: Seen, engine: Engine): Check[] {
  const foreign = foreignShare(seen["_foreign_cpu_s"] as Measured | undefined, given.duration_s);
  const runs = PHASES.map((phase) => run(given, engine, phase, foreign));
  return agree(runs, given.groups.flatMap(({ name }) => fieldsOf(given, name, seen[name] ?? {}, foreign)));
}

/** Other programs of the measured machine took part of its CPUs: they run here too, and what they disturb is known less exactly. */
export function foreignShare(foreign: Measured | undefined, seconds: number): number {
  const time = foreign === undefined ? 0 : typeof foreign === "number" ? foreign : foreign.median;
  return time / seconds > 0.005 ? time / seconds : 0;
}

export const cpusOf = (given: Given): number =>
  given.groups.some((g) => g.loads.some((load) => load.cpus.includes("1"))) ? 2 : 1;

type Runs = Map<string, Run>;

function fieldsOf(given: Given, name: string, seen: Seen[string], foreign: number): Field<Runs>[] {
  const absolute = cpuFraction(cpusOf(given)).absolute * (foreign > 0.05 ? 2 : 1);
  const threads = given.groups.find((g) => g.name === name)?.loads.reduce((sum, load) => sum + load.threads, 0) ?? 0;
  const field = (what: string, of: (r: Run) => number, tolerance: Tolerance): Field<Runs> => ({
    what: `${name}.${what}`, measured: seen[what], of: (runs) => of(runs.get(name) as Run), tolerance,
  });
  const fields = [
    field("cpus_used", (r) => r.used, { absolute }),
    field("fraction_of_our_total", (r) => r.fraction, { absolute }),
    field("nr_throttled", (r) => r.nrThrottled, throttles),
    field("throttled_time_s", (r) => r.throttled, { absolute: absolute * given.duration_s, relative: 0.05 }),
    field("burst_latency_ms_p50", (r) => percentile(r.latencies, 50), latencyMs),
    field("burst_latency_ms_p99", (r) => percentile(r.latencies, 99), latencyMs),
  ];
  if (threads === 0) return fields;
  return [...fields, field("run_delay_frac", (r) => r.delay, { absolute }), ...threadTimes(name, seen, given, absolute)];
}

/** Which thread got how much: where they are alike, everyone lies between the extremes that were seen. */
function threadTimes(name: string, seen: Seen[string], given: Given, absolute: number): Field<Runs>[] {
  const times = seen.thread_cpu_s;
  if (!times || cpusOf(given) > 1) return [];
  const alike = !given.groups.some((g) => g.loads.some((load) => load.nice));
  const tolerance = { absolute: absolute * given.duration_s };
  const measured = (own: number): Measured => (alike ? { median: own, min: times.min, max: times.max } : own);
  const threads = (runs: Runs): readonly number[] => (runs.get(name) as Run).threads;
  return [
    { what: `${name}.thread_cpu_s.min`, measured: measured(times.min), of: (runs) => Math.min(...threads(runs)), tolerance },
    { what: `${name}.thread_cpu_s.max`, measured: measured(times.max), of: (runs) => Math.max(...threads(runs)), tolerance },
  ];
}

interface Run {
  readonly used: number;
  readonly fraction: number;
  readonly delay: number;
  readonly nrThrottled: number;
  readonly throttled: number;
  readonly latencies: readonly number[];
  readonly threads: readonly number[];
}

function run(given: Given, engine: Engine, phase: (typeof PHASES)[number], foreign: number): Map<string, Run> {
  const start = SECOND + phase.tick;
  const s = scene(engine, before(start, undefined, phase.period + 1));
  const until = start + given.duration_s * SECOND;
  const threads = new Map<string, number[]>();
  const latencies = new Map<string, number[][]>();
  for (const g of given.groups) {
    addGroup(s.cpus, g.name, g.parent ?? null, { shares: g.shares, idle: (g.idle ?? g.cpu_idle ?? 0) > 0 });
    // The period clocks of the groups are not in step.
    const written = s.cpus.now + ms(100 * ((threads.size * (phase.period + 0.15)) % 1));
    const { quota_us: quotaUs, period_us: periodUs = 100_000 } = g;
    if (quotaUs !== undefined) at(s, written, () => setGroup(s.cpus, g.name, { quotaUs, periodUs }));
    threads.set(g.name, []);
    latencies.set(g.name, []);
    for (const spec of g.loads) begin(s, g.name, spec, start, until, threads.get(g.name) as number[], latencies.get(g.name) as number[][]);
  }
  disturb(s, foreign, cpusOf(given), start, until);
  // A backlog is worked off after the nominal end: its latencies and its CPU time count.
  play(s, until + 20 * SECOND);
  return readAll(given, s, threads, latencies);
}

/** The machine's other programs: bursts in the root group, by turns on each CPU. */
export function disturb(s: Scene, share: number, cpus: number, start: Nanos, until: Nanos): void {
  if (share === 0) return;
  const every = ms((12 * cpus) / share);
  for (let cpu = 0; cpu < cpus; cpu++) {
    openLoop(s, thread(s.cpus, "/", 0, onCpus(cpus)), ms(12), fixedTimes(start + ms(5) + (cpu * every) / cpus, every, until));
  }
}

function begin(s: Scene, group: string, spec: LoadSpec, start: Nanos, until: Nanos, ids: number[], lists: number[][]): void {
  for (let i = 0; i < spec.threads; i++) {
    const id = thread(s.cpus, group, spec.nice ?? 0, onCpus(spec.cpus.includes("1") ? 2 : 1));
    const from = start + ms(spec.phase_ms ?? 0);
    ids.push(id);
    if (spec.kind === "busy") busy(s, id, start, until);
    else if (spec.kind === "periodic bursts") {
      lists.push(openLoop(s, id, ms(spec.work_ms as number), fixedTimes(from, ms(spec.every_ms as number), until)));
    } else lists.push(closedLoop(s, id, ms(spec.run_ms as number), ms(spec.sleep_ms as number), from, until));
  }
}

function readAll(given: Given, s: Scene, threads: Map<string, number[]>, latencies: Map<string, number[][]>): Map<string, Run> {
  const took = given.duration_s * SECOND;
  const total = given.groups.filter((g) => !g.parent).reduce((sum, g) => sum + readGroup(s.cpus, g.name).usage, 0);
  return new Map(given.groups.map(({ name }) => {
    const { usage, nrThrottled, throttledTime } = readGroup(s.cpus, name);
    const all = (threads.get(name) as number[]).map((id) => readThread(s.cpus, id));
    return [name, {
      used: usage / took, fraction: usage / total, nrThrottled, throttled: throttledTime / SECOND,
      delay: all.reduce((sum, t) => sum + t.waiting, 0) / Math.max(1, all.length) / took,
      latencies: (latencies.get(name) as number[][]).flat(), threads: all.map((t) => t.usage / SECOND),
    }];
  }));
}
