import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { millis } from "../../src/kernel/time.ts";
import { wait } from "../../src/kernel/timeline.ts";
import { groupsPanel } from "../../src/lenses/groups.ts";
import { periodsPanel } from "../../src/lenses/periods.ts";
import type { Offer } from "../../src/lenses/offer.ts";
import type { Observation } from "../../src/world/observation.ts";
import type { AppSpec } from "../../src/world/scenario.ts";
import { app, doing, host, look, play, scenario, type Play } from "../world/scenes.ts";

const api = app("api", { kind: "burst", every: millis(1000), work: millis(60) }, { threads: 4, group: "/api" });
const batch = app("batch", { kind: "busy" }, { group: "/batch" });
const hermes = (...apps: AppSpec[]): Play => play(scenario([host(apps, { name: "hermes", cpus: 4 })], [], "sliced"));
const limited = (t: Play, path: string, text: string): Play => doing(t, { type: "writeGroupFile", machine: "hermes", path, file: "cpu.max", text });
const drawn = (make: (seen: Observation) => Offer | undefined, t: Play): string[] => paint(make(look(t))!.panel, 78, 20).map((l) => lineText(l).trimEnd());
/** A column's letter and how many columns it lasts. */
const runs = (text: string): string => (text.match(/(.)\1*/g) ?? []).map((run) => `${run[0]}${run.length}`).join(" ");

describe("strips of periods", () => {
  test("a fifth of a CPU is a fifth of each period; in the rest the group stands still", () => {
    const strip = drawn(periodsPanel, wait(limited(hermes(batch), "/batch", "20000 100000"), millis(3000)))[0]!;
    expect(strip).toMatch(/^batch (b{2}░{8,9}){6}/);
  });

  test("four threads use up 200 ms in 50, stand still for 50, and finish in 10", () => {
    const strip = drawn(periodsPanel, wait(limited(hermes(api), "/api", "200000 100000"), millis(1200)))[0]!;
    expect(runs(strip.slice("api ".length).trim().replace(/·+$/, ""))).toMatch(/^a[56] ░[45] a[12]$/);
  });

  test("whoever has finished does not stand still, though its quota is used up to the last", () => {
    const strip = drawn(periodsPanel, wait(limited(hermes(api), "/api", "240000 100000"), millis(1500)))[0]!;
    expect(runs(strip.slice("api ".length).trim())).toMatch(/^a6 ·\d+$/);
  });

  test("there is nothing to draw where nobody has a quota", () => {
    expect(periodsPanel(look(wait(hermes(batch), millis(500))))).toBeUndefined();
  });
});

describe("dials and counters", () => {
  test("groups with a budget have a row, and only dials that somebody has turned a column", () => {
    const t = wait(limited(hermes(batch), "/batch", "20000 100000"), millis(3000));
    expect(drawn(groupsPanel, t).map((row) => row.split(/\s{2,}/))).toEqual([["group", "CPU", "limit", "throttled", "MiB"], ["batch", "0.20", "0.20", "30 of 30", "16"]]);
  });

  test("a weight brings those in that have to share", () => {
    const web = app("web", { kind: "busy" }, { group: "/web" });
    const t = doing(hermes(web, batch), { type: "writeGroupFile", machine: "hermes", path: "/batch", file: "cpu.weight", text: "25" });
    expect(drawn(groupsPanel, t).map((row) => row.split(/\s{2,}/))).toEqual([["group", "CPU", "weight", "MiB"], ["web", "0.00", "100", "16"], ["batch", "0.00", "25", "16"]]);
  });

  test("without any budget there is no panel", () => {
    expect(groupsPanel(look(hermes(batch)))).toBeUndefined();
  });
});
