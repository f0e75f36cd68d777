import { counted, fixed } from "../display/format-number.ts";
import { type Line, span } from "../display/line.ts";
import type { Bar, TablePanel } from "../display/panel.ts";
import { type Home, HOMES, ranked, scoreOf } from "../world/choosing/sheet.ts";
import type { PlacementRow, YearRow } from "../world/choosing/rows.ts";
import type { ScoreSpec } from "../world/choosing/spec.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** The deck: what each card says of each home, as soon as it was given one. */
export function sheetPanel(seen: Observation): Offer | undefined {
  const cards = seen.choosing?.cards ?? [];
  if (cards.length === 0) return undefined;
  const said = new Map(seen.tables.cards.map((row) => [row.name, row]));
  const rows = cards.map((card): TablePanel["rows"][number] => {
    const row = said.get(card.name)!;
    if (!row.answered) return { cells: [card.name, ...HOMES.map(() => "·"), ""], tone: "muted" };
    const best = ranked(card.traits)[0]!.home;
    const score = (home: Home): string => (scoreOf(card.traits, home) === -Infinity ? "out" : `${scoreOf(card.traits, home)}${home === best ? "*" : ""}`);
    const cells = HOMES.map((home) => (home === row.home ? `${row.home_right ? "✓" : "✗"} ${score(home)}` : score(home)));
    return { cells: [card.name, ...cells, `${row.trait_right ? "✓" : "✗"} ${row.trait}`], tone: row.home_right && row.trait_right ? "good" : "warn" };
  });
  const columns: TablePanel["columns"] = [{ name: "card" }, ...HOMES.map((home) => ({ name: home, align: "right" as const })), { name: "because" }];
  return offer({ title: "The sheet: a score for each home, * the best, ✓ or ✗ yours", kind: "table", columns, rows }, Math.min(rows.length + 1, 5));
}

const GIB = 2 ** 30;

/** Where everything was put, and how its year went so far. */
export function estatePanel(seen: Observation): Offer | undefined {
  const placed = seen.tables.placements;
  if (placed.length === 0) return undefined;
  const rows = placed.map((p): TablePanel["rows"][number] => ({ cells: [p.name, p.kind === "" ? "not placed" : `${p.copies > 1 ? `${p.copies} × ` : ""}${p.kind}`, placesOf(p.hosts), `${p.shares}`, there(p), p.availability < 0 ? "" : p.slo_met ? "✓" : "✗"], tone: toneOf(p) }));
  const columns: TablePanel["columns"] = [{ name: "workload" }, { name: "as" }, { name: "on" }, { name: "shares kernels with", align: "right" }, { name: "there", align: "right" }, { name: "" }];
  return offer({ title: "Where everything lives", kind: "table", columns, rows }, Math.min(rows.length + 1, 5));
}

/** By name where they are one or two. */
const placesOf = (hosts: string): string => (hosts.split(",").length > 2 ? `${hosts.split(",").length} hosts` : hosts.replace(",", ", "));

const there = (p: PlacementRow): string => (p.availability < 0 ? "-" : `${fixed(p.availability * 100, 2)}%`);
const toneOf = (p: PlacementRow): "muted" | "plain" | "good" | "bad" => (p.kind === "" ? "muted" : p.availability < 0 ? "plain" : p.slo_met && p.breached === 0 ? "good" : "bad");

/** The year so far, in the numbers that somebody pays with. */
export function yearPanel(seen: Observation): Offer | undefined {
  const [year] = seen.tables.years;
  if (year === undefined) return undefined;
  const month = Math.min(12, Math.floor(year.day / 30.4) + 1);
  const bar: Bar = { label: `month ${month}`, of: 365, parts: [{ value: year.day, tone: "key", mark: "full" }], reading: `day ${year.day}` };
  const most = seen.choosing?.score;
  const bars = [bar, hours(year.ops_hours_month), memory(year.memory), ...(most === undefined || year.score < 0 ? [] : [points(year, most)])];
  return offer({ title: "The year", kind: "bars", bars, caption: `day ${year.day}` }, bars.length);
}

const hours = (n: number): Bar => ({ label: "work", of: 40, parts: [{ value: Math.min(n, 40), tone: n > 20 ? "warn" : "good", mark: "half" }], reading: `${fixed(n, 1)} hours a month` });
const memory = (bytes: number): Bar => ({ label: "memory", of: 128 * GIB, parts: [{ value: bytes, tone: "key", mark: "light" }], reading: `${fixed(bytes / GIB, 1)} GiB` });

/** One part for each of the four questions. */
const points = (year: YearRow, most: ScoreSpec): Bar => ({
  label: "score", of: most.availability + most.isolation + most.waste + most.toil,
  parts: [{ value: year.score_availability, tone: "good", mark: "full" }, { value: year.score_isolation, tone: "key", mark: "half" }, { value: year.score_waste, tone: "warn", mark: "light" }, { value: year.score_toil, tone: "muted", mark: "half" }],
  reading: `${fixed(year.score, 0)} of ${most.availability + most.isolation + most.waste + most.toil}`,
});

/** What cannot be undone: data that is gone, walls that were crossed, what an auditor wrote down. */
export function harmPanel(seen: Observation): Offer | undefined {
  const [year] = seen.tables.years;
  if (year === undefined) return undefined;
  const part = (n: number, what: string, how: string): Line => [span(n === 0 ? "✓ " : "✗ ", n === 0 ? "good" : "bad"), span(`${n === 0 ? `no ${what}` : counted(n, what)} ${how}`)];
  return offer({ title: "Harm", kind: "text", lines: [part(year.breaches, "hit", "through a shared kernel"), part(year.lost, "workload", "without its data"), part(year.findings, "finding", "of an auditor")] }, 3);
}
