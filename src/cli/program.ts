import { Command, CommanderError } from "commander";
import pkg from "../../package.json" with { type: "json" };
import { answered } from "./complaint.ts";
import type { Outside } from "./outside.ts";

/** Runs a command line. Answers the exit code: 0 well, 1 a check or the work failed, 2 wrong use. */
export async function run(args: readonly string[], outside: Outside): Promise<number> {
  let code = 0;
  const strata = program(outside, (status) => void (code = status));
  try {
    return await answered(async () => strata.parseAsync(args, { from: "user" }).then(() => code), outside.err);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** Commander's message, and for a step's ID without its command what was probably meant. */
function complaintText(text: string): string {
  const place = /unknown command '((?:[eq]?\d+|\d+)(?:\.\w+)?)'/i.exec(text)?.[1];
  const meant = place === undefined ? "" : `(Did you mean strata learn ${place}?)\n`;
  return `${text.replace(/^error: /, "strata: ")}${meant}`;
}

type Done = (status: number) => void;

function program(outside: Outside, done: Done): Command {
  const strata = new Command("strata")
    .description(pkg.description)
    .version(pkg.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    .configureOutput({ writeOut: outside.out, writeErr: outside.err, outputError: (text, write) => write(complaintText(text)) })
    .addHelpText("after", examples("strata", "strata learn 2.6", "strata sandbox"));
  for (const add of [learn, sandbox, list, progress, glossary, fidelity, check, runStory]) add(strata, outside, done);
  return strata;
}

const examples = (...lines: string[]): string => `\nExamples:\n${lines.map((l) => `  $ ${l}\n`).join("")}`;

function learn(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("learn [id]")
    .description("open a step (2.6), an exercise (E2.1), a chapter (2) or a lesson pack (its path); without ID, go on")
    .option("--present", "the facilitator's side: notes, timer, solution, jump list")
    .option("--seed <n>", "another seed for everything left to chance")
    .addHelpText("after", examples("strata learn", "strata learn 2.6", "strata learn E2.1 --present", "strata learn my-lessons/"))
    .action(async (id, options) => done(await (await import("./learn.ts")).learn(id, options, outside)));
}

function sandbox(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("sandbox [scenario]")
    .description("play freely in a scenario: one of the course's, or a YAML file")
    .option("--seed <n>", "another seed for everything left to chance")
    .addHelpText("after", examples("strata sandbox", "strata sandbox atlas-kvm", "strata sandbox my-server.yaml"))
    .action(async (scenario, options) => done(await (await import("./sandbox.ts")).sandbox(scenario, options, outside)));
}

function list(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("list")
    .description("list chapters and steps with their IDs")
    .option("--json", "print JSON")
    .addHelpText("after", examples("strata list", "strata list --json"))
    .action(async (options) => done((await import("./list.ts")).list(options, outside)));
}

function progress(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("progress")
    .description("show what you have done, answered and written")
    .option("--json", "print JSON")
    .option("--reset", "forget all of it; asks for --yes")
    .option("--yes", "with --reset: really")
    .addHelpText("after", examples("strata progress", "strata progress --json", "strata progress --reset --yes"))
    .action(async (options) => done(await (await import("./progress.ts")).progress(options, outside)));
}

function glossary(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("glossary [term...]")
    .description("say what a term means; without TERM, list them")
    .addHelpText("after", examples("strata glossary balloon", "strata glossary steal time"))
    .action(async (words) => done((await import("./glossary.ts")).glossary(words, outside)));
}

function fidelity(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("fidelity [topic]")
    .description("say what the simulation models, simplifies and leaves out, and how close it comes; without TOPIC, list them")
    .option("--json", "print JSON")
    .addHelpText("after", examples("strata fidelity", "strata fidelity cpu.max", "strata fidelity memory --json"))
    .action(async (topic, options) => done((await import("./fidelity.ts")).fidelity(topic, options, outside)));
}

function check(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("check [path...]")
    .description("compile lessons, play every solution and every mistake; without PATH, Strata's own")
    .option("--json", "print JSON")
    .addHelpText("after", examples("strata check", "strata check my-lessons/", "strata check lesson.md --json"))
    .action(async (paths, options) => done(await (await import("./check.ts")).check(paths, options, outside)));
}

function runStory(strata: Command, outside: Outside, done: Done): void {
  strata
    .command("run <file>")
    .description("play a story and print what a learner would have seen")
    .option("--json", "print replies, final observation and facts as JSON")
    .addHelpText("after", examples("strata run noisy.story", "strata run noisy.story --json"))
    .action(async (file, options) => done(await (await import("./run.ts")).run(file, options, outside)));
}
