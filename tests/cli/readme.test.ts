import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { bindings } from "../../src/session/keymap.ts";
import { desk, root } from "./terminal.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const { folder, strata } = desk();
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  mkdirSync(join(folder, "pack"), { recursive: true });
  writeFileSync(join(folder, "pack", name), text);
  return join(folder, "pack", name);
};

describe("README.md", () => {
  test("shows a lesson that is right as it stands", async () => {
    const lesson = file("loops.md", /^````md\n([\s\S]*?)^````$/m.exec(readme)![1]!);
    expect(await strata("check", lesson)).toEqual({ code: 0, out: "1 lesson, 2 steps, 1 solution, 1 mistake, 1 prediction: all as they claim\n", err: "" });
  });

  test("shows a story that plays", async () => {
    const { code, out } = await strata("run", file("readme.story", /^```\n(---\nscenario[\s\S]*?)^```$/m.exec(readme)![1]!));
    expect([code, out.split("\n").slice(0, 4)]).toEqual([0, ["# thirty-two workers arrive", "! start batch", "~ 5s", "$ top -b -n 1 | head -12"]]);
    expect(out).toMatch(/^top - .*\n(.*\n){11}$/m);
  });

  test("names only commands that exist", async () => {
    const named = new Set([...readme.matchAll(/`strata ([a-z]+)/g)].map((m) => m[1]!));
    for (const command of named) expect((await strata(command, "--help")).out).toContain(`Usage: strata ${command}`);
  });

  test("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map((m) => m[1]!).filter((name) => !["ci", "registry", "will"].includes(name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names keys that do something", () => {
    const known = new Set(bindings.flatMap((b) => [...b.keys, b.label]).map((key) => key.toLowerCase()));
    const table = /## Keys([\s\S]*?)## Commands/.exec(readme)![1]!;
    const named = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map((m) => m[1]!.toLowerCase()));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });
});
