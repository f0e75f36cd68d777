import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Moment } from "../../../src/kernel/moment.ts";
import { seconds } from "../../../src/kernel/time.ts";
import { maxMin, type Demand } from "../../../src/world/machine/link.ts";
import { machineOf } from "../../../src/world/machine/machine.ts";
import { exchange, fairShare } from "../../../src/world/machine/network.ts";
import { world } from "../../../src/world/world.ts";
import { after, app, GIB, host, look, play, scenario, serve, vm } from "../scenes.ts";

describe("max-min fairness", () => {
  test("who wants little gets it, the others share the rest alike", () => {
    const over = ["line"];
    expect(maxMin([{ most: 1, over }, { most: 100, over }, { most: 100, over }], new Map([["line", 10]]))).toEqual([1, 4.5, 4.5]);
  });

  test("a narrow link holds back only those that cross it", () => {
    const demands = [{ most: 100, over: ["slow", "line"] }, { most: 100, over: ["line"] }];
    expect(maxMin(demands, new Map([["slow", 2], ["line", 10]]))).toEqual([2, 8]);
  });

  test("no link is given more than it has, nobody more than he wants, and nobody could have more without taking it from one who has less", () => {
    const names = ["a", "b", "c"];
    const demand = fc.record({ most: fc.integer({ min: 0, max: 50 }), over: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }) });
    fc.assert(fc.property(fc.array(demand, { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 3 }), (demands: Demand[], sizes) => {
      const capacity = new Map(names.map((name, i) => [name, sizes[i]!]));
      const shares = maxMin(demands, capacity);
      const used = (link: string) => demands.reduce((sum, d, i) => sum + (d.over.includes(link) ? shares[i]! : 0), 0);
      for (const [link, size] of capacity) expect(used(link)).toBeLessThanOrEqual(size + 1e-6);
      demands.forEach((d, i) => {
        expect(shares[i]!).toBeLessThanOrEqual(d.most + 1e-6);
        if (shares[i]! > d.most - 1e-6) return;
        const heldBy = d.over.filter((link) => used(link) > capacity.get(link)! - 1e-6);
        expect(heldBy.some((link) => demands.every((e, j) => !e.over.includes(link) || shares[j]! <= shares[i]! + 1e-6))).toBe(true);
      });
    }));
  });
});

const two = () => Moment.begin(world, scenario([host([], { nicBitsPerSecond: 1e9, vms: [vm("one", 2, GIB, []), vm("two", 2, GIB, [])] })]), 1);

test("long transfers of two guests share the line of their host; alone each has all of it", () => {
  const m = two();
  const share = (name: string, most: number, at: number) => fairShare(m.state, machineOf(m.state, `atlas/${name}`)!, "backup", "tx", most, at);
  expect(share("one", 9e9, 0)).toBe(1e9);
  expect(share("two", 9e9, 0)).toBe(0.5e9);
  expect(share("one", 9e9, 0.05e9)).toBe(0.5e9);
  expect(share("two", 0.2e9, 0.06e9)).toBe(0.2e9);
  expect(share("one", 9e9, 0.07e9)).toBe(0.8e9);
  expect(share("one", 9e9, seconds(1))).toBe(1e9);
});

test("messages queue: the hundredth at the same instant waits for ninety-nine", () => {
  const m = two();
  const guest = machineOf(m.state, "atlas/one")!;
  const delays = Array.from({ length: 100 }, () => exchange(m.state, guest, 0, 12_500, 0));
  expect([delays[0], delays[99]]).toEqual([100_000, 10_000_000]);
});

test("what an app in a guest receives and sends its own card counts, and its host's", () => {
  const guest = vm("web1", 2, GIB, [app("web", serve(100, 1), { threads: 2 })]);
  const { nics } = look(after(play(scenario([host([], { vms: [guest] })])), 5)).tables;
  expect(nics.map(({ machine, vm: of, tx_bps, rx_bps }) => ({ machine, of, tx: Math.round(tx_bps), rx: Math.round(rx_bps) }))).toEqual([
    { machine: "atlas", of: "", tx: 12_800_000, rx: 640_000 },
    { machine: "atlas/web1", of: "web1", tx: 12_800_000, rx: 640_000 },
  ]);
});
