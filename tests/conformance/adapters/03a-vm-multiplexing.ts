/** Virtual machines sharing physical CPUs: a VM is a group with one thread per vCPU, and the load runs in the guest. */
import { addGroup, createCpus, readGroup, readMachine, type Cpus } from "../../../src/world/machine/cpu/cpus.ts";
import { SECOND, type Nanos } from "../../../src/kernel/time.ts";
import { agree, cpuFraction, latencyMs, percentile, throttles, type Check, type Field, type LeftOut, type Measured, type Tolerance } from "../check.ts";
import { carry } from "../../world/cpu/nesting.ts";
import type { Engine } from "../run.ts";
import { before, busy, closedLoop, fixedTimes, ms, onCpus, openLoop, PHASES, play, scene, thread, type Scene } from "../scene.ts";
import { slicesOf } from "./01a-cpu-quota-busy.ts";
import { disturb, foreignShare } from "./02a-cpu-shares-busy.ts";

interface VmSpec {
  readonly weight: number;
  readonly vcpus: number;
  readonly load: string;
  readonly cap_us_per_100ms?: number;
  readonly work_ms?: number;
  readonly every_ms?: number;
  readonly run_ms?: number;
  readonly sleep_ms?: number;
  readonly phase_ms?: number;
}

interface Given {
  readonly physical_cpus: number;
  readonly duration_s: number;
  readonly vms: readonly VmSpec[];
}

type Seen = Record<string, Record<string, Measured>>;

export const leftOut: readonly LeftOut[] = [
  { field: "vcpu_run_s_min, vcpu_run_s_max", why: "their sum is cpus_used; how it is spread over vCPUs depends on what else the machine did" },
  { field: "switches_in_per_s_per_vcpu, involuntary_switches_per_s_per_vcpu", why: "follow from mean_slice_ms" },
  { field: "slice_ms, descheduled_gap_ms", why: "seen by a loop in the program, interrupts included, which are not modelled" },
  { field: "mean_slice_ms above 12 ms, and in the fluid engine", why: "hardly ever preempted by others: interrupted by interrupts and kernel threads, which are not modelled; the fluid engine has no slices" },
];

export function check(given: Given, seen: Seen, engine: Engine): Check[] {
  const foreign = foreignShare(seen["_foreign_cpu_s"] as Measured | undefined, given.duration_s);
  const runs = PHASES.map((phase) => run(given, engine, phase, foreign));
  const absolute = cpuFraction(given.physical_cpus).absolute * (foreign > 0.05 ? 2 : 1);
  return agree(runs, given.vms.flatMap((_, i) => fieldsOf(i, seen[`vm${i}`] ?? {}, given, absolute, engine)));
}

function fieldsOf(vm: number, seen: Record<string, Measured>, given: Given, absolute: number, engine: Engine): Field<Run[]>[] {
  const field = (what: string, of: (r: Run) => number, tolerance: Tolerance): Field<Run[]> => ({
    what: `vm${vm}.${what}`, measured: seen[what], of: (runs) => of(runs[vm] as Run), tolerance,
  });
  const fields = [
    field("cpus_used", (r) => r.used, { absolute }),
    field("share_of_host", (r) => r.used / given.physical_cpus, { absolute }),
    field("steal_fraction_per_vcpu", (r) => r.steal, { absolute }),
    field("nr_throttled", (r) => r.nrThrottled, throttles),
    field("throttled_time_s", (r) => r.throttled, { absolute: absolute * given.duration_s, relative: 0.05 }),
    ...[50, 90, 99].map((p) => field(`burst_latency_ms_p${p}`, (r) => percentile(r.latencies, p), latencyMs)),
  ];
  const slice = seen["mean_slice_ms"];
  if (engine === "fluid" || typeof slice !== "object" || slice.median > 12) return fields;
  return [...fields, field("mean_slice_ms", (r) => r.meanSlice, latencyMs)];
}

interface Run {
  readonly used: number;
  readonly steal: number;
  readonly nrThrottled: number;
  readonly throttled: number;
  readonly latencies: readonly number[];
  readonly meanSlice: number;
}

function run(given: Given, engine: Engine, phase: (typeof PHASES)[number], foreign: number): Run[] {
  const start = SECOND + phase.tick;
  const s = scene(engine, before(start, undefined, phase.period));
  const until = start + given.duration_s * SECOND;
  const latencies = given.vms.map((vm, i) => define(s, `vm${i}`, vm, onCpus(given.physical_cpus), engine, start, until));
  disturb(s, foreign, given.physical_cpus, start, until);
  play(s, until + 20 * SECOND);
  return given.vms.map((vm, i) => {
    const { cpus, carrier } = s.nest.all.get(s.nest.host.guests[i]!)!;
    const { usage, nrThrottled, throttledTime } = readGroup(s.cpus, `vm${i}`);
    const slices = slicesOf(s.cpus, carrier!.vcpus);
    return {
      used: usage / (until - start), steal: readMachine(cpus).steal / vm.vcpus / (until - start), nrThrottled,
      throttled: throttledTime / SECOND, latencies: latencies[i] as number[],
      meanSlice: slices.reduce((sum, one) => sum + one, 0) / Math.max(1, slices.length),
    };
  });
}

/** A VM with a guest whose load is one pinned thread per vCPU. Answers the list of its latencies. */
function define(s: Scene, name: string, vm: VmSpec, physical: readonly number[] | null, engine: Engine, start: Nanos, until: Nanos): number[] {
  addGroup(s.cpus, name, null, { shares: vm.weight, quotaUs: vm.cap_us_per_100ms ?? Infinity, periodUs: 100_000 });
  const cpus = createCpus(vm.vcpus, engine, s.cpus.now, true);
  const vcpus = Array.from({ length: vm.vcpus }, () => thread(s.cpus, name, 0, physical));
  carry(s.nest, s.nest.host.path, cpus, vcpus);
  const latencies: number[] = [];
  for (let cpu = 0; cpu < vm.vcpus; cpu++) begin(s, cpus, thread(cpus, "/", 0, [cpu]), vm, start, until, latencies);
  return latencies;
}

function begin(s: Scene, cpus: Cpus, id: number, vm: VmSpec, start: Nanos, until: Nanos, latencies: number[]): void {
  const from = start + ms(vm.phase_ms ?? 0);
  if (vm.load === "busy") busy(s, id, start, until, cpus);
  else if (vm.load.includes("bursts")) {
    openLoop(s, id, ms(vm.work_ms as number), fixedTimes(from, ms(vm.every_ms as number), until), cpus, latencies);
  } else closedLoop(s, id, ms(vm.run_ms as number), ms(vm.sleep_ms as number), from, until, cpus, latencies);
}
