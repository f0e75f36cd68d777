/**
 * `node tests/conformance/main.ts [DIR…]`: runs every vector file found there; without DIR, the project's own.
 * `--ledger` writes what the project's own came to where `strata fidelity` takes it from.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findingsFile, findingsText, runAll } from "./ledger.ts";
import { runVectorFile, type Verdict } from "./run.ts";

const places = process.argv.slice(2).filter((word) => word !== "--ledger");
const ledger = process.argv.includes("--ledger");
for (const file of places.flatMap(vectorFiles)) {
  const name = basename(file, ".json");
  try {
    print(await runVectorFile(name, JSON.parse(readFileSync(file, "utf8"))));
  } catch (error) {
    process.exitCode = 1;
    console.log(`${name}: not run: ${(error as Error).message.split("\n")[0]}`);
  }
}
if (places.length === 0 || ledger) {
  const outcomes = await runAll();
  if (places.length === 0) for (const { verdict } of outcomes) print(verdict);
  if (ledger) writeFileSync(findingsFile, findingsText(outcomes));
}

function vectorFiles(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => join(place, file));
}

function print({ name, passed, total, misses }: Verdict): void {
  console.log(`${name}: ${passed}/${total}`);
  for (const miss of misses) {
    console.log(`  ${miss.case} [${miss.engine}] ${miss.what}: expected ${miss.expected}, came ${miss.came}`);
  }
}
