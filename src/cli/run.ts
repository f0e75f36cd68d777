import { lineText } from "../display/line.ts";
import { problemText } from "../world/problem.ts";
import { type Played, playStory, transcript } from "../lesson/play.ts";
import { storyText } from "../lesson/story.ts";
import { readStory, type StoryFile } from "../lesson/story-file.ts";
import { Complaint } from "./complaint.ts";
import { ownCourse } from "./course.ts";
import type { Outside } from "./outside.ts";
import { readText } from "./pack.ts";
import { scenariosOf } from "./scenarios.ts";
import { theatre } from "../lesson/theatre.ts";

/** `strata run FILE`: plays a story and prints what a learner would have seen. */
export async function run(file: string, options: { readonly json?: boolean }, outside: Outside): Promise<number> {
  const read = readStory(file, readText(file), scenariosOf(ownCourse(outside.course)));
  if (!read.ok) throw new Complaint(read.problems.map(problemText).join("\n"));
  outside.out(options.json === true ? `${JSON.stringify(record(read.file), undefined, 2)}\n` : transcriptOf(playFile(read.file)));
  return 0;
}

/** Plays a story on a world of its own. */
export function playFile({ scenario, seed, story }: StoryFile) {
  const stage = theatre.open(scenario, seed);
  return { stage, played: playStory(story, { stage, seat: theatre.seat(scenario), interpret: theatre.interpret }).played };
}

/** The story with what was printed: a story again. */
export const transcriptOf = ({ played }: { readonly played: readonly Played[] }): string => transcript(played);

/** A story's outcome as data. */
function record(file: StoryFile) {
  const { stage, played } = playFile(file);
  const { facts, now, tables, series, faults } = stage.look();
  return { title: file.title, scenario: file.scenario.name, seed: file.seed, replies: played.map(reply), observation: { now, tables, series, faults }, facts };
}

const reply = ({ line, at, seat, status, output }: Played) => ({ at, machine: seat.machine, line: storyText(line), status, output: output.map(lineText) });
