import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kubernetes, type Adapter } from "./adapters.ts";
import { matches } from "./matches.ts";

interface Vectors {
  readonly what: string;
  readonly cases: readonly { readonly name: string; readonly in: never; readonly out: unknown }[];
}

const folder = new URL("../vectors/kubernetes/", import.meta.url);
const files = readdirSync(folder).filter(file => file.endsWith(".json"));

const misses = (cases: Vectors["cases"], adapter: Adapter): unknown[] =>
  cases.map(({ name, in: input, out }) => ({ name, expected: out, got: adapter(input) })).filter(({ expected, got }) => !matches(expected, got));

describe("the cluster decides as Kubernetes' own tests say", () => {
  test("every adapter has its vectors and every vector file its adapter", () => {
    expect(files.map(file => file.replace(/\.json$/, "")).toSorted()).toEqual(Object.keys(kubernetes).toSorted());
  });

  for (const file of files) {
    const { what, cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Vectors;
    test(`${file}: ${what}`, () => {
      expect(misses(cases, kubernetes[file.replace(/\.json$/, "")]!)).toEqual([]);
    });
  }
});
