import { describe, expect, test } from "vitest";
import { Streams } from "../../../src/kernel/random.ts";
import { act, goTo, present } from "../../../src/kernel/timeline.ts";
import type { Command } from "../../../src/world/command.ts";
import { after, doing, look, play, refusal, round } from "../scenes.ts";
import { booksOf } from "../books.ts";
import { fleetOf, fleetWorld, golden } from "./scene.ts";

const load = (perSecond: number): Command => ({ type: "load", app: "svc", perSecond });
const scale = (count: number): Command => ({ type: "fleetScale", count });
const three = (more = {}) => after(play(fleetWorld({ running: 3, load: 100, ...more })), 5);

describe("the load balancer", () => {
  test("spreads requests evenly over those that are healthy", () => {
    const { services } = look(three()).tables;
    expect(services.map((s) => [s.name, s.state, Math.round(s.served_per_s / 3)])).toEqual([["svc-01", "healthy", 11], ["svc-02", "healthy", 11], ["svc-03", "healthy", 11]]);
  });

  test("drops what finds all hands and queues full, and loses nothing before", () => {
    const full = after(doing(three(), load(150)), 30);
    expect(fleetOf(full)).toMatchObject({ dropped: 0, used: 1 });
    const over = fleetOf(after(doing(three(), load(400)), 10));
    expect([over.served_per_s, over.dropped_per_s]).toEqual([150, 250]);
    // Three queues of 25, and one request in each hand, take up the first 78 or so.
    expect(over.dropped).toBeGreaterThan(2500 - 85);
    expect(over.dropped).toBeLessThan(2500 - 70);
  });

  test("every request is served, dropped or still there", () => {
    for (const t of [three(), after(doing(three(), load(400)), 7), after(doing(doing(three(), load(300)), scale(1)), 7)]) {
      const { sent, served, dropped } = fleetOf(t);
      const waiting = look(t).tables.services.reduce((sum, s) => sum + s.queue, 0);
      expect(sent - served - dropped - waiting).toBeGreaterThanOrEqual(0);
      expect(sent - served - dropped - waiting).toBeLessThanOrEqual(3);
    }
  });

  test("notices that one is gone when a request cannot be delivered, and the others take its share", () => {
    const t = after(doing(three(), { type: "vmDestroy", vm: "svc02" }), 5);
    expect(look(t).tables.services.map((s) => s.state)).toEqual(["healthy", "off", "healthy"]);
    expect(fleetOf(t)).toMatchObject({ healthy: 2, served_per_s: 100 });
    expect(fleetOf(t).dropped).toBeLessThanOrEqual(2);
    const back = after(doing(t, { type: "vmStart", vm: "svc02" }), 25);
    expect(fleetOf(back).healthy).toBe(3);
  });
});

describe("scaling", () => {
  test("up: new VMs serve when they have passed their checks; down: the newest go, with their disks", () => {
    const t = after(doing(three(golden), scale(5)), 15);
    expect(fleetOf(t)).toMatchObject({ vms: 5, healthy: 3 });
    expect(fleetOf(after(t, 10)).healthy).toBe(5);
    const down = doing(after(t, 10), scale(2));
    expect(look(down).tables.vms.map((v) => v.name)).toEqual(["svc01", "svc02"]);
    expect(look(down).tables.image_files.map((i) => i.name)).toEqual(["stock.qcow2", "svc.qcow2", "golden.qcow2", "svc01.qcow2", "svc02.qcow2"]);
    expect(look(after(down, 5)).tables.processes.filter((p) => p.vm !== "").length).toBe(2);
  });

  test("several services in a VM share its tax", () => {
    const t = after(doing(play(fleetWorld(golden)), { type: "fleetCreate", services: 10, perVm: 4 }), 60);
    expect(look(t).tables.vms.map((v) => [v.name, v.services, round(v.held / 2 ** 20, 0)])).toEqual([["svc01", 4, 982], ["svc02", 4, 982], ["svc03", 2, 726]]);
    expect(fleetOf(t)).toMatchObject({ instances: 10, healthy: 10, most_per_vm: 4 });
  });

  test("the load that is remembered is the one that rose", () => {
    const t = doing(doing(three(golden), scale(5)), load(400));
    expect(fleetOf(doing(t, load(10))).vms_when_loaded).toBe(5);
    expect(fleetOf(doing(doing(t, scale(2)), load(10))).vms_when_loaded).toBe(5);
  });

  test("what makes no sense is refused", () => {
    const t = three();
    expect(refusal(t, scale(-1))).toBe("-1 is not a number of VMs");
    expect(refusal(t, { type: "fleetCreate", services: 500, perVm: 1 })).toBe("this world ends at 200 services");
    expect(refusal(t, { type: "fleetCreate", services: 4, perVm: 0 })).toBe("a VM here takes 1 to 32 services");
    expect(refusal(t, load(1e6))).toContain("is not a load for this fleet");
    expect(refusal(t, { type: "fleetImage", fleet: "svc", image: "gold" })).toContain("No such file");
    expect(refusal(t, { type: "fleetImage", fleet: "web", image: "golden" })).toBe('there is no fleet "web" here: it is called svc');
  });
});

