import { join } from "node:path";
import { build } from "../../src/build/build.ts";

// Absolute times drift with the machine: ratios and counts are what to compare.
const root = join(import.meta.dirname, "../..");
const strata = join(root, "dist/strata.cjs");
const chosen = process.argv.slice(2);
/** Nodes and pods on each: what takes less than a minute. Asked for by name, it is 5,000 nodes. */
const QUICK_CLUSTER = [500, 30];
const wants = (part: string): boolean => chosen.length === 0 || chosen.includes(part);

if (wants("kernel")) (await import("./kernel.ts")).benchKernel();
if (wants("world")) (await import("./world.ts")).benchWorld();
if (wants("cluster")) (await import("./cluster.ts")).benchCluster(...(chosen.length === 0 ? QUICK_CLUSTER : chosen.slice(1).map(Number)));
if (wants("start") || wants("playing")) {
  const { hasScript } = await import("./terminal.ts");
  if (process.platform !== "linux" || !hasScript()) {
    console.log("\nStart, keys and CPU are measured in a pseudo-terminal, which needs Linux and the program script (package util-linux or bsdutils).");
  } else {
    await build(root, join(root, "dist"));
    if (wants("start")) await (await import("./start.ts")).benchStart(process.execPath, strata);
    if (wants("playing")) await (await import("./playing.ts")).benchPlaying(process.execPath, strata);
  }
}
