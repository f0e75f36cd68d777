import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingOf, findingsFile, findingsText, runAll } from "./ledger.ts";
import type { Miss } from "./run.ts";

/** Every vector file once: for what must hold, and for the ledger. */
const outcomes = await runAll();

/** How much of a file must hold, in both engines at once: the kernel's numbers are measured, Kubernetes' rules are exact. */
const ENOUGH = { kernel: 0.95, kubernetes: 1 };

test.each(outcomes)("$place: what was seen on a real system comes out here", ({ place, verdict }) => {
  const enough = verdict.passed >= ENOUGH[place.split("/")[0] as keyof typeof ENOUGH] * verdict.total;
  expect({ enough, misses: enough ? [] : verdict.misses }).toEqual({ enough: true, misses: [] });
});

test("the fidelity ledger says what the conformance run says today: else npm run conformance -- --ledger", () => {
  expect(readFileSync(findingsFile, "utf8")).toBe(findingsText(outcomes));
});

const miss = (what: string, expected: string, came: string): Miss => ({ case: "one", engine: "fluid", what, expected, came });

test("the largest miss is the one that is furthest off in widths of its tolerance", () => {
  const misses = [miss("latency", "42 (41..43) ±4", "52"), miss("steal", "0.2 ±0.02", "0.1"), miss("periods", "400 ±2", "403")];
  expect(findingOf({ name: "x", passed: 1, total: 2, misses }, [])).toEqual({ passed: 1, total: 2, largest: misses[1], notCompared: [] });
});

test("what is no number is further off than any number", () => {
  const misses = [miss("steal", "0.2 ±0.02", "0.1"), miss("kill order", '["a"]', '["b"]')];
  expect(findingOf({ name: "x", passed: 0, total: 1, misses }, []).largest?.what).toBe("kill order");
});

test("a file without misses has no largest one, and says what it leaves out", () => {
  const notCompared = [{ field: "ms", why: "no time passes" }];
  expect(findingOf({ name: "x", passed: 3, total: 3, misses: [] }, notCompared)).toEqual({ passed: 3, total: 3, notCompared });
});
