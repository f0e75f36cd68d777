import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runVectorFile } from "./run.ts";

const folder = join(import.meta.dirname, "vectors/kernel");

/**
 * How much of a file must hold, in both engines at once, where it is not 95%. What is missed: `nr_periods` and
 * `nr_throttled` of periods of 10 ms, a few off; the fluid engine serves sleepers at their fair rate, the kernel a slice
 * early; and where waking threads wait on their last CPU while another is free.
 */
const LESS: Record<string, number> = { "01b-cpu-quota-onoff": 0.88, "02b-cpu-shares-mixed": 0.8, "03a-vm-multiplexing": 0.75 };

const files = readdirSync(folder).filter((file) => /^0/.test(file)).map((file) => file.replace(".json", ""));

test.each(files)("%s: what was measured on a real kernel comes out here", async (name) => {
  const verdict = await runVectorFile(name, JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  const enough = verdict.passed >= (LESS[name] ?? 0.95) * verdict.total;
  expect({ enough, misses: enough ? [] : verdict.misses }).toEqual({ enough: true, misses: [] });
}, 60_000);
