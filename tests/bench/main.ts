import { join } from "node:path";
import { build } from "../../src/build/build.ts";
import { benchKernel } from "./kernel.ts";
import { benchPlaying } from "./playing.ts";
import { benchStart } from "./start.ts";
import { hasScript } from "./terminal.ts";
import { benchWorld } from "./world.ts";

// Absolute times drift with the machine: ratios and counts are what to compare.
const root = join(import.meta.dirname, "../..");
const strata = join(root, "dist/strata.cjs");
const chosen = process.argv.slice(2);
const wants = (part: string): boolean => chosen.length === 0 || chosen.includes(part);

if (wants("kernel")) benchKernel();
if (wants("world")) benchWorld();
if (wants("start") || wants("playing")) {
  if (process.platform !== "linux" || !hasScript()) {
    console.log("\nStart, keys and CPU are measured in a pseudo-terminal, which needs Linux and the program script (package util-linux or bsdutils).");
  } else {
    await build(root, join(root, "dist"));
    if (wants("start")) await benchStart(process.execPath, strata);
    if (wants("playing")) await benchPlaying(process.execPath, strata);
  }
}
