import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProgress } from "../../src/progress/open.ts";
import { migrate } from "../../src/progress/schema.ts";
import type { Store } from "../../src/progress/store.ts";

let folder: string;
const open: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-progress-"));
});
afterEach(() => {
  for (const store of open.splice(0)) store.close();
  rmSync(folder, { recursive: true });
});

async function opened(): Promise<Store> {
  const store = await openProgress(folder);
  open.push(store);
  return store;
}

const file = (): string => join(folder, "progress.db");
const monday = "2026-11-23T09:00:00.000Z";
const step = (id: string, rest = {}) => ({ step: id, seen: true, done: false, attempts: 0, hints: 0, told: false, ...rest });

describe("what a learner has done", () => {
  test("is there the next time", async () => {
    const before = await openProgress(folder);
    before.keep(
      "",
      {
        place: { step: "1.6", session: '{"log":[]}' },
        steps: [step("1.4", { done: true }), step("1.6", { attempts: 2, hints: 1 })],
        answers: [
          { step: "1.4", question: "", choice: "0.47", reason: "34 share 8" },
          { step: "1.11", question: "Q1.1", choice: "batch had higher priority", right: false },
        ],
        reflections: [{ step: "1.12", text: "that the biggest dies" }],
        lines: ["top", "renice -n 19 -p 812"],
      },
      monday,
    );
    before.close();
    expect((await opened()).kept("")).toEqual({
      place: { step: "1.6", session: '{"log":[]}' },
      steps: [step("1.4", { done: true }), step("1.6", { attempts: 2, hints: 1 })],
      answers: [
        { step: "1.4", question: "", choice: "0.47", reason: "34 share 8", at: monday },
        { step: "1.11", question: "Q1.1", choice: "batch had higher priority", right: false, at: monday },
      ],
      reflections: [{ step: "1.12", text: "that the biggest dies", at: monday }],
      lines: ["top", "renice -n 19 -p 812"],
    });
  });

  test("is never undone by another terminal that knows less", async () => {
    const [one, two] = [await opened(), await opened()];
    one.keep("", { steps: [step("2.6", { done: true, hints: 3, attempts: 1 })] });
    two.keep("", { steps: [step("2.6", { attempts: 4 })], reflections: [{ step: "2.14", text: "first" }] });
    one.keep("", { reflections: [{ step: "2.14", text: "second thoughts" }] });
    expect(two.kept("").steps).toEqual([step("2.6", { done: true, hints: 3, attempts: 4 })]);
    expect(two.kept("").reflections.map((r) => r.text)).toEqual(["second thoughts"]);
  });

  test("belongs to its course, and forgetting one course leaves the other", async () => {
    const store = await opened();
    store.keep("", { steps: [step("1.1")] });
    store.keep("/home/ada/pack", { steps: [step("1.2")], lines: ["top"] });
    store.forget("");
    expect([store.kept("").steps, store.kept("/home/ada/pack").steps.map((s) => s.step)]).toEqual([[], ["1.2"]]);
  });

  test("survives a kill in the middle of keeping it: the last whole step is there", async () => {
    const program = `
      import { openProgress } from ${JSON.stringify(join(import.meta.dirname, "../../src/progress/open.ts"))};
      const store = await openProgress(${JSON.stringify(folder)});
      store.keep("", { place: { step: "1.5", session: "whole" } });
      store.db.exec("BEGIN IMMEDIATE; UPDATE place SET session = 'half'");
      process.kill(process.pid, "SIGKILL");`;
    expect(() => execFileSync(process.execPath, ["--input-type=module", "-e", program], { stdio: "pipe" })).toThrow();
    const store = await opened();
    expect([store.kept("").place, store.notice]).toEqual([{ step: "1.5", session: "whole" }, undefined]);
  });

  test("of typed lines the newest five hundred are enough", async () => {
    const store = await opened();
    store.keep("", { lines: Array.from({ length: 700 }, (_, i) => `line ${i}`) });
    const { lines } = store.kept("");
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([500, "line 200", "line 699"]);
  });
});

