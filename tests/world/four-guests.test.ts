import { describe, expect, test } from "vitest";
import { present } from "../../src/kernel/timeline.ts";
import { booksOf } from "./books.ts";
import { after, backTo, doing, fourGuests, GIB, look, play, round, type Play } from "./scenes.ts";

/** Chapter 2: guests are machines; what their host grants them is all they have. */

const vms = (t: Play) => new Map(look(t).tables.vms.map((v) => [v.name, v]));
const cpu = (t: Play) => Object.fromEntries([...vms(t).values()].filter((v) => v.state === "running").map((v) => [v.name, round(v.cpu)]));
const balanced = (t: Play) => expect(booksOf(present(t).state)).toEqual([]);

describe.each(["fluid", "sliced"] as const)("four guests that go flat out (%s)", (engine) => {
  const busy = after(doing(after(play(fourGuests(engine)), 5), { type: "fault", name: "all busy" }), 8);

  test("the host divides by VM, not by vCPU: two CPUs each", () => {
    for (const granted of Object.values(cpu(busy))) expect(granted).toBeCloseTo(2, 0);
    expect(round(look(busy).tables.machines[0]!.cpu, 1)).toBe(8);
    balanced(busy);
  });

  test("half of what db1 wants is stolen; web1 with two vCPUs misses nothing", () => {
    expect(vms(busy).get("db1")!.steal).toBeCloseTo(0.5, 1);
    expect(vms(busy).get("web1")!.steal).toBeLessThan(0.05);
    const inside = look(busy).tables.machines.find((m) => m.path === "atlas/db1")!;
    expect(inside.cpu + inside.steal).toBeCloseTo(4, 1);
    expect(look(busy).facts.some((f) => f.type === "cpuStolen" && f.about === "vm/db1")).toBe(true);
  });

  test("weights 200 and 400 give web1 its two and db1 its four", () => {
    const first = doing(busy, { type: "vmSetSchedule", vm: "web1", cpuShares: 200, live: true, config: false });
    const both = after(doing(first, { type: "vmSetSchedule", vm: "db1", cpuShares: 400, live: true, config: false }), 5);
    expect(vms(both).get("db1")!.cpu).toBeCloseTo(4, 0);
    expect(vms(both).get("web1")!.cpu).toBeCloseTo(2, 0);
    expect(vms(both).get("db1")!.steal).toBeLessThan(0.1);
  });
});

test("28 GiB are promised, a fifth guest with 8 starts all the same: promises take up no memory", () => {
  const t = after(doing(after(play(fourGuests()), 5), { type: "vmStart", vm: "cache1" }), 60);
  expect(vms(t).get("cache1")).toMatchObject({ state: "running", stage: "up" });
  const seen = look(t);
  expect(seen.tables.vms.reduce((sum, v) => sum + v.memory, 0)).toBe(36 * GIB);
  expect(seen.tables.machines[0]!.mem_used).toBeLessThan(20 * GIB);
  expect(seen.tables.machines[0]!.swap_used).toBe(0);
  balanced(t);
});

test("when all of them touch what they were promised, the host pages guests out that know nothing of it", () => {
  const five = after(doing(after(play(fourGuests()), 5), { type: "vmStart", vm: "cache1" }), 60);
  const t = after(doing(five, { type: "fault", name: "all touch memory" }), 60);
  balanced(t);
  const [host, ...guests] = look(t).tables.machines;
  expect(host!.swap_used).toBeGreaterThan(3 * GIB);
  expect(guests.filter((g) => g.up).every((g) => g.swap_used === 0)).toBe(true);
  const ofGuests = [...vms(t).values()].reduce((sum, v) => sum + v.swapped, 0);
  expect(ofGuests / host!.swap_used).toBeGreaterThan(0.98);
});

test("a panic stops one guest and nobody else", () => {
  const busy = after(doing(after(play(fourGuests()), 5), { type: "fault", name: "all busy" }), 5);
  const t = after(doing(busy, { type: "fault", name: "guest panic" }), 5);
  expect([...vms(t).values()].filter((v) => v.state === "running").map((v) => v.name)).toEqual(["web1", "db1", "batch1"]);
  expect(vms(t).get("win1")!.state).not.toBe("running");
  balanced(t);
});

test("going back and forward again shows the same guests", () => {
  const start = after(play(fourGuests()), 5);
  const there = after(doing(start, { type: "fault", name: "all busy" }), 10);
  const seen = structuredClone({ ...look(there).tables.vms });
  const again = after(doing(after(backTo(there, 4.5), 0.5), { type: "fault", name: "all busy" }), 10);
  expect(structuredClone({ ...look(again).tables.vms })).toEqual(seen);
});
