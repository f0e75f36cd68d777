import type { Row } from "../../kernel/facts.ts";
import type { World } from "../state.ts";
import type { Choosing } from "./choosing.ts";
import { sharers } from "./incidents.ts";
import { usesCluster } from "./placement.ts";
import { availability } from "./score.ts";
import { estateOf, YEAR_DAYS } from "./year.ts";

/** A card of the deck, and what was said about it. */
export interface CardRow extends Row {
  name: string;
  story: string;
  answered: boolean;
  home: string; // what was chosen, "" before
  trait: string;
  home_right: boolean;
  trait_right: boolean;
}

/** A workload, where it was put, and how its year went. */
export interface PlacementRow extends Row {
  name: string;
  title: string;
  kind: string; // "" = not placed
  hosts: string; // "atlas,borea"
  copies: number;
  memory: number; // of its programs alone
  backup: boolean;
  shares: number; // workloads that call one of its kernels
  survives_host: boolean; // a copy, or a scheduler, is left when one host is gone
  slo: number;
  availability: number; // 0..1, -1 before a year
  down_min: number;
  breached: number;
  slo_met: boolean;
}

/** The year that is being played; no row before the first. */
export interface YearRow extends Row {
  name: string; // "year"
  day: number;
  over: boolean;
  ops_hours_month: number;
  memory: number; // on all hosts together
  memory_most: number; // on the fullest host
  findings: number;
  breaches: number;
  lost: number;
  worst_availability: number;
  score: number; // points of 100, -1 where years are not scored
  score_availability: number;
  score_isolation: number;
  score_waste: number;
  score_toil: number;
  first_score: number; // of the first year that was played to its end, -1 before
}

export interface ChoosingTables {
  readonly cards: readonly CardRow[];
  readonly placements: readonly PlacementRow[];
  readonly years: readonly YearRow[];
}

export const cardRows = ({ scenario, choosing }: World): CardRow[] =>
  (scenario.choosing?.cards ?? []).map(({ name, story, homes, because }) => {
    const said = choosing?.answers.get(name);
    return { name, story, answered: said !== undefined, home: said?.home ?? "", trait: said?.trait ?? "", home_right: said !== undefined && homes.includes(said.home), trait_right: said !== undefined && because.includes(said.trait) };
  });

export function placementRows(world: World): PlacementRow[] {
  const { scenario, choosing } = world;
  if (choosing === undefined || scenario.choosing === undefined) return [];
  const estate = estateOf(world, choosing);
  return scenario.choosing.workloads.map((w): PlacementRow => {
    const p = choosing.placed.get(w.name);
    const { year } = choosing;
    const there = year === undefined || p === undefined ? -1 : availability(year, w.name);
    return {
      name: w.name, title: w.title, kind: p?.kind ?? "", hosts: [...new Set(p?.hosts ?? [])].sort().join(","), copies: w.copies, memory: w.memoryBytes * w.copies, backup: choosing.backups.has(w.name),
      shares: p === undefined ? 0 : sharers(estate, p).length, survives_host: p !== undefined && (usesCluster(p.kind) || new Set(p.hosts).size > 1), slo: w.slo,
      availability: there, down_min: Math.round(year?.down[w.name] ?? 0), breached: year?.breached.filter((name) => name === w.name).length ?? 0, slo_met: there >= w.slo,
    };
  });
}

type Points = Pick<YearRow, "score" | "score_availability" | "score_isolation" | "score_waste" | "score_toil" | "first_score">;

function pointsOf({ year, firstScore = -1 }: Choosing): Points {
  const tenths = (points = -1): number => Math.round(points * 10) / 10;
  const score = year?.score;
  return { score: tenths(score?.total), score_availability: tenths(score?.availability), score_isolation: tenths(score?.isolation), score_waste: tenths(score?.waste), score_toil: tenths(score?.toil), first_score: tenths(firstScore) };
}

export function yearRows(world: World): YearRow[] {
  const { choosing } = world;
  if (choosing?.year === undefined) return [];
  const { day, hours, findings, breached, lost } = choosing.year;
  const { memory } = estateOf(world, choosing);
  const year = choosing.year;
  return [{
    name: "year", day, over: day >= YEAR_DAYS, ops_hours_month: day === 0 ? 0 : (hours / day) * (YEAR_DAYS / 12), memory: [...memory.values()].reduce((a, b) => a + b, 0), memory_most: Math.max(...memory.values()),
    findings: findings.length, breaches: breached.length, lost: lost.length, worst_availability: Math.min(1, ...[...choosing.placed.keys()].map((name) => availability(year, name))), ...pointsOf(choosing),
  }];
}
