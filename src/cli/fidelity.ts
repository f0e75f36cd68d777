import { readFileSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "../kernel/nearest.ts";
import { Complaint } from "./complaint.ts";
import type { LargestMiss, Measurement, Topic } from "./ledger.ts";
import type { Outside } from "./outside.ts";

const COLUMNS = 80;

/** `strata fidelity [TOPIC]`: what is modelled, simplified and absent, and what a comparison with real systems came to. */
export function fidelity(name: string | undefined, options: { readonly json?: boolean }, outside: Outside): number {
  const topics = JSON.parse(readFileSync(join(outside.course, "fidelity.json"), "utf8")) as Topic[];
  const shown = name === undefined ? topics : [topicOf(topics, name)];
  if (options.json === true) outside.out(`${JSON.stringify(name === undefined ? shown : shown[0], undefined, 2)}\n`);
  else outside.out(name === undefined ? overview(topics) : topicText(shown[0]!));
  return 0;
}

function topicOf(topics: readonly Topic[], name: string): Topic {
  const found = topics.find((t) => t.name === name.toLowerCase());
  if (found === undefined) throw new Complaint(`There is no topic "${name}"${didYouMean(name.toLowerCase(), topics.map((t) => t.name)) || ":"} there are ${topics.map((t) => t.name).join(", ")}.`, 2);
  return found;
}

function overview(topics: readonly Topic[]): string {
  const width = Math.max(...topics.map((t) => t.name.length));
  const rows = topics.map((t) => `  ${t.name.padEnd(width)}  ${scoreOf(t).padStart(12)}  ${t.title}\n`);
  const about = "How far the simulation can be trusted. The numbers are cases, measured on a real Linux kernel or taken from Kubernetes' own tests, that come out the same here, within a tolerance, in both CPU engines.";
  return `${lines(about, "", "")}\n${rows.join("")}\nWhat is modelled, simplified and absent: strata fidelity TOPIC\n`;
}

function scoreOf({ measured }: Topic): string {
  if (measured.length === 0) return "not measured";
  const sum = (count: (m: Measurement) => number): number => measured.reduce((total, each) => total + count(each), 0);
  return `${sum((m) => m.passed)} of ${sum((m) => m.total)}`;
}

function topicText({ title, modelled, simplified, absent, measured }: Topic): string {
  const parts = [["Modelled", modelled], ["Simplified", simplified], ["Absent", absent]] as const;
  const told = parts.map(([head, items]) => `\n${head}\n${items.map((item) => lines(item, "  - ", "    ")).join("")}`);
  const numbers = measured.length === 0 ? "  nothing: there is no measurement to compare with\n" : measured.map(measurementText).join("\n");
  return `${title}\n${told.join("")}\nMeasured\n${numbers}`;
}

function measurementText({ about, files, passed, total, largest, notCompared }: Measurement): string {
  const where = files > 1 ? ` (${files} files)` : "";
  const missed = largest.map((miss) => lines(`largest miss: ${missText(miss)}`, "    ", "      ")).join("");
  const left = notCompared.map(({ field, why }) => lines(`${field}: ${why}`, "    - ", "      "));
  return `${lines(`${passed} of ${total} cases: ${about}${where}`, "  ", "    ")}${missed}${left.length === 0 ? "" : `    not compared\n${left.join("")}`}`;
}

const missText = (m: LargestMiss): string => `${m.what} in "${m.case}", ${m.engine} engine: measured ${m.expected}, here ${m.came}`;

/** A text broken at blanks, within 80 columns. */
function lines(text: string, first: string, next: string): string {
  const made = [first];
  for (const word of text.split(" ")) {
    const last = made.at(-1)!;
    const begun = last !== (made.length === 1 ? first : next);
    if (begun && last.length + 1 + word.length > COLUMNS) made.push(next + word);
    else made[made.length - 1] = begun ? `${last} ${word}` : last + word;
  }
  return made.map((line) => `${line}\n`).join("");
}
