import { z } from "zod";
import type { Finding, Measurement, Topic } from "../cli/ledger.ts";
import { problemText } from "../world/problem.ts";
import { readYaml } from "../world/yaml-source.ts";

const sentences = z.array(z.string());
const topic = z.strictObject({
  name: z.string(),
  title: z.string(),
  modelled: sentences,
  simplified: sentences,
  absent: sentences,
  measured: z.array(z.strictObject({ of: z.string(), about: z.string() })),
});

/** The fidelity ledger out of what was written by hand and what was measured. Throws a sentence when the two do not fit. */
export function joinLedger(written: string, findings: Readonly<Record<string, Finding>>): Topic[] {
  const read = readYaml(z.array(topic), written, { file: "fidelity.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
  const named = read.value.flatMap(({ measured }) => measured.map(({ of }) => of));
  const forgotten = Object.keys(findings).filter((file) => !named.some((of) => covers(of, file)));
  if (forgotten.length > 0) throw new Error(`fidelity.yaml names no topic for ${forgotten.join(", ")}`);
  return read.value.map((one) => ({ ...one, measured: one.measured.map(({ of, about }) => measurement(of, about, findings)) }));
}

const covers = (of: string, file: string): boolean => file === of || file.startsWith(`${of}/`);

function measurement(of: string, about: string, findings: Readonly<Record<string, Finding>>): Measurement {
  const all = Object.entries(findings).filter(([file]) => covers(of, file)).map(([, finding]) => finding);
  if (all.length === 0) throw new Error(`fidelity.yaml names ${of}, and fidelity.json has no such measurement: npm run conformance -- --ledger writes it`);
  const sum = (count: (f: Finding) => number): number => all.reduce((total, each) => total + count(each), 0);
  return {
    of, about, files: all.length, passed: sum((f) => f.passed), total: sum((f) => f.total),
    largest: all.flatMap(({ largest }) => largest ?? []),
    notCompared: all.flatMap((each) => each.notCompared),
  };
}
