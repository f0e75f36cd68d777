import { expect, test } from "vitest";
import { type Fact, FactLog } from "../../src/kernel/facts.ts";

const fact = (id: number): Fact => ({ id, at: id * 10, type: "tick", about: "clock/one" });

const filled = (count: number): FactLog => {
  const log = FactLog.empty();
  for (let id = 0; id < count; id++) log.add(fact(id));
  return log;
};

test("a fact is found again by its id, however long the record", () => {
  const log = filled(3000);
  expect([0, 1023, 1024, 2047, 2048, 2999, 3000].map((id) => log.at(id)?.at)).toEqual([0, 10230, 10240, 20470, 20480, 29990, undefined]);
  expect(log.all().map((f) => f.id)).toEqual(Array.from({ length: 3000 }, (_, id) => id));
});

test("the newest facts come oldest first, across the record's joints", () => {
  expect(filled(1026).last(4).map((f) => f.id)).toEqual([1022, 1023, 1024, 1025]);
  expect(filled(2).last(4).map((f) => f.id)).toEqual([0, 1]);
});

test("a copy and its original go separate ways", () => {
  const log = filled(1500);
  const copy = log.copy();
  log.add({ ...fact(1500), about: "original" });
  for (let id = 1500; id < 2100; id++) copy.add({ ...fact(id), about: "copy" });
  expect([log.length, log.at(1500)?.about, copy.length, copy.at(1500)?.about, copy.at(2099)?.about]).toEqual([1501, "original", 2100, "copy", "copy"]);
});
