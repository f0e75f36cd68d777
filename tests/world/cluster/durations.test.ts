import fc from "fast-check";
import { expect, test } from "vitest";
import { seconds } from "../../../src/kernel/time.ts";
import { goDuration, humanDuration } from "../../../src/world/cluster/duration.ts";

test("an age never reads younger than an earlier one", () => {
  const units: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 };
  const read = (text: string): number => [...text.matchAll(/(\d+)([smhdy])/g)].reduce((sum, [, n, unit]) =>
    sum + Number(n) * units[unit!]!, 0);
  fc.assert(fc.property(fc.integer({ min: 0, max: 8_000_000 }), fc.integer({ min: 0, max: 8_000_000 }), (a, b) => {
    const [early, late] = [Math.min(a, b), Math.max(a, b)];
    expect(read(humanDuration(seconds(late)))).toBeGreaterThanOrEqual(read(humanDuration(seconds(early))));
    expect(read(humanDuration(seconds(late)))).toBeLessThanOrEqual(late);
  }));
});

test("durations in messages read as Go prints them", () => {
  expect([0, 40, 60, 90, 3600, 5025].map(s => goDuration(seconds(s)))).toEqual(["0s", "40s", "1m0s", "1m30s", "1h0m0s", "1h23m45s"]);
});
