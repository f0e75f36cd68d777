import fc from "fast-check";
import { expect, test } from "vitest";
import { Shelf } from "../../../src/world/cluster/shelf.ts";

/** Keys of which many lie in the same parts. */
const key = fc.integer({ min: 0, max: 400 }).map((n) => `default/shop-${n}`);
const deed = fc.oneof(fc.record({ do: fc.constant("set"), key, value: fc.nat() }), fc.record({ do: fc.constant("delete"), key, value: fc.constant(0) }), fc.record({ do: fc.constant("copy"), key, value: fc.constant(0) }));

const contents = (shelf: Shelf<number>): [string, number][] => [...shelf.keys()].sort().map((name) => [name, shelf.get(name)!]);

test("a shelf holds what a map would, and copies hold what they held", () => {
  fc.assert(fc.property(fc.array(deed, { maxLength: 600 }), (deeds) => {
    let shelf = new Shelf<number>();
    const map = new Map<string, number>();
    const copies: { copy: Shelf<number>; held: [string, number][] }[] = [];
    for (const { do: what, key: name, value } of deeds) {
      if (what === "set") {
        shelf.set(name, value);
        map.set(name, value);
      } else if (what === "delete") expect(shelf.delete(name)).toBe(map.delete(name));
      else {
        const copy = shelf.copy();
        copies.push({ copy: value % 2 === 0 ? copy : shelf, held: contents(copy) });
        if (value % 2 !== 0) shelf = copy;
      }
      expect(shelf.size).toBe(map.size);
    }
    expect(contents(shelf)).toEqual([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
    expect([...shelf.values()].sort()).toEqual([...map.values()].sort());
    for (const { copy, held } of copies) expect(contents(copy)).toEqual(held);
  }));
});

test("a write after a copy takes along few entries, however many there are", () => {
  const shelf = new Shelf<number>();
  for (let i = 0; i < 20_000; i++) shelf.set(`default/pod-${i}`, i);
  const copy = shelf.copy();
  copy.set("default/pod-7", -1);
  expect([shelf.get("default/pod-7"), copy.get("default/pod-7"), copy.size]).toEqual([7, -1, 20_000]);
  expect([...copy.values()].reduce((sum, n) => sum + n, 0)).toBe((20_000 * 19_999) / 2 - 8);
});
