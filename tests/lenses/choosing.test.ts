import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { estatePanel, harmPanel, sheetPanel, yearPanel } from "../../src/lenses/choosing.ts";
import type { Offer } from "../../src/lenses/offer.ts";
import type { Command } from "../../src/world/command.ts";
import type { Observation } from "../../src/world/observation.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import { after, doing, look, play, type Play } from "../world/scenes.ts";

const lines = (make: (seen: Observation) => Offer | undefined, t: Play): string[] => paint(make(look(t))!.panel, 70, 20).map((l) => lineText(l).trimEnd());

function paperboat(name: string): Play {
  const read = readScenario(readFileSync(join(import.meta.dirname, `../../lessons/15-paperboat/${name}.yaml`), "utf8"), name, { file: `${name}.yaml`, before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return play(read.scenario);
}

type Choice = Extract<Command, { type: "choose" }>;
const chosen = (t: Play, ...choices: readonly Choice[]): Play => choices.reduce<Play>(doing, t);
const put = (workloads: readonly string[], kind: "vm" | "pods"): Choice => ({ type: "choose", do: "place", workloads, kind, on: "" });

test("a card that was given a home shows what the sheet says of each, and whether home and reason hold", () => {
  const t = chosen(paperboat("design"), { type: "choose", do: "card", card: "erp", home: "vm", trait: "os" }, { type: "choose", do: "card", card: "shop", home: "vm", trait: "change" });
  expect(lines(sheetPanel, t)).toEqual([
    "card        process    vm  container  sandbox  metal  because",
    "erp             out  ✓ 7*        out        0    out  ✓ os",
    "shop             -1  ✗ -4        14*        8      9  ✓ change",
    "ledger            ·     ·          ·        ·      ·",
    "plugins           ·     ·          ·        ·      ·",
    "reco-train        ·     ·          ·        ·      ·",
    "reco-serve        ·     ·          ·        ·      ·",
  ]);
});

test("after its year a design shows who was there as wanted, and what harm was done", () => {
  const placed = chosen(paperboat("inherited"), put(["erp", "ledger", "shop"], "vm"), put(["plugins"], "pods"));
  expect(lines(estatePanel, placed)).toEqual([
    "workload  as         on       shares kernels with  there",
    "erp       vm         atlas                      0      -",
    "shop      6 × vm     3 hosts                    0      -",
    "ledger    vm         borea                      0      -",
    "plugins   20 × pods  3 hosts                    0      -",
  ]);
  const year = after(chosen(placed, { type: "choose", do: "year" }), 92);
  expect(lines(estatePanel, year).slice(1).map((row) => row.slice(-1))).toEqual(["✓", "✗", "✓", "✓"]);
  expect(lines(yearPanel, year).map((row) => row.replaceAll(/ *[█▌▐░▒▓▏▎▍▋▊▉╸━·─]+ */g, "…"))).toEqual(["month 12…day 365", "work…31.5 hours a month", "memory…36.0 GiB", "score…77 of 100"]);
  expect(lines(harmPanel, year)).toEqual(["✗ 6 hits through a shared kernel", "✓ no workload without its data", "✓ no finding of an auditor"]);
});
