import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/world/command.ts";
import type { Program } from "../../../src/world/scenario.ts";
import { after, app, doing, fourGuests, GIB, host, MIB, play, refusal, round, scenario, vm, type Play } from "../scenes.ts";
import { diskOf, fault, storyOf, vmOf, whyOf } from "../hypervisor/scene.ts";

type DiskProgram = Extract<Program, { kind: "disk" }>;
const io = (name: string, program: Partial<DiskProgram>, autostart = false) =>
  app(name, { kind: "disk", op: "write", bytes: 4 * MIB, depth: 4, bytesPerSecond: Number.MAX_VALUE, ...program }, { autostart, memoryBytes: MIB });

/** A database that reads a little all the time, beside a VM that can write as fast as it goes. */
const neighbours = () => {
  const db = vm("db1", 2, GIB, [io("db", { op: "read", bytes: 64 * 1024, depth: 1, bytesPerSecond: 6e6 }, true)], { diskAllocatedBytes: 9.3 * GIB });
  const batch = vm("batch1", 2, GIB, [io("writer", {}), io("small", { bytes: 4096, depth: 32 }), io("reader", { op: "read" })], { diskBytes: 20 * GIB, diskAllocatedBytes: 2 * GIB });
  const disk = { name: "nvme0n1", capacityBytes: 2e12, bytesPerSecond: 2e9, latency: 350_000, parallel: 8 };
  return scenario([host([], { disk, vms: [db, batch] })], ["writer", "small", "reader"].map((name) => ({ name, about: name, start: [name], stop: [], panic: [] })));
};
const tune = (limits: Omit<Extract<Command, { type: "vmTuneDisk" }>, "type" | "vm" | "disk" | "live" | "config">, name = "batch1"): Command => ({
  type: "vmTuneDisk", vm: name, disk: "vda", live: true, config: false, ...limits,
});
const quiet = after(play(neighbours()), 3);
const flooded = after(doing(quiet, fault("writer")), 5);

describe("one disk under all guests", () => {
  test("an idle disk answers in its latency and the time the bytes take", () => {
    expect(round(vmOf(quiet, "db1").disk_await_ms)).toBe(0.39);
  });

  test("a deep queue of large writes makes everybody's small read wait: depth × size ÷ bandwidth", () => {
    expect(vmOf(flooded, "batch1").disk_MBps).toBeGreaterThan(1750);
    const inFlight = (4 * 4 * MIB) / (2e9 * (256 / 282));
    expect(vmOf(flooded, "db1").disk_await_ms / 1000).toBeGreaterThan(0.8 * inFlight);
    expect(vmOf(flooded, "db1").disk_await_ms / 1000).toBeLessThan(inFlight);
    expect(diskOf(flooded, "atlas").utilisation).toBeCloseTo(1, 2);
    expect(diskOf(flooded, "atlas").queue).toBeGreaterThanOrEqual(4);
  });

  test("small requests are held up by the latency of the channels, not by the bus", () => {
    const t = after(doing(quiet, fault("small")), 3);
    expect(diskOf(t, "atlas").iops).toBeGreaterThan(0.95 * (8 / 350e-6));
    expect(diskOf(t, "atlas").iops).toBeLessThan(8 / 350e-6 + 1);
    expect(diskOf(t, "atlas").utilisation).toBeLessThan(0.2);
  });

  test("what a guest's disk has done, its host's has done for it", () => {
    const [outside, db, batch] = ["atlas", "atlas/db1", "atlas/batch1"].map((path) => diskOf(flooded, path));
    expect(db!.read_bytes + batch!.read_bytes).toBe(outside!.read_bytes);
    expect(db!.write_bytes + batch!.write_bytes).toBe(outside!.write_bytes);
    expect(batch!.reads + batch!.writes + db!.reads + db!.writes).toBe(outside!.reads + outside!.writes);
  });
});