test("one VM more than fits makes the host swap; a great many more cost VMs their lives", () => {
  const t = after(doing(play(fleetWorld(golden)), { type: "fleetCreate", services: 96, perVm: 1 }), 150);
  const { machines, vms } = look(t).tables;
  expect(machines[0]!.swap_used).toBeGreaterThan(7 * 2 ** 30);
  expect(machines[0]!.oom_kills).toBeGreaterThan(0);
  expect(vms.some((v) => v.state === "shut off")).toBe(true);
});

describe("whatever is done", () => {
  const images = ["stock.qcow2", "svc.qcow2", "golden.qcow2", "a.qcow2", "b.qcow2", "svc01.qcow2"];
  const names = ["svc01", "svc02", "svc03", "a", "b"];

  test.each([1, 2, 3])("time runs on, the books balance and replay gives the same world (seed %i)", (seed) => {
    const random = new Streams(seed);
    const one = <T>(list: readonly T[]): T => list[random.below("walk", list.length)]!;
    const orders = (): Command => one<() => Command>([
      () => ({ type: "imageClone", host: "atlas", from: one(images), to: one(images), thin: random.below("walk", 2) === 0 }),
      () => ({ type: "imageCustomize", host: "atlas", image: one(images), packages: ["svc"] }),
      () => ({ type: "imageRemove", host: "atlas", image: one(images) }),
      () => ({ type: "domainInstall", host: "atlas", name: one(names), memoryBytes: 2 ** 30, vcpus: 2, disk: one(images) }),
      () => ({ type: "domainClone", original: one(names), name: one(names) }),
      () => ({ type: "domainUndefine", name: one(names), storage: random.below("walk", 2) === 0 }),
      () => ({ type: "fleetCreate", services: 1 + random.below("walk", 4), perVm: 1 + random.below("walk", 3) }),
      () => scale(random.below("walk", 5)),
      () => ({ type: "fleetImage", fleet: "svc", image: one(images) }),
      () => load(random.below("walk", 300)),
      () => ({ type: one(["vmStart", "vmShutdown", "vmDestroy", "vmReboot", "vmSuspend", "vmResume"] as const), vm: one(names) }),
    ])();
    let t = play(fleetWorld({ running: 2, load: 50 }), seed);
    for (let i = 0; i < 60; i++) {
      t = after(act(t, orders())[0], 1 + random.below("walk", 12));
      const { sent, served, dropped } = fleetOf(t);
      expect(sent).toBeGreaterThanOrEqual(served + dropped);
      expect(booksOf(present(t).state)).toEqual([]);
      for (const v of look(t).tables.vms) expect(v.work).toBeLessThanOrEqual(v.held);
    }
    let again = play(t.scenario, seed);
    for (const input of t.log) again = doing(goTo(again, input.at), input.command);
    const { fleets, vms, stages, image_files } = look(goTo(again, t.at)).tables;
    const seen = look(t).tables;
    expect({ fleets, vms, stages, image_files }).toEqual({ fleets: seen.fleets, vms: seen.vms, stages: seen.stages, image_files: seen.image_files });
  });
});
