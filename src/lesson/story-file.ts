import { z } from "zod";
import { didYouMean } from "../kernel/nearest.ts";
import type { Problem } from "../world/problem.ts";
import { scenarioReading } from "../world/scenario-file.ts";
import type { Scenario } from "../world/scenario.ts";
import { readYaml } from "../world/yaml-source.ts";
import { unreadable } from "./lesson-file.ts";
import { type StoryLine, storyLine } from "./story.ts";

/** A story to run: the demo, the golden test and the bug report. */
export interface StoryFile {
  readonly title: string;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly story: readonly StoryLine[];
}

export type StoryReading = { readonly ok: true; readonly file: StoryFile } | { readonly ok: false; readonly problems: readonly Problem[] };

const front = z.strictObject({
  title: z.string().default(""),
  scenario: z.union([z.string(), z.record(z.string(), z.unknown())]),
  seed: z.int().min(0).default(1),
});

/**
 * Reads a story: front matter, then lines marked `$`, `~`, `!` or `#`. Lines without a mark are what was
 * printed when it was recorded: they are passed over, so a transcript can be run again as it is.
 */
export function readStory(file: string, written: string, scenarios: Readonly<Record<string, Scenario>>): StoryReading {
  const text = written.replaceAll("\r\n", "\n");
  const refused = unreadable(file, text);
  if (refused.length > 0) return { ok: false, problems: refused };
  const found = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (found === null) return wrong(file, 1, "a story begins with front matter: a line ---, then scenario: …, then a line ---");
  const head = readYaml(front, found[1] ?? "", { file, before: 1 });
  if (!head.ok) return head;
  const scenario = chosen(head.value.scenario, file, head.lineOf("scenario"), scenarios);
  if (!scenario.ok) return scenario;
  const lines = storyLines(file, text.slice(found[0].length), found[0].split("\n").length - 1);
  if (!lines.ok) return lines;
  return { ok: true, file: { title: head.value.title, scenario: scenario.scenario, seed: head.value.seed, story: lines.story } };
}

const wrong = (file: string, line: number, what: string): { ok: false; problems: Problem[] } => ({ ok: false, problems: [{ file, line, what }] });

function chosen(written: string | Record<string, unknown>, file: string, line: number, scenarios: Readonly<Record<string, Scenario>>) {
  if (typeof written !== "string") return scenarioReading(written, "story", file, line);
  const scenario = scenarios[written.replace(/\.ya?ml$/, "")];
  const known = Object.keys(scenarios);
  return scenario !== undefined ? { ok: true as const, scenario } : wrong(file, line, `there is no scenario "${written}"${didYouMean(written, known) || `, known: ${known.join(", ")}`}`);
}

function storyLines(file: string, body: string, before: number) {
  const problems: Problem[] = [];
  const story: StoryLine[] = [];
  body.split("\n").forEach((text, i) => {
    if (!/^[$~!#](?:\s|$)/.test(text)) return;
    const read = storyLine(text);
    if (read.kind === "wrong") problems.push({ file, line: before + i + 1, what: read.what });
    else story.push(read);
  });
  return problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, story };
}
