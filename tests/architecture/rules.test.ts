import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bare, broken, specifiers } from "./rules.ts";

const said = (path: string, text: string): string[] => broken({ path, text });

describe("the checker notices", () => {
  test.each([
    ["src/world/a.ts", 'import { x } from "../shell/verb.ts";', "imports from shell: world may look at kernel"],
    ["src/world/a.ts", 'import type { Line } from "../display/line.ts";', "imports from display: world may look at kernel"],
    ["src/kernel/a.ts", 'export * from "../world/state.ts";', "imports from world: kernel may look at nothing"],
    ["src/world/machine/a.ts", 'import { x } from "../../lesson/judge.ts";', "imports from lesson: world may look at kernel"],
    ["src/session/a.ts", 'const later = () => import("../tui/app.tsx");', "imports from tui: session may look at display, lesson, lenses, shell, world, kernel"],
    ["src/lesson/a.ts", 'let x: import("../session/session.ts").Session;', "imports from session: lesson may look at display, shell, world, kernel"],
    ["src/shell/a.ts", 'import { readFileSync } from "node:fs";', "imports node:fs: only cli, progress, build and tui meet the operating system"],
    ["src/shell/a.ts", 'import x from "../../tests/x.ts";', "imports tests/x.ts, which is not in src"],
    ["src/lenses/a.ts", "const now = Date.now();", "uses Date: time, chance and the outside come in by the hand"],
    ["src/lenses/a.ts", "const now = new Date();", "uses Date: time, chance and the outside come in by the hand"],
    ["src/kernel/a.ts", "return `${Math.random()}`;", "uses Math.random: time, chance and the outside come in by the hand"],
    ["src/kernel/a.ts", 'const r = Math["random"]();', "uses Math.random: time, chance and the outside come in by the hand"],
    ["src/display/a.ts", "const d = globalThis.Date;", "uses globalThis: time, chance and the outside come in by the hand"],
    ["src/cellar/a.ts", "", "is in src/cellar, a folder that the rules do not know"],
    ["src/world/utils/a.ts", "", "is called utils, which says nothing: name it after what it is about"],
    ["src/world/helpers.ts", "", "is called helpers, which says nothing: name it after what it is about"],
    ["src/kernel/a.ts", "// see ../shared/architecture.md", "refers to a place outside of the repository"],
  ])("%s: %s", (path, text, what) => expect(said(path, text)).toEqual([`${path} ${what}`]));
});

test("the type check of the pure folders knows nothing of Node", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-pure-"));
  const uses = ["process.exit", "console.log", "setTimeout", "setInterval", "performance.now", "fetch", "Buffer.from", "queueMicrotask"];
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "pure.ts"), `import "node:fs";\n${uses.join(";\n")};\nMath.max(1);\n`);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(import.meta.dirname, "tsconfig.json"), include: ["pure.ts"] }));
  const lines = typeErrors(folder).map((error) => Number(/\((\d+),/.exec(error)?.[1]));
  rmSync(folder, { recursive: true });
  expect(lines).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

function typeErrors(folder: string): string[] {
  try {
    execFileSync(join(import.meta.dirname, "../../node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
    return [];
  } catch (error) {
    return String((error as { stdout: string }).stdout).split("\n").filter((l) => l.includes("error TS"));
  }
}

describe("the checker leaves alone", () => {
  test.each([
    ["src/world/a.ts", 'import { nearest } from "../kernel/nearest.ts";\nimport { x } from "./b.ts";'],
    ["src/world/a.ts", "// Date.now() would be wrong here\nconst says = 'process.exit()';"],
    ["src/world/a.ts", "/* setTimeout(x) */ const updated = rows.process + seen.Date;"],
    ["src/world/a.ts", "const row: { process: Process; console: string } = at({ process: 1 });"],
    ["src/shell/a.ts", "const rule = /\"|'|Date/; const s = `it's \"fine\" ${x}`;"],
    ["src/progress/a.ts", 'import { readFileSync } from "node:fs";\nconst now = new Date();'],
    ["src/shell/programs/kill.ts", 'import type { Seat } from "../verb.ts";'],
  ])("%s: %s", (path, text) => expect(said(path, text)).toEqual([]));
});

test("imports are found in every form", () => {
  const text = 'import a from "./a.ts";\nimport {\n  b,\n} from "./b.ts";\nexport * from "./c.ts";\nawait import("./d.ts");\nlet e: import("./e.ts").E;\nimport "./f.ts"; // from "./g.ts"';
  expect(specifiers(text)).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
});

test("code is told from comments, strings and patterns", () => {
  expect(bare('a("Date") // Date\nb(`x ${Date} y`) /* Date */ c.replace(/"Date/g, d)')).toBe('a("")  \nb((Date))   c.replace( 0 , d)');
});
