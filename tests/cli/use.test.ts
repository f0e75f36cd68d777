import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { openProgress } from "../../src/progress/open.ts";
import { desk, root } from "./terminal.ts";

const { folder, strata, strataAt } = desk();
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("the command line", () => {
  test("says its version", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(await strata("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  test.each(["learn", "sandbox", "list", "progress", "glossary", "fidelity", "check", "run"])("%s --help shows what it is for, with examples", async (command) => {
    const { code, out } = await strata(command, "--help");
    expect([code, out.startsWith(`Usage: strata ${command}`), out.includes(`Examples:\n  $ strata ${command}`)]).toEqual([0, true, true]);
  });

  test("--help shows every command", async () => {
    const { out } = await strata("--help");
    expect([...out.matchAll(/^ {2}(\w+) .*? {2,}\S/gm)].map((m) => m[1])).toEqual(["learn", "sandbox", "list", "progress", "glossary", "fidelity", "check", "run", "help"]);
  });

  test.each([
    [["lits"], "strata: unknown command 'lits'\n(Did you mean list?)\n"],
    [["2.6"], "strata: unknown command '2.6'\n(Did you mean strata learn 2.6?)\n"],
    [["list", "--jsn"], "strata: unknown option '--jsn'\n(Did you mean --json?)\n"],
    [["run"], "strata: missing required argument 'file'\n"],
    [["list", "extra"], "strata: too many arguments for 'list'. Expected 0 arguments but got 1: extra.\n"],
    [["learn", "2.99"], "Chapter 2 has no step 2.99: its steps run from 2.1 to 2.14, strata list shows them.\n"],
    [["learn", "E2.9"], 'There is no chapter, step or file "E2.9", did you mean "E2.1"? strata list shows what there is.\n'],
    [["learn", "nonsense"], 'There is no chapter, step or file "nonsense": strata list shows what there is.\n'],
    [["learn", "2.6", "--seed", "-3"], 'A seed is a whole number from 0 up, "-3" is not: --seed 7\n'],
    [["progress", "--reset"], "This forgets every step, answer and note: add --yes if you mean it.\n"],
  ])("strata %j is answered with the right use, exit code 2", async (args, err) => {
    expect(await strata(...args)).toEqual({ code: 2, out: "", err });
  });
});

test("a scenario that is not there is answered with the nearest, and with all there are", async () => {
  const { code, err } = await strata("sandbox", "atlas-kmv");
  expect([code, err]).toEqual([2, expect.stringMatching(/^There is no scenario "atlas-kmv", did you mean "atlas-kvm"\? there are atlas, atlas-kvm.*, or give a YAML file\.\n$/)]);
});

describe("without a terminal", () => {
  test.each([
    [{ input: true, output: false }, {}, "Strata is played full-screen, and its output is not a terminal: strata list, strata run FILE and strata check work without one.\n"],
    [{ input: false, output: true }, {}, "Strata is played by keyboard, and its input is not a terminal: strata list, strata run FILE and strata check work without one.\n"],
    [{ input: true, output: true }, { TERM: "dumb" }, "Strata is played full-screen, and TERM=dumb says that this terminal cannot move its cursor: strata list, strata run FILE and strata check work without one.\n"],
  ])("%j %j", async (terminal, env, err) => {
    expect(await strataAt(terminal, env, "learn", "1.1")).toEqual({ code: 1, out: "", err });
  });
});

describe("strata list", () => {
  test("shows chapters and steps with the IDs that learn takes", async () => {
    const { code, out } = await strata("list");
    const lines = out.split("\n");
    expect([code, lines[0], lines.find((l) => l.includes("(E2.1)"))?.trim().split(/ +/).slice(0, 2), lines.at(-2)]).toEqual([0, "1  One machine, many tenants, 20 min", ["2.6", "exercise"], "Open one with: strata learn ID"]);
  });

  test("--json is for programs", async () => {
    const { chapters } = JSON.parse((await strata("list", "--json")).out);
    const folders = readdirSync(join(root, "lessons"), { withFileTypes: true }).filter((f) => f.isDirectory()).map((f) => f.name).sort();
    const written = folders.map((folder) => parse(readFileSync(join(root, "lessons", folder, "chapter.yaml"), "utf8")));
    expect(chapters.map((c: { id: number; title: string }) => [c.id, c.title])).toEqual(written.map((c) => [c.id, c.title]));
  });
});

describe("strata glossary", () => {
  test("says what a term means", async () => {
    expect((await strata("glossary", "balloon")).out).toMatch(/^Balloon: .{40,}\.\n$/);
    expect((await strata("glossary", "steal", "time")).out).toMatch(/^Steal time: /);
  });

  test("lists all terms, and guesses at a wrong one", async () => {
    const terms = (await strata("glossary")).out.trim().split("\n");
    expect(terms.length).toBeGreaterThan(10);
    expect(await strata("glossary", "hypervisr")).toEqual({ code: 1, out: "", err: '"hypervisr" is not in the glossary, did you mean "Hypervisor"? strata glossary lists its terms.\n' });
  });
});

describe("strata progress", () => {
  test("begins with nothing", async () => {
    expect((await strata("progress")).out).toMatch(/One machine, many tenants +0 of 12 steps\n/);
    expect((await strata("progress")).out).toContain("Nothing done yet: strata begins.\n");
  });

  test("tells what was done and written, and forgets it when told twice", async () => {
    const store = await openProgress(join(folder, "home"));
    store.keep("", { place: { step: "1.3", session: "{}" }, steps: [{ step: "1.1", seen: true, done: true, attempts: 0, hints: 0, told: false }], reflections: [{ step: "1.12", text: "that nobody was at fault" }] });
    store.close();
    const { out } = await strata("progress");
    expect(out).toMatch(/1 {2}One machine, many tenants +1 of 12 steps\n/);
    expect(out).toContain("Your notes:\n  1.12    that nobody was at fault\n\nYou are at step 1.3: strata goes on there.\n");
    expect(JSON.parse((await strata("progress", "--json")).out)).toMatchObject({ at: "1.3", steps: [{ step: "1.1", done: true }], answers: [] });
    expect(await strata("progress", "--reset", "--yes")).toEqual({ code: 0, out: "All progress is forgotten.\n", err: "" });
    expect(JSON.parse((await strata("progress", "--json")).out)).toEqual({ at: null, steps: [], answers: [], reflections: [], lines: [] });
  });
});

describe("files that cannot be used are told in one sentence", () => {
  const lesson = (rest: string): string => `---\ntitle: T\nlens: hypervisor\n---\n# One step\n${rest}\n`;
  mkdirSync(join(folder, "empty"));

  test.each([
    [["run", "none.story"], "none.story cannot be read: there is no such file or folder.\n"],
    [["run", folder], `${folder} cannot be read: it is a folder.\n`],
    [["run", file("bare.story", "$ top\n")], `${folder}/bare.story:1: a story begins with front matter: a line ---, then scenario: …, then a line ---\n`],
    [["run", file("wrong.story", "---\nscenario: atlass\n---\n$ top\n")], `${folder}/wrong.story:2: there is no scenario "atlass", did you mean "atlas"?\n`],
    [["run", file("wait.story", "---\nscenario: atlas\n---\n~ soon\n")], `${folder}/wait.story:4: "soon" is not a duration: write ~ 10s or ~ 250ms\n`],
    [["run", file("escape.story", "---\nscenario: atlas\n---\n$ echo \u001b[2J\n")], `${folder}/escape.story:4: control character U+001B in column 8, remove it\n`],
    [["run", file("long.story", `---\nscenario: atlas\n---\n${"# x\n".repeat(400_000)}`)], `${folder}/long.story cannot be read: it is 2 MiB long, and 1 MiB is the most.\n`],
    [["check", join(folder, "empty")], `${folder}/empty holds no lesson: a pack is a folder with markdown files, see "Write a lesson" in README.md.\n`],
    [["check", file("x.txt", "")], `${folder}/x.txt is no lesson: lessons are markdown files, their names end in .md.\n`],
    [["sandbox", file("empty.yaml", "")], /^.*empty\.yaml:1: title is missing, it has to be text\n/],
  ])("strata %j", async (args, err) => {
    const said = await strata(...args);
    expect([said.code, said.out, said.err]).toEqual([1, "", typeof err === "string" ? err : expect.stringMatching(err)]);
  });

  test("a pack with escape codes is not opened", async () => {
    const pack = file("escape.md", lesson("Hello \u001b]0;owned\u0007"));
    const { code, out } = await strata("check", pack);
    expect([code, out.split("\n")[0]]).toEqual([1, `${pack}:6: control character U+001B in column 7, remove it`]);
    const opened = await strataAt({ input: true, output: true }, {}, "learn", pack);
    expect([opened.code, opened.err]).toEqual([1, `${pack} has a mistake in it, strata check ${pack} lists them. The first: ${pack}:6: control character U+001B in column 7, remove it\n`]);
  });

  test("strata check names file and line, also as JSON", async () => {
    const pack = file("wrong.md", lesson("```yaml quizz\n```"));
    const { code, out } = await strata("check", pack, "--json");
    const { ok, problems } = JSON.parse(out);
    expect([code, ok, problems.map((p: { file: string; line: number }) => `${p.file}:${p.line}`)]).toEqual([1, false, [`${pack}:6`]]);
  });
});

describe("a chapter inside a pack", () => {
  const pack = join(folder, "pack");
  const chapter = (slug: string, lesson: string): void => {
    mkdirSync(join(pack, slug), { recursive: true });
    writeFileSync(join(pack, slug, "chapter.yaml"), `id: ${Number.parseInt(slug, 10)}\ntitle: ${slug}\nminutes: 5\nabout: It.\n`);
    writeFileSync(join(pack, slug, "lesson.md"), `---\ntitle: T\n---\n${lesson}`);
  };
  const question = (code: string, see: string): string => `# Asked\n\`\`\`yaml quiz\nquestions:\n  - { code: ${code}, ask: Why so?, see: ["${see}"], choices: [{ text: this, right: true, say: so }, { text: that, say: no }] }\n\`\`\`\n`;
  chapter("01-first", `${question("Q1", "1.1")}`);
  chapter("02-second", `# Again\n\`\`\`yaml quiz\nwarmup: [1]\n\`\`\`\n${question("Q2", "1.1")}`);
  chapter("03-third", question("Q3", "1.7"));
  writeFileSync(join(pack, "course.yaml"), "title: A pack\n");

  test("is checked by itself, with what it has from the others", async () => {
    expect(await strata("check", `${join(pack, "02-second")}/`)).toEqual({ code: 0, out: "1 lesson, 2 steps, 0 solutions, 0 mistakes, 0 predictions: all as they claim\n", err: "" });
    expect((await strata("check", join(pack, "03-third"))).out).toMatch(/^.*03-third\/lesson\.md:4: step 3\.1 names step 1\.7, and there is none in this course, did you mean "1\.1"\?\n1 lesson.*: 1 problem\n$/);
  });
});
