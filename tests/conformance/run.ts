/**
 * Conformance: facts from real systems (`vectors/`), each file read by the adapter of the same name in `adapters/`.
 * To add a file `NAME.json`, write `adapters/NAME.ts` that exports `check(given, measured, engine)`; nothing else needs
 * to know of it. A case passes when every check of it holds, in both CPU engines unless one is named.
 */
import type { Check } from "./check.ts";

export type Engine = "fluid" | "sliced";

/** What an adapter exports. `given` and `measured` are the case's `in` and `measured` (or `out`, or `expect`). */
export interface Adapter {
  // The shape of a case is known to its adapter alone.
  check(given: never, measured: never, engine: Engine): Check[];
  /** The engine makes no difference: run the cases once. */
  readonly engineMatters?: boolean;
}

export interface Miss {
  readonly case: string;
  readonly engine: Engine;
  readonly what: string;
  readonly expected: string;
  readonly came: string;
}

export interface Verdict {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly misses: readonly Miss[];
}

interface VectorCase {
  readonly name?: string;
  readonly in: { readonly name?: string };
  readonly [answer: string]: unknown;
}

/** Runs one vector file. Throws if there is no adapter of that name. */
export async function runVectorFile(name: string, json: unknown, engine?: Engine): Promise<Verdict> {
  const adapter = (await import(`./adapters/${name}.ts`)) as Adapter;
  const { cases } = json as { cases: VectorCase[] };
  const engines: Engine[] = adapter.engineMatters === false ? ["fluid"] : engine ? [engine] : ["fluid", "sliced"];
  const misses: Miss[] = [];
  let passed = 0;
  cases.forEach((one, i) => {
    const missed = engines.flatMap((each) => missesOf(adapter, one, i, each));
    if (missed.length === 0) passed += 1;
    misses.push(...missed);
  });
  return { name, passed, total: cases.length, misses };
}

function missesOf(adapter: Adapter, one: VectorCase, i: number, engine: Engine): Miss[] {
  const measured = one["measured"] ?? one["out"] ?? one["expect"];
  const label = one.name ?? one.in.name ?? `case ${i}`;
  const checks = adapter.check(one.in as never, measured as never, engine);
  return checks.filter((each) => !each.ok).map(({ what, expected, came }) => ({ case: label, engine, what, expected, came }));
}
