import fc from "fast-check";
import { expect, test } from "vitest";
import { Moment } from "../../../src/kernel/moment.ts";
import { seconds } from "../../../src/kernel/time.ts";
import { createGate, passOrWait, release } from "../../../src/world/machine/block-gate.ts";
import type { Transfer } from "../../../src/world/machine/block-transfer.ts";
import { limitGroup } from "../../../src/world/machine/block.ts";
import { createIoMax, UNLIMITED, type IoLimits } from "../../../src/world/machine/io-max.ts";
import { machineOf } from "../../../src/world/machine/machine.ts";
import { world } from "../../../src/world/world.ts";
import { app, host, scenario } from "../scenes.ts";
import { createBuckets, UNTUNED, type DiskTuning } from "../../../src/world/machine/leaky-bucket.ts";

/** Two writers in `/batch/a` and `/batch/b`, one in `/other`, under the limits given for groups, after ten seconds: MB/s by app. */
function written(limits: Readonly<Record<string, Partial<IoLimits>>>): Record<string, number> {
  const writer = (name: string, group: string) => app(name, { kind: "disk", op: "write", bytes: 65_536, depth: 4, bytesPerSecond: 100e6 }, { group });
  const moment = Moment.begin(world, scenario([host([writer("a", "/batch/a"), writer("b", "/batch/b"), writer("other", "/other")])]), 1);
  for (const [group, limit] of Object.entries(limits)) limitGroup(moment.state, machineOf(moment.state, "atlas")!, group, { ...UNLIMITED, ...limit }, -1, moment);
  while (moment.queue.nextAt <= seconds(10)) moment.handleNext();
  return Object.fromEntries([...machineOf(moment.state, "atlas")!.apps.values()].map((a) => [a.name, Math.round(a.diskBytes / 10e6)]));
}

test("io.max: limits are hierarchical, and who is in no limited group is not held back", () => {
  expect(written({})).toEqual({ a: 100, b: 100, other: 100 });
  expect(written({ "/batch/a": { wbps: 20e6 } })).toEqual({ a: 20, b: 100, other: 100 });
  const shared = written({ "/batch": { wbps: 60e6 }, "/batch/a": { wbps: 20e6 } });
  expect(shared["a"]).toBeLessThanOrEqual(20);
  expect(shared["a"]! + shared["b"]!).toBeCloseTo(60, -1);
  expect(shared["other"]).toBe(100);
});

test("io.max: reads are not held back by a limit of writes", () => {
  expect(written({ "/batch": { rbps: 1000 } })).toEqual({ a: 100, b: 100, other: 100 });
});

/** Somebody who always has the next request ready: when, in nanoseconds, each one passed. */
function passedAt(gate: ReturnType<typeof createGate>, bytes: number, until: number): number[] {
  const write: Transfer = { request: { op: "write", bytes, tid: -1, purpose: "file" }, waiter: "", legs: [] };
  const times: number[] = [];
  let now = 1_000_000;
  while (now < until && times.length < 100_000) {
    if (!passOrWait(gate, write, now)) {
      while (release(gate, now).length === 0) now = Math.max(now + 1, gate.opensAt);
    }
    times.push(now);
    now += 50_000;
  }
  return times.filter((at) => at < until);
}

const ioMax = (limits: Partial<IoLimits>) => createGate({ kind: "io.max", state: createIoMax({ ...UNLIMITED, ...limits }) }, -1);
const qemu = (limits: Partial<DiskTuning>) => createGate({ kind: "qemu", state: createBuckets({ ...UNTUNED, ...limits }, 0) }, -1);

const sizes = fc.integer({ min: 4, max: 512 }).map((kib) => kib * 1024);
const rates = fc.integer({ min: 1, max: 40 }).map((mib) => mib * 2 ** 20);

test.each([["io.max", (wbps: number) => ioMax({ wbps })], ["blkdeviotune", (bytes: number) => qemu({ writeBytesSec: bytes })]])(
  "%s: over ten seconds the limit is reached and not exceeded, but for a slice or two at the start", (_, gate) => {
    fc.assert(fc.property(sizes, rates, (bytes, limit) => {
      const passed = passedAt(gate(limit), bytes, seconds(10)).length * bytes;
      const possible = Math.min(limit * 10, (bytes / 50_000) * seconds(10));
      expect(passed).toBeLessThanOrEqual(limit * 10.2 + bytes);
      expect(passed).toBeGreaterThanOrEqual(0.9 * possible - bytes);
    }), { numRuns: 60 });
  });

test("io.max: of bytes and requests the tighter limit binds", () => {
  const perSecond = (limits: Partial<IoLimits>) => passedAt(ioMax(limits), 4096, seconds(10)).length / 10;
  expect(perSecond({ wbps: 2 ** 20, wiops: 10_000 })).toBeCloseTo(256, 0);
  expect(perSecond({ wbps: 2 ** 30, wiops: 50 })).toBeCloseTo(50, 0);
});

test("io.max: what fits goes at device speed, the rest waits for the next slice", () => {
  const times = passedAt(ioMax({ wiops: 50 }), 4096, seconds(1));
  const gaps = times.slice(1).map((at, i) => at - times[i]!);
  expect(gaps.filter((gap) => gap === 50_000)).toHaveLength(gaps.length - 9);
  expect(Math.max(...gaps)).toBeGreaterThan(90e6);
});

test("blkdeviotune: a tenth of a second's worth passes at once, then one by one as the bucket leaks", () => {
  const times = passedAt(qemu({ writeIopsSec: 50 }), 4096, seconds(1));
  const gaps = times.slice(6).map((at, i) => at - times[i + 5]!);
  expect(times.slice(0, 6).at(-1)! - times[0]!).toBe(250_000);
  for (const gap of gaps.slice(1)) expect(gap).toBeCloseTo(20e6, -5);
});
