import { join } from "node:path";
import { answered } from "./cli/complaint.ts";
import type { Outside } from "./cli/outside.ts";

const outside: Outside = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  env: process.env,
  course: join(import.meta.dirname, "course"),
  terminal: { input: process.stdin.isTTY, output: process.stdout.isTTY },
};

// The reader has gone: `strata list | head -1`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
}

const args = process.argv.slice(2);
const [command, id, ...more] = args;
const opens = command === undefined || (command === "learn" && id !== undefined && !id.startsWith("-") && more.length === 0);
process.exitCode = opens ? await goOn(id) : await (await import("./cli/program.ts")).run(args, outside);

/** `strata` and `strata learn ID`: the ways that have to be quick load no command line parser. */
async function goOn(id: string | undefined): Promise<number> {
  const { learn } = await import("./cli/learn.ts");
  return answered(() => learn(id, {}, outside), outside.err);
}
