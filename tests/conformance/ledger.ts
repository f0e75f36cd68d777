/** What the conformance run leaves in the fidelity ledger (`lessons/fidelity.json`), a finding for each vector file. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../src/cli/ledger.ts";
import type { LeftOut } from "./check.ts";
import { runVectorFile, type Miss, type Verdict } from "./run.ts";

export const findingsFile = join(import.meta.dirname, "../../lessons/fidelity.json");

/** Runs every vector file of the project. Keys are the files' places: `kernel/05-pids`. */
export async function findings(folder = join(import.meta.dirname, "vectors")): Promise<Record<string, Finding>> {
  const found: Record<string, Finding> = {};
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json")).toSorted();
  for (const file of files) {
    const name = file.replace(/^.*\/|\.json$/g, "");
    const { leftOut = [] } = (await import(`./adapters/${name}.ts`)) as { leftOut?: readonly LeftOut[] };
    found[file.replace(".json", "")] = findingOf(await runVectorFile(name, JSON.parse(readFileSync(join(folder, file), "utf8"))), leftOut);
  }
  return found;
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

export const findingsText = (found: Readonly<Record<string, Finding>>): string => `${JSON.stringify(found, undefined, 1)}\n`;
