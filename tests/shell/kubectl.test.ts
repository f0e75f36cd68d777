import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { playStory, transcript } from "../../src/lesson/play.ts";
import { storyLine, type StoryLine } from "../../src/lesson/story.ts";
import { theatre } from "../../src/lesson/theatre.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import type { Scenario } from "../../src/world/scenario.ts";

const folder = join(import.meta.dirname, "kubectl");

function scenarioOf(name: string): Scenario {
  const read = readScenario(readFileSync(join(folder, `${name}.yaml`), "utf8"), name, { file: `${name}.yaml`, before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return read.scenario;
}

/** The lines that somebody types or waits, without what they printed. */
const typed = (text: string): StoryLine[] => text.split("\n").filter((one) => /^[$~#!] /.test(one)).map((one) => storyLine(one) as StoryLine);

// A story file holds what it prints: `npx vitest run tests/shell/kubectl.test.ts -u` writes it anew, `git diff` shows what changed.
describe("stories of a cluster print what they printed", () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith(".story")))("%s", async (name) => {
    const path = join(folder, name);
    const scenario = scenarioOf("trio");
    const scene = { stage: theatre.open(scenario, 1), seat: theatre.seat(scenario), interpret: theatre.interpret };
    const { played } = playStory(typed(readFileSync(path, "utf8")), scene);
    await expect(transcript(played)).toMatchFileSnapshot(path);
  });
});
