/**
 * `node tests/conformance/main.ts [DIR…]`: runs every vector file found there; without DIR, the project's own.
 * `--ledger` writes what the project's own came to where `strata fidelity` takes it from.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findings, findingsFile, findingsText } from "./ledger.ts";
import { runVectorFile, type Verdict } from "./run.ts";

const places = process.argv.slice(2).filter((word) => word !== "--ledger");
let unread = false;
for (const file of (places.length > 0 ? places : [join(import.meta.dirname, "vectors")]).flatMap(vectorFiles)) {
  const name = basename(file, ".json");
  try {
    print(await runVectorFile(name, JSON.parse(readFileSync(file, "utf8"))));
  } catch (error) {
    unread = true;
    console.log(`${name}: not run: ${(error as Error).message.split("\n")[0]}`);
  }
}
if (process.argv.includes("--ledger")) writeFileSync(findingsFile, findingsText(await findings()));
process.exitCode = unread ? 1 : 0;

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