describe("blkdeviotune", () => {
  const capped = after(doing(flooded, tune({ totalBytesSec: 200 * MIB })), 3);

  test("a capped writer waits in front of its own disk, and the neighbour is well", () => {
    expect(vmOf(capped, "batch1").disk_MBps).toBeGreaterThan(200);
    expect(vmOf(capped, "batch1").disk_MBps).toBeLessThan(220);
    expect(vmOf(capped, "db1").disk_await_ms).toBeLessThan(1);
    expect(vmOf(capped, "batch1").disk_await_ms).toBeGreaterThan(50);
    expect(diskOf(capped, "atlas/batch1")).toMatchObject({ limit_bytes_sec: 200 * MIB, queue: 4 });
    expect(storyOf(capped, "batch1").filter((type) => type === "diskThrottled")).toHaveLength(1);
    expect(whyOf(capped, "diskThrottled")).toEqual(["diskThrottled", "diskTuned", "virsh blkdeviotune batch1 vda --total-bytes-sec 209715200 --live"]);
  });

  test("zero takes the limit away, and who waited goes on at once", () => {
    const free = after(doing(capped, tune({ totalBytesSec: 0 })), 2);
    expect(diskOf(free, "atlas/batch1").limit_bytes_sec).toBe(0);
    expect(vmOf(free, "batch1").disk_MBps).toBeGreaterThan(1750);
  });

  test("a limit of writes does not hold back reads, nor the other way round", () => {
    const t = doing(doing(quiet, fault("writer")), fault("reader"));
    const rates = (limits: Parameters<typeof tune>[0]) => diskOf(after(doing(t, tune(limits)), 4), "atlas/batch1");
    expect(rates({ writeBytesSec: 50e6 }).write_MBps).toBeCloseTo(50, -1);
    expect(rates({ writeBytesSec: 50e6 }).read_MBps).toBeGreaterThan(1000);
    expect(rates({ readBytesSec: 50e6 }).read_MBps).toBeCloseTo(50, -1);
  });

  test("requests per second count what the device sees: 4 MiB are eight", () => {
    const t = after(doing(doing(quiet, fault("writer")), tune({ totalIopsSec: 80 })), 5);
    expect(vmOf(t, "batch1").disk_MBps).toBeCloseTo((80 / 8) * 4.194, -1);
    const small = after(doing(doing(quiet, fault("small")), tune({ totalIopsSec: 500 })), 5);
    expect(diskOf(small, "atlas/batch1").iops).toBeCloseTo(500, -1);
  });

  test("contradictions and strangers are refused", () => {
    expect(refusal(quiet, tune({ totalBytesSec: 1e6, readBytesSec: 1e6 }))).toBe("invalid argument: total and read/write of bytes_sec cannot be set at the same time");
    expect(refusal(quiet, { type: "vmTuneDisk", vm: "batch1", disk: "vdb", totalBytesSec: 1, live: true, config: false })).toBe("invalid argument: disk 'vdb' was not found in the domain config");
  });
});

test("a thin disk grows with what is written to it, cluster by cluster, until it is full", () => {
  const before = diskOf(quiet, "atlas/batch1").allocation;
  const after5 = diskOf(flooded, "atlas/batch1");
  expect(before).toBe(2 * GIB);
  expect(after5.allocation % 65_536).toBe(0);
  expect(after5.allocation - before - after5.write_bytes).toBeLessThan(32 * MIB);
  expect(diskOf(after(flooded, 20), "atlas/batch1")).toMatchObject({ allocation: 20 * GIB, capacity: 20 * GIB });
  expect(diskOf(after(flooded, 20), "atlas/db1").allocation).toBe(diskOf(quiet, "atlas/db1").allocation);
});

test("who is switched off waits for nothing any more, and a new start is not disturbed by old requests", () => {
  const capped = doing(flooded, tune({ totalBytesSec: MIB }));
  const off = doing(after(capped, 2), { type: "vmDestroy", vm: "batch1" });
  expect(diskOf(off, "atlas/batch1").queue).toBe(0);
  const again = after(doing(off, { type: "vmStart", vm: "batch1" }), 30);
  expect(vmOf(again, "batch1")).toMatchObject({ state: "running", stage: "up" });
  expect(diskOf(again, "atlas/batch1").queue).toBe(0);
});

test("what its host has paged out makes every guest wait for the one disk", () => {
  const five = after(doing(play(fourGuests()), { type: "vmStart", vm: "cache1" }), 40);
  const t: Play = after(doing(five, fault("all touch memory")), 60);
  expect(diskOf(t, "atlas").await_ms).toBeGreaterThan(10);
  expect(diskOf(t, "atlas").write_bytes).toBeGreaterThan(3 * GIB);
});
