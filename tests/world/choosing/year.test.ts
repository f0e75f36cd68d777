import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HOMES, isClose, ranked, scoreOf } from "../../../src/world/choosing/sheet.ts";
import type { ChoosingCommand } from "../../../src/world/choosing/apply.ts";
import type { PlacementKind } from "../../../src/world/choosing/placement.ts";
import { readScenario } from "../../../src/world/scenario-file.ts";
import type { Scenario } from "../../../src/world/scenario.ts";
import { after, doing, look, play, type Play } from "../scenes.ts";

function scenarioOf(name: string, chapter = "13-choosing"): Scenario {
  const read = readScenario(readFileSync(join(import.meta.dirname, `../../../lessons/${chapter}/${name}.yaml`), "utf8"), name, { file: `${name}.yaml`, before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return read.scenario;
}

const choose = (t: Play, ...commands: Omit<ChoosingCommand, "type">[]): Play => commands.reduce((s, c) => doing(s, { type: "choose", ...c } as ChoosingCommand), t);
const place = (kind: PlacementKind, on: string, ...workloads: string[]): Omit<ChoosingCommand, "type"> => ({ do: "place", workloads, kind, on }) as Omit<ChoosingCommand, "type">;
const YEAR = { do: "year" } as const;
const year = (t: Play): Play => after(choose(t, YEAR), 92);

const tools = play(scenarioOf("tools"));
const estate = play(scenarioOf("estate"));

describe("the score sheet", () => {
  const { cards } = scenarioOf("deck").choosing!;

  test("puts every card of the deck where its first home is, or close to it", () => {
    expect(cards.filter((c) => !isClose(c.traits, c.homes[0]!)).map((c) => c.name)).toEqual([]);
    expect(cards.filter((c) => c.homes.some((home) => scoreOf(c.traits, home) === -Infinity)).map((c) => c.name)).toEqual([]);
  });

  test("agrees with the reference design of the finale", () => {
    const design = scenarioOf("design", "15-paperboat").choosing!;
    expect(design.cards.filter((c) => !isClose(c.traits, c.homes[0]!)).map((c) => c.name)).toEqual([]);
    expect(design.workloads.map((w) => [w.name, w.traits])).toEqual(design.cards.map((c) => [c.name, c.traits]));
  });

  test("knocks out what cannot be: another system in a container, strangers beside others", () => {
    const out = (name: string): string[] => HOMES.filter((home) => scoreOf(cards.find((c) => c.name === name)!.traits, home) === -Infinity);
    expect([out("payroll"), out("students"), out("shop")]).toEqual([["process", "container", "metal"], ["process", "container", "metal"], []]);
  });

  test("adds up for a shop that changes daily and whose load jumps", () => {
    expect(ranked(cards.find((c) => c.name === "shop")!.traits).map(({ home, score }) => `${home} ${score}`)).toEqual(["container 12", "sandbox 8", "metal 7", "process -2", "vm -2"]);
  });
});

/** The year in the numbers that somebody pays with. */
const sums = (t: Play) => {
  const [y] = look(t).tables.years;
  return { day: y!.day, hours: Math.round(y!.ops_hours_month), gib: Math.round(y!.memory / 2 ** 30), lost: y!.lost, breaches: y!.breaches, findings: y!.findings };
};
const there = (t: Play, name: string): number => look(t).tables.placements.find((p) => p.name === name)!.availability;

test("two small tools are at home in one VM with a copy every night; a cluster costs them seven times the hours", () => {
  const vm = year(choose(tools, place("compose", "vm-tools", "rota", "menu"), { do: "backup", name: "vm-tools" } as never));
  expect(sums(vm)).toEqual({ day: 365, hours: 1, gib: 1, lost: 0, breaches: 0, findings: 0 });
  const cluster = year(choose(tools, place("pods", "", "rota", "menu"), { do: "backup", name: "rota" } as never, { do: "backup", name: "menu" } as never));
  expect(sums(cluster)).toMatchObject({ hours: 9, gib: 5 });
});

test("without a copy the worst day of the year is three days long", () => {
  const t = year(choose(tools, place("compose", "vm-tools", "rota", "menu")));
  expect(sums(t).lost).toBe(2);
  expect(there(t, "rota")).toBeLessThan(0.992);
});

test("strangers' code hits whoever shares its kernel, and nobody behind a kernel of its own", () => {
  const shared = year(choose(estate, place("vm", "", "erp", "wiki", "ledger"), place("pods", "", "shop", "cron", "plugin")));
  expect(look(shared).tables.placements.filter((p) => p.breached > 0).map((p) => p.name)).toEqual(["shop", "plugin", "cron"]);
  const apart = year(choose(estate, place("vm", "", "erp", "wiki", "ledger"), place("pods", "", "shop", "cron"), place("kata-pods", "", "plugin")));
  expect(sums(apart)).toMatchObject({ breaches: 0, findings: 0, lost: 0 });
});

test("an auditor finds what shares a kernel with regulated data", () => {
  const t = year(choose(estate, place("vm", "", "erp", "wiki"), place("pods", "", "shop", "cron", "ledger"), place("kata-pods", "", "plugin")));
  expect(sums(t).findings).toBe(4);
});

test("another system cannot run in a pod, whatever the year brings", () => {
  expect(there(year(choose(estate, place("pods", "", "erp"))), "erp")).toBe(0);
});

test("the same seed is the same year, and a new year begins at its first day", () => {
  const placed = choose(tools, place("vm", "", "rota", "menu"));
  expect(sums(year(placed))).toEqual(sums(year(placed)));
  expect(sums(after(choose(after(choose(placed, YEAR), 40), YEAR), 10)).day).toBe(40);
});