describe("when something is wrong with the file", () => {
  test("a damaged one is moved aside, and a fresh one takes its place", async () => {
    writeFileSync(file(), "this was never a database, and it is long enough to be taken for one".repeat(100));
    const store = await opened();
    expect(store.notice).toBe(`The saved progress was damaged. It is now in ${file()}.damaged-1, and you start afresh.`);
    store.keep("", { steps: [step("1.1")] });
    expect(store.kept("").steps).toEqual([step("1.1")]);
    expect(readFileSync(`${file()}.damaged-1`, "utf8")).toContain("never a database");
  });

  test("one with a page torn out is noticed too", async () => {
    const store = await openProgress(folder);
    store.keep("", { lines: Array.from({ length: 400 }, (_, i) => `line ${i}`) });
    store.close();
    const bytes = readFileSync(file());
    writeFileSync(file(), bytes.fill(0xff, 4096, 5 * 4096));
    expect((await opened()).notice).toContain("was damaged");
    expect(readdirSync(folder).filter((name) => name.includes("damaged-1")).length).toBeGreaterThan(0);
  });

  test("one of a newer Strata is not touched", async () => {
    const newer = new DatabaseSync(file());
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    const store = await opened();
    expect(store.notice).toBe(`Progress is not being saved: ${file()} was written by a newer Strata, which can go on with it.`);
    store.keep("", { steps: [step("1.1")] });
    expect(store.kept("").steps).toEqual([step("1.1")]);
    expect(Number(new DatabaseSync(file()).prepare("PRAGMA user_version").get()!.user_version)).toBe(99);
  });

  test.runIf(process.platform === "linux")("a parent that lets nothing be made in it is told at once", async () => {
    const store = await openProgress("/proc/nowhere/strata");
    open.push(store);
    expect(store.notice).toMatch(/^Progress is not being saved: .*set STRATA_HOME to a folder that you may write to\.$/);
  });

  test("folders that are missing are made", async () => {
    const store = await openProgress(join(folder, "a", "b", "strata"));
    open.push(store);
    expect([store.notice, readdirSync(join(folder, "a", "b", "strata"))[0]]).toEqual([undefined, "progress.db"]);
  });

  test("where no folder can be made, playing goes on and says that nothing is kept", async () => {
    writeFileSync(join(folder, "in-the-way"), "");
    const store = await openProgress(join(folder, "in-the-way", "strata"));
    open.push(store);
    store.keep("", { place: { step: "1.2", session: "{}" } });
    expect(store.notice).toMatch(/^Progress is not being saved: .*set STRATA_HOME to a folder that you may write to\.$/);
    expect(store.kept("").place?.step).toBe("1.2");
  });

  test("a folder where the file should be is told, not removed", async () => {
    mkdirSync(file());
    expect((await opened()).notice).toMatch(/^Progress is not being saved: .*cannot be opened/);
    expect(readdirSync(folder)).toEqual(["progress.db"]);
  });

  test("a full disk is told, loses nothing kept before, and the rest is written when there is room again", async () => {
    const store = await opened();
    store.keep("", { place: { step: "1.1", session: "small" } });
    const inside = (store as unknown as { db: DatabaseSync }).db;
    inside.exec("PRAGMA max_page_count = 12");
    store.keep("", { place: { step: "1.2", session: "x".repeat(1_000_000) }, steps: [step("1.2", { done: true })] });
    expect(store.notice).toBe("Your last step could not be saved: database or disk is full. You can go on; it is tried again with the next one.");
    expect([store.kept("").place, store.kept("").steps]).toEqual([{ step: "1.1", session: "small" }, []]);
    inside.exec("PRAGMA max_page_count = 10000");
    store.keep("", { place: { step: "1.3", session: "fits again" } });
    expect([store.kept("").place?.step, store.kept("").steps.map((s) => s.step), store.notice]).toEqual(["1.3", ["1.2"], undefined]);
  });
});

test("an older file is taken further step by step, and a failed step leaves it as it was", () => {
  const db = new DatabaseSync(":memory:");
  const first = "CREATE TABLE a (x)";
  migrate(db, [first]);
  db.exec("INSERT INTO a VALUES (1)");
  expect(() => migrate(db, [first, "ALTER TABLE a ADD COLUMN y; SELECT nonsense"])).toThrow("no such column");
  migrate(db, [first, "ALTER TABLE a ADD COLUMN z DEFAULT 7", "UPDATE a SET z = z + x"]);
  expect(db.prepare("SELECT * FROM a").all()).toEqual([{ x: 1, z: 8 }]);
  expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: 3 });
  db.close();
});
