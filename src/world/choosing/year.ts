import { millis, type Nanos } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import type { Choosing } from "./choosing.ts";
import { cannotRun, incidentsOn, type Estate, type Incident } from "./incidents.ts";
import { memoryByHost } from "./placement.ts";
import { DAY_MINUTES, scoreOf, type Score } from "./score.ts";

/** What a year has brought so far. */
export interface Year {
  readonly day: number;
  /** Minutes without it, by workload. */
  readonly down: Readonly<Record<string, number>>;
  readonly hours: number;
  readonly lost: readonly string[];
  readonly breached: readonly string[];
  readonly findings: readonly string[];
  /** Of the days so far, where years are scored: what is placed later changes the next year, not this one. */
  readonly score?: Score;
}

export const YEAR_DAYS = 365;

/** A day of the replay: the year takes about a minute and a half. */
const DAY: Nanos = millis(250);

/** What a host may hold of its memory before it is too full to be safe. */
const SAFE = 60 / 64;

export type YearEvent = { readonly type: "year"; readonly turn: number };

export function beginYear(choosing: Choosing, env: WorldEnv): void {
  choosing.year = { day: 0, down: {}, hours: 0, lost: [], breached: [], findings: [] };
  env.after(DAY, { type: "year", turn: ++choosing.turn });
}

/** The next day of the year that is being played. */
export function dayDue(world: World, { turn }: YearEvent, env: WorldEnv): void {
  const { choosing } = world;
  if (choosing?.year === undefined || choosing.turn !== turn) return;
  const estate = estateOf(world, choosing);
  const day = choosing.year.day + 1;
  const happened = incidentsOn(estate, { day, random: env.random });
  choosing.year = scored({ ...happened.reduce(added, withoutHome(estate, choosing.year)), day }, world, estate);
  for (const { what, tone } of happened) if (what !== "") env.note("yearIncident", "year/incident", { what, day, ...(tone === "plain" ? {} : { tone }) });
  if (day < YEAR_DAYS) env.after(DAY, { type: "year", turn });
  else endYear(choosing, choosing.year, env);
}

function endYear(choosing: Choosing, { hours, score }: Year, env: WorldEnv): void {
  choosing.firstScore ??= score?.total;
  env.note("yearOver", "year/end", { hours: Math.round(hours) });
}

const scored = (year: Year, { scenario }: World, estate: Estate): Year => (scenario.choosing?.score === undefined ? year : { ...year, score: scoreOf(estate, year, scenario.choosing.score) });

export function estateOf(world: World, { placed, backups }: Choosing): Estate {
  const hosts = world.scenario.hosts.map((h) => h.name);
  const workloads = new Map(world.scenario.choosing!.workloads.map((w) => [w.name, w]));
  const all = [...placed.values()];
  return { hosts, placed: all, workloads, backups, memory: memoryByHost(all, workloads, hosts), memoryLimit: world.scenario.hosts[0]!.memoryBytes * SAFE };
}

/** Who cannot run where it was put is away all day. */
function withoutHome({ placed, workloads }: Estate, year: Year): Year {
  const homeless = placed.filter((p) => cannotRun(p, workloads.get(p.workload)!));
  return homeless.length === 0 ? year : added(year, { what: "", hours: 0, tone: "bad", down: Object.fromEntries(homeless.map((p) => [p.workload, DAY_MINUTES])) });
}

function added(year: Year, { down, hours, lost = [], breached = [], finding }: Incident): Year {
  const minutes = { ...year.down };
  for (const [name, n] of Object.entries(down)) minutes[name] = (minutes[name] ?? 0) + n;
  return { ...year, down: minutes, hours: year.hours + hours, lost: [...year.lost, ...lost], breached: [...year.breached, ...breached], findings: finding === undefined ? year.findings : [...year.findings, finding] };
}
