import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { broken } from "./rules.ts";

const root = join(import.meta.dirname, "../..");

/** Files that are or will be in the repository. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

test("every folder looks only where it may, the pure ones touch neither clock nor chance nor I/O, names say something", () => {
  const written = files.filter((path) => /\.(tsx?|cjs|md|ya?ml|json)$/.test(path) && !path.startsWith("tests/architecture/"));
  const said = written.flatMap((path) => broken({ path, text: readFileSync(join(root, path), "utf8") }));
  expect(written.length).toBeGreaterThan(100);
  expect(said).toEqual([]);
});

test("the top of the repository holds what a newcomer looks for and settings that hide", () => {
  const top = [...new Set(files.map((path) => path.split("/")[0]!))].filter((name) => !name.startsWith("."));
  expect(top.sort()).toEqual(["LICENSE", "README.md", "lessons", "package-lock.json", "package.json", "src", "tests", "tsconfig.json"]);
});
