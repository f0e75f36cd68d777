/** Machines of any shape for the tests: described as data, built in either engine, run side by side. */
import * as fc from "fast-check";
import {
  addGroup, addThread, createCpus, setWork, type Cpus,
} from "../../../src/world/machine/cpu/cpus.ts";
import { advanceNest, carry, nestOn, nextNestChange, settleNest, type Nest } from "./nesting.ts";
import { MILLISECOND, type Nanos } from "../../../src/kernel/time.ts";

export type Engine = "fluid" | "sliced";

/** A thread: always busy, or runs for a while and sleeps for a while. */
export interface ThreadShape {
  readonly nice: number;
  readonly run: Nanos;
  readonly sleep: Nanos;
}

export interface GroupShape {
  readonly shares: number;
  /** Microseconds per 100 ms; null = no limit. */
  readonly quotaUs: number | null;
  readonly threads: readonly ThreadShape[];
  readonly groups: readonly GroupShape[];
  /** A virtual machine in this group. */
  readonly vm: MachineShape | null;
}

export interface MachineShape {
  readonly cpus: number;
  readonly groups: readonly GroupShape[];
}

export interface Built {
  readonly nest: Nest;
  /** Every group of every machine, in a fixed order. */
  readonly groups: readonly { readonly cpus: Cpus; readonly path: string; readonly machine: string }[];
  readonly loops: Map<Cpus, Map<number, ThreadShape>>;
  readonly wakes: { at: Nanos; cpus: Cpus; id: number }[];
}

export function build(shape: MachineShape, engine: Engine): Built {
  const nest = nestOn(createCpus(shape.cpus, engine, 0));
  const built = { nest, groups: [], loops: new Map<Cpus, Map<number, ThreadShape>>(), wakes: [] };
  fill(built, nest.host.path, shape, engine);
  return built;
}

type Making = Omit<Built, "groups"> & { readonly groups: { cpus: Cpus; path: string; machine: string }[] };

function fill(made: Making, machine: string, shape: MachineShape, engine: Engine): void {
  made.loops.set(made.nest.all.get(machine)!.cpus, new Map());
  shape.groups.forEach((g, i) => group(made, machine, g, `/g${i}`, null, engine));
}

function group(made: Making, machine: string, g: GroupShape, path: string, parent: string | null, engine: Engine): void {
  const { cpus } = made.nest.all.get(machine)!;
  addGroup(cpus, path, parent, { shares: g.shares, quotaUs: g.quotaUs ?? Infinity });
  made.groups.push({ cpus, path, machine });
  for (const spec of g.threads) {
    const id = cpus.threads.size + 1;
    addThread(cpus, { id, group: path, nice: spec.nice });
    setWork(cpus, id, spec.sleep === 0 ? Infinity : spec.run);
    made.loops.get(cpus)?.set(id, spec);
  }
  if (g.vm) {
    const vcpus = Array.from({ length: g.vm.cpus }, () => {
      const id = cpus.threads.size + 1;
      addThread(cpus, { id, group: path, nice: 0 });
      return id;
    });
    fill(made, carry(made.nest, machine, createCpus(g.vm.cpus, engine, 0, true), vcpus), g.vm, engine);
  }
  g.groups.forEach((child, i) => group(made, machine, child, `${path}/${i}`, path, engine));
}

/** Lets the machine run up to `until`; `look` sees it after every change. */
export function run(built: Built, until: Nanos, look: (now: Nanos) => void = () => {}): void {
  const { nest, wakes, loops } = built;
  for (;;) {
    const { now } = nest.host.cpus;
    for (let through = settleNest(nest, now); through.length > 0; through = settleNest(nest, now)) {
      for (const { cpus, id } of through) wakes.push({ at: now + (loops.get(cpus)?.get(id)?.sleep ?? 0), cpus, id });
    }
    look(now);
    const next = Math.min(nextNestChange(nest), ...wakes.map((one) => one.at));
    if (next > until) break;
    advanceNest(nest, next);
    for (const wake of wakes.filter((one) => one.at <= next)) {
      wakes.splice(wakes.indexOf(wake), 1);
      setWork(wake.cpus, wake.id, loops.get(wake.cpus)?.get(wake.id)?.run ?? 0);
    }
  }
  advanceNest(nest, until);
}

const busyThread = fc.constantFrom(-3, 0, 0, 0, 5).map((nice): ThreadShape => ({ nice, run: 0, sleep: 0 }));
const part = <T>(n: number, arb: fc.Arbitrary<T>) => fc.option(arb, { freq: n, nil: null });
const shares = fc.constantFrom(256, 512, 1024, 1024, 2048, 4096);
const quotaUs = part(1, fc.constantFrom(30_000, 50_000, 75_000, 120_000, 200_000));

const guestGroup: fc.Arbitrary<GroupShape> = fc.record({
  shares, quotaUs: fc.constant(null), threads: fc.array(busyThread, { minLength: 1, maxLength: 3 }), groups: fc.constant([]), vm: fc.constant(null),
});
const guest: fc.Arbitrary<MachineShape> = fc.record({
  cpus: fc.integer({ min: 1, max: 4 }), groups: fc.array(guestGroup, { minLength: 1, maxLength: 2 }),
});
const leaf: fc.Arbitrary<GroupShape> = fc.record({
  shares, quotaUs, threads: fc.array(busyThread, { minLength: 1, maxLength: 4 }), groups: fc.constant([]), vm: part(1, guest),
});
const inner: fc.Arbitrary<GroupShape> = fc.record({
  shares, quotaUs, threads: fc.array(busyThread, { maxLength: 2 }), groups: fc.array(leaf, { maxLength: 3 }), vm: fc.constant(null),
});

/** Busy machines of 1 to 8 CPUs: groups in groups, weights, limits, nice values, virtual machines. */
export const anyMachine: fc.Arbitrary<MachineShape> = fc.record({
  cpus: fc.integer({ min: 1, max: 8 }), groups: fc.array(fc.oneof(leaf, inner), { minLength: 1, maxLength: 4 }),
});

const sometimesBusy: fc.Arbitrary<ThreadShape> = fc.record({
  nice: fc.constantFrom(0, 0, 5), run: fc.integer({ min: 1, max: 30 }).map((n) => n * MILLISECOND),
  sleep: fc.integer({ min: 0, max: 30 }).map((n) => n * MILLISECOND),
});

/** As above, with threads that sleep now and then. */
export const anyRestlessMachine: fc.Arbitrary<MachineShape> = fc.record({
  cpus: fc.integer({ min: 1, max: 4 }),
  groups: fc.array(
    fc.record({ shares, quotaUs, threads: fc.array(sometimesBusy, { minLength: 1, maxLength: 3 }), groups: fc.constant([]), vm: part(1, guest) }),
    { minLength: 1, maxLength: 4 },
  ),
});

export { readGroup, readMachine, readThread } from "../../../src/world/machine/cpu/cpus.ts";
