import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { playFile, transcriptOf } from "../../src/cli/run.ts";
import { readPack } from "../../src/cli/pack.ts";
import { compileCourse } from "../../src/lesson/compile.ts";
import { readStory } from "../../src/lesson/story-file.ts";

const { lessons } = compileCourse(readPack(join(import.meta.dirname, "../../lessons")));
const scenarios = Object.assign({}, ...Object.values(lessons).map((l) => l.scenarios));
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".story"));

// A story file holds what it prints: `npx vitest run tests/stories -u` writes it anew, `git diff` shows what changed.
describe("stories print what they printed", () => {
  test.each(files)("%s", async (name) => {
    const path = join(import.meta.dirname, name);
    const text = readFileSync(path, "utf8");
    const read = readStory(basename(path), text, scenarios);
    if (!read.ok) throw new Error(read.problems[0]!.what);
    const front = /^---\n[\s\S]*?\n---\n/.exec(text)![0];
    await expect(front + transcriptOf(playFile(read.file))).toMatchFileSnapshot(path);
  });
});
