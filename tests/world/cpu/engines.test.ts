import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MILLISECOND, SECOND } from "../../../src/kernel/time.ts";
import type { Group } from "../../../src/world/machine/cpu/tree.ts";
import { anyMachine, anyRestlessMachine, build, readGroup, readMachine, readThread, run, type Built, type MachineShape } from "./shape.ts";

const TEN_SECONDS = 10 * SECOND;
const TWO_IN_100 = 0.02;
const usages = (built: Built) =>
  built.groups.map(({ cpus, path, machine }) => ({ group: `${machine}:${path}`, used: readGroup(cpus, path).usage / TEN_SECONDS, of: cpus.count }));

/** The groups whose CPU time differs by more than this part of their machine. */
function compare(shape: MachineShape, atMost = TWO_IN_100): string[] {
  const fluid = build(shape, "fluid");
  const sliced = build(shape, "sliced");
  run(fluid, TEN_SECONDS);
  run(sliced, TEN_SECONDS);
  const other = usages(sliced);
  return usages(fluid).flatMap(({ group, used, of }, i) => {
    const seen = other[i]?.used ?? NaN;
    return Math.abs(seen - used) <= atMost * of ? [] : [`${group}: fluid ${used.toFixed(3)}, sliced ${seen.toFixed(3)} of ${of} CPUs`];
  });
}

test.each([2026, 2, 3, 7, 42])("random machines %i: over ten seconds both engines give every group the same CPU time, to 2 in 100 of its machine", (seed) => {
  fc.assert(fc.property(anyMachine, (shape) => {
    expect(compare(shape)).toEqual([]);
  }), { numRuns: 60, seed });
}, 60_000);

test.each([5, 11])("random machines %i whose threads sleep now and then: the same, to 4 in 100", (seed) => {
  fc.assert(fc.property(anyRestlessMachine, (shape) => {
    expect(compare(shape, 0.04)).toEqual([]);
  }), { numRuns: 60, seed });
}, 60_000);

/** So long may a CPU of the sliced engine have nothing to do while a thread waits elsewhere whose data is hot there: three ticks. */
const IDLE_AT_MOST = 12 * MILLISECOND;

const busy = (nice: number) => ({ nice, run: 0, sleep: 0 });
const group = (shares: number, ...threads: ReturnType<typeof busy>[]) => ({ shares, quotaUs: null, threads, groups: [], vm: null });

test("where they differ: weights of 16 : 1 and unlike nice values on two CPUs, shared CPU by CPU in the sliced engine", () => {
  const shape = { cpus: 2, groups: [group(4096, busy(5), busy(-3)), group(256, busy(-3))] };
  const small = (["fluid", "sliced"] as const).map((engine) => {
    const built = build(shape, engine);
    run(built, TEN_SECONDS);
    return (usages(built)[1]?.used ?? NaN).toFixed(2);
  });
  // Beside the thread of nice 5 alone the small group weighs more than in the whole machine.
  expect(small).toEqual(["0.12", "0.16"]);
});

/** Everything that must hold in a machine whatever happens in it; `idle.since` is when a CPU first idled beside work. */
function broken({ nest, groups }: Built, idle: { since: number }): string[] {
  const faults: string[] = [];
  for (const { cpus: c } of nest.all.values()) {
    const threads = [...c.threads.values()].map(({ id }) => readThread(c, id));
    const granted = threads.reduce((sum, t) => sum + t.rate, 0);
    const speed = c.rates.slice(0, c.count).reduce((sum, one) => sum + one, 0);
    const wanting = [...c.threads.values()].filter((t) => t.on && !held(t.group)).length;
    const { usage, idle: spare, steal, perCpu } = readMachine(c);
    const used = threads.reduce((sum, t) => sum + t.usage, 0);
    if (granted > speed + 1e-6) faults.push(`granted ${granted} of ${speed}`);
    if (c === nest.host.cpus) {
      if (granted > Math.min(wanting, c.count) - 1e-6) idle.since = c.now;
      if (c.now - idle.since > (c.slicing ? IDLE_AT_MOST : 0)) faults.push(`idle with work: ${granted} of ${wanting}`);
    }
    if (Math.abs(used - usage) > 1000) faults.push(`threads used ${used}, CPUs ${usage}`);
    if (Math.abs(readGroup(c, "/").usage - usage) > 1000) faults.push("the root group does not add up");
    if (Math.abs(usage + spare + steal - c.now * c.count) > 1000) faults.push("busy, idle and steal do not add up to time");
    const numbers = [...threads.flatMap((t) => [t.usage, t.waiting, t.rate, t.work]), ...perCpu.flatMap((one) => [one.busy, one.steal]), spare];
    if (numbers.some((n) => !(n >= 0))) faults.push(`negative: ${numbers.join(" ")}`);
  }
  for (const { cpus, path } of groups) {
    const read = readGroup(cpus, path);
    if (Object.values(read).some((n) => typeof n === "number" && !(n >= 0))) faults.push(`${path}: ${JSON.stringify(read)}`);
  }
  return faults;
}

const held = (g: Group | null): boolean => g !== null && (g.queues.some((q) => q.throttled) || (g.purse?.throttled ?? false) || held(g.parent));

test.each(["fluid", "sliced"] as const)("%s: nothing is granted that is not there, nothing idles beside work, everything adds up", (engine) => {
  const holds = (shape: MachineShape) => {
    const built = build(shape, engine);
    const faults: string[] = [];
    const idle = { since: 0 };
    run(built, SECOND, () => {
      if (faults.length === 0) faults.push(...broken(built, idle));
    });
    expect(faults).toEqual([]);
  };
  fc.assert(fc.property(fc.oneof(anyMachine, anyRestlessMachine), holds), { numRuns: 40, seed: 7 });
}, 60_000);
