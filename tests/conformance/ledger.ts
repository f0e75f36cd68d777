/** What the conformance run leaves in the fidelity ledger (`lessons/fidelity.json`), a finding for each vector file. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../src/cli/ledger.ts";
import type { LeftOut } from "./check.ts";
import { runVectorFile, type Miss, type Verdict } from "./run.ts";

export const findingsFile = join(import.meta.dirname, "../../lessons/fidelity.json");

/** A vector file of the project, run. */
export interface Outcome {
  /** Where the file is among the vectors: `kernel/05-pids`. */
  readonly place: string;
  readonly verdict: Verdict;
  readonly leftOut: readonly LeftOut[];
}

/** Runs every vector file of the project. */
export async function runAll(folder = join(import.meta.dirname, "vectors")): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json")).toSorted();
  for (const file of files) {
    const name = file.replace(/^.*\/|\.json$/g, "");
    const { leftOut = [] } = (await import(`./adapters/${name}.ts`)) as { leftOut?: readonly LeftOut[] };
    const verdict = await runVectorFile(name, JSON.parse(readFileSync(join(folder, file), "utf8")));
    outcomes.push({ place: file.replace(".json", ""), verdict, leftOut });
  }
  return outcomes;
}

export function findingOf({ passed, total, misses }: Verdict, leftOut: readonly LeftOut[]): Finding {
  const [first, ...others] = misses;
  const largest = first && others.reduce((most, each) => (distance(each) > distance(most) ? each : most), first);
  return { passed, total, ...(largest === undefined ? {} : { largest }), notCompared: leftOut };
}

/** How far off a miss is, in widths of its tolerance; what is no number, or has no tolerance, is as far as can be. */
function distance({ expected, came }: Miss): number {
  const [, middle, allowed] = /^(-?[\d.]+).*±([\d.]+)$/.exec(expected) ?? [];
  const off = Math.abs(Number.parseFloat(came) - Number(middle)) / Number(allowed);
  return Number.isNaN(off) ? Infinity : off;
}

/** The text of `findingsFile`. */
export const findingsText = (outcomes: readonly Outcome[]): string =>
  `${JSON.stringify(Object.fromEntries(outcomes.map(({ place, verdict, leftOut }) => [place, findingOf(verdict, leftOut)])), undefined, 1)}\n`;
