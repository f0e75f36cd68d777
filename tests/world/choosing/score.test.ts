import { describe, expect, test } from "vitest";
import type { Estate } from "../../../src/world/choosing/incidents.ts";
import { memoryByHost, type Placement, type PlacementKind } from "../../../src/world/choosing/placement.ts";
import { scoreOf } from "../../../src/world/choosing/score.ts";
import type { WorkloadSpec } from "../../../src/world/choosing/spec.ts";
import type { Year } from "../../../src/world/choosing/year.ts";

const MOST = { availability: 40, isolation: 30, waste: 20, toil: 10 };
const traits = (trust: string) => ({ os: "linux", state: "none", trust, change: "quarterly", load: "steady", size: "medium", hardware: "plain", staff: "platform" });
const workload = (name: string, trust: string, copies = 1): WorkloadSpec => ({ name, title: name, memoryBytes: 2 ** 30, copies, slo: 0.99, traits: traits(trust) });
const shop = workload("shop", "one");
const ledger = workload("ledger", "tenants");
const plugin = workload("plugin", "strangers", 2);

function estate(workloads: readonly WorkloadSpec[], kinds: Readonly<Record<string, PlacementKind>>): Estate {
  const all = new Map(workloads.map((w) => [w.name, w]));
  const placed = Object.entries(kinds).map(([name, kind]): Placement => ({ workload: name, kind, hosts: Array.from({ length: all.get(name)!.copies }, () => "atlas"), vm: "vm-compose" }));
  return { hosts: ["atlas"], placed, workloads: all, backups: new Set(), memory: memoryByHost(placed, all, ["atlas"]), memoryLimit: 2 ** 36 };
}

const quiet: Year = { day: 365, down: {}, hours: 0, lost: [], breached: [], findings: [] };
const ALLOWED = 0.01 * 365 * 24 * 60;

describe("availability", () => {
  const two = estate([shop, ledger], { shop: "vm", ledger: "vm" });
  const points = (year: Partial<Year>): number => scoreOf(two, { ...quiet, ...year }, MOST).availability;

  test("is whole within what is allowed, half of a part for twice as long", () => {
    expect([points({}), points({ down: { shop: ALLOWED } }), points({ down: { shop: 2 * ALLOWED } })].map(Math.round)).toEqual([40, 40, 30]);
  });

  test("has nothing for lost data, and nothing for what was never placed", () => {
    expect(points({ lost: ["shop"] })).toBe(20);
    expect(scoreOf(estate([shop, ledger], { shop: "vm" }), quiet, MOST).availability).toBe(20);
  });
});

describe("isolation", () => {
  const points = (kinds: Readonly<Record<string, PlacementKind>>): number => Math.round(scoreOf(estate([shop, ledger, plugin], kinds), quiet, MOST).isolation);

  test("is whole where strangers have a kernel each and audited data one that nobody else calls", () => {
    expect([points({ shop: "pods", ledger: "vm", plugin: "kata-pods" }), points({ shop: "pods", ledger: "own-nodes", plugin: "vm" })]).toEqual([30, 30]);
  });

  test("misses whoever is beside strangers, strangers beside each other, and audited data beside anybody", () => {
    expect(points({ shop: "pods", ledger: "vm", plugin: "pods" })).toBe(10);
    expect(points({ shop: "vm", ledger: "vm", plugin: "pods" })).toBe(20);
    expect(points({ shop: "pods", ledger: "pods", plugin: "kata-pods" })).toBe(20);
    expect(points({ shop: "pods", ledger: "process", plugin: "kata-pods" })).toBe(20);
  });
});

test("waste counts what carries programs: a process on the host wastes nothing, a VM for each copy much", () => {
  const points = (kind: PlacementKind): number => scoreOf(estate([workload("api", "one", 4)], { api: kind }), quiet, MOST).waste;
  expect(points("process")).toBe(20);
  expect(points("vm")).toBeCloseTo(20 * (1024 / (1024 + 470)), 5);
  expect(points("pods")).toBeLessThan(points("vm"));
});

test("toil is whole for a working day a month, and half for two", () => {
  const points = (hoursAMonth: number): number => scoreOf(estate([shop], { shop: "vm" }), { ...quiet, hours: hoursAMonth * 12 }, MOST).toil;
  expect([0, 8, 16, 80].map((hours) => Math.round(points(hours) * 10) / 10)).toEqual([10, 10, 5, 1]);
});

test("all is the sum, whatever the weights", () => {
  const { availability, isolation, waste, toil, total } = scoreOf(estate([shop], { shop: "vm" }), quiet, { availability: 4, isolation: 3, waste: 0, toil: 1 });
  expect([availability, isolation, waste, toil, total]).toEqual([4, 3, 0, 1, 8]);
});
