import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPack } from "../cli/pack.ts";
import { compileCourse, NOTHING, sharedOf } from "../lesson/compile.ts";
import { problemText } from "../world/problem.ts";
import { joinLedger } from "./ledger.ts";

/** Compiles the lessons of a folder to JSON: an index for the start, a file per chapter for when it is opened. */
export function writeCourse(from: string, to: string): void {
  const files = readPack(from);
  const { index, lessons, problems } = compileCourse(files);
  const errors = problems.filter((p) => p.warning !== true);
  if (errors.length > 0) throw new Error(errors.map(problemText).join("\n"));
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, "index.json"), JSON.stringify(index));
  writeFileSync(join(to, "shared.json"), JSON.stringify(sharedOf(files, NOTHING, [])));
  writeFileSync(join(to, "fidelity.json"), JSON.stringify(joinLedger(readFileSync(join(from, "fidelity.yaml"), "utf8"), JSON.parse(readFileSync(join(from, "fidelity.json"), "utf8")))));
  for (const [slug, lesson] of Object.entries(lessons)) writeFileSync(join(to, `${slug}.json`), JSON.stringify(lesson));
}
