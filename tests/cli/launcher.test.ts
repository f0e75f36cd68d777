import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../src/build/build.ts";
import { root } from "./terminal.ts";

/** What a launcher does under a Node of that version: what it says and loads, and how it ends. */
function launched(file: string, version: string): string[] {
  const did: string[] = [];
  const code = readFileSync(join(root, "src/build", file), "utf8").replace(/^#!.*/, "");
  const process = { versions: { node: version }, exit: (status: number) => { throw new Error(`exit ${status}`); } };
  const require = (name: string): unknown => (name.startsWith(".") ? did.push(`loads ${name}`) : { existsSync: () => false, join: (...parts: string[]) => parts.join("/"), spawnSync: () => ({ status: 0 }) });
  try {
    new Function("process", "console", "require", "__dirname", code)(process, { error: (text: string) => did.push(text) }, require, "/strata/src/build");
  } catch (end) {
    did.push((end as Error).message);
  }
  return did;
}

describe("on an old Node", () => {
  test.each(["4.9.1", "20.20.2", "22.11.0"])("%s: one sentence, exit code 1", (version) => {
    expect(launched("launcher.cjs", version)).toEqual([`Strata needs Node.js 22.12 or newer and this is ${version}: get a newer one from https://nodejs.org.`, "exit 1"]);
  });

  test("npm start says what brings a newer one along", () => {
    expect(launched("start.cjs", "20.20.2")).toEqual(["This is Node.js 20.20.2 and Strata runs on 22.12 or newer: npm ci brings one along (with install scripts allowed), then run npm start.", "exit 1"]);
  });

  test("the launchers can be read at all", () => {
    for (const file of ["launcher.cjs", "start.cjs"]) expect(() => transformSync(readFileSync(join(root, "src/build", file), "utf8"), { target: "es5", supported: {} })).not.toThrow();
    expect(() => transformSync("const a = () => `b`; class C { static #d = 1 }", { target: "es5" })).toThrow();
  });
});

test.each(["22.12.0", "24.1.0", "26.0.0"])("on Node %s it opens", (version) => {
  expect([launched("launcher.cjs", version), launched("start.cjs", version)]).toEqual([["loads ./open.cjs"], ["loads ../../dist/strata.cjs"]]);
});

describe("the bundle", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-bundle-"));
  beforeAll(() => build(root, folder));
  afterAll(() => rmSync(folder, { recursive: true }));

  const strata = (command: string): { status: number | null; stdout: string; stderr: string } =>
    spawnSync("sh", ["-c", command.replaceAll("strata", `'${process.execPath}' '${join(folder, "strata.cjs")}'`)], { encoding: "utf8", env: { ...process.env, STRATA_HOME: join(folder, "home") } });

  test("lists the course", () => {
    expect(strata("strata list").stdout).toMatch(/^1 {2}One machine, many tenants, 20 min\n/);
  });

  test("keeps quiet when its reader has seen enough", () => {
    expect(strata("strata list --json | head -1")).toMatchObject({ status: 0, stdout: "{\n", stderr: "" });
  });

  test("answers wrong use with exit code 2", () => {
    expect(strata("strata lst")).toMatchObject({ status: 2, stderr: "strata: unknown command 'lst'\n(Did you mean list?)\n" });
  });

  test("without a terminal says what to do instead", () => {
    expect(strata("strata < /dev/null | cat; strata < /dev/null > /dev/null").stderr.trim().split("\n")).toEqual([
      "Strata is played full-screen, and its output is not a terminal: strata list, strata run FILE and strata check work without one.",
      "Strata is played full-screen, and its output is not a terminal: strata list, strata run FILE and strata check work without one.",
    ]);
  });
});
