import { ownsKernel, sharers, type Estate } from "./incidents.ts";
import type { Placement } from "./placement.ts";
import type { ScoreSpec } from "./spec.ts";
import type { Year } from "./year.ts";

export const DAY_MINUTES = 24 * 60;

/** The part of the days so far that a workload was there, 0..1. */
export const availability = (year: Year, workload: string): number => (year.day === 0 ? 1 : Math.max(0, 1 - (year.down[workload] ?? 0) / (year.day * DAY_MINUTES)));

/** Points of a design and its year, at most what the scenario gives for each; `total` is their sum. Something to argue from, like the sheet. */
export interface Score extends ScoreSpec {
  readonly total: number;
}

/** Hours of work a month that cost no points: a working day. */
const FREE_HOURS = 8;
const MONTHS = 12;

/** What is not placed earns nothing, so leaving something out is no way to a better design. */
export function scoreOf(estate: Estate, year: Year, most: ScoreSpec): Score {
  const part = { availability: thereAsWanted(estate, year), isolation: unexposed(estate), waste: ofUse(estate), toil: Math.min(1, FREE_HOURS / Math.max(1e-9, (year.hours / year.day) * (365 / MONTHS))) };
  const points = { availability: part.availability * most.availability, isolation: part.isolation * most.isolation, waste: part.waste * most.waste, toil: part.toil * most.toil };
  return { ...points, total: points.availability + points.isolation + points.waste + points.toil };
}

/** All of its part for whoever was away no longer than it may be, half of it for twice as long, none for lost data. */
const thereAsWanted = (estate: Estate, year: Year): number =>
  mean(estate, ({ workload }) => {
    const { slo } = estate.workloads.get(workload)!;
    const away = (1 - availability(year, workload)) * year.day * DAY_MINUTES;
    return year.lost.includes(workload) ? 0 : Math.min(1, ((1 - slo) * year.day * DAY_MINUTES) / Math.max(1e-9, away));
  });

/** The part of all workloads that call no kernel which a stranger calls too; strangers want one for each copy, regulated data one that nobody else calls. */
const unexposed = (estate: Estate): number => mean(estate, (p) => (isExposed(estate, p) ? 0 : 1));

function isExposed(estate: Estate, p: Placement): boolean {
  const trust = (name: string): string => estate.workloads.get(name)!.traits.trust;
  const beside = sharers(estate, p);
  if (beside.some((name) => trust(name) === "strangers")) return true;
  if (trust(p.workload) === "strangers") return !ownsKernel(p);
  return trust(p.workload) === "tenants" && (beside.length > 0 || p.kind === "process" || p.kind === "metal");
}

/** The part of all memory that programs use, and not what carries them. */
function ofUse({ placed, workloads, memory }: Estate): number {
  const held = [...memory.values()].reduce((a, b) => a + b, 0);
  const used = placed.reduce((sum, { workload, hosts }) => sum + workloads.get(workload)!.memoryBytes * hosts.length, 0);
  return held === 0 ? 0 : used / held;
}

const mean = ({ placed, workloads }: Estate, of: (p: Placement) => number): number => placed.reduce((sum, p) => sum + of(p), 0) / workloads.size;
