import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runVectorFile } from "../run.ts";

const folder = new URL("../vectors/kubernetes/", import.meta.url);

describe("the cluster decides as Kubernetes' own tests say", () => {
  for (const file of readdirSync(folder)) {
    const { what, ...vectors } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { what: string; cases: unknown[] };
    test(`${file}: ${what}`, async () => {
      const verdict = await runVectorFile(file.replace(/\.json$/, ""), vectors);
      expect(verdict).toEqual({ name: verdict.name, passed: vectors.cases.length, total: vectors.cases.length, misses: [] });
    });
  }
});
