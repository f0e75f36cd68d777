import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCourse } from "../../src/build/course.ts";
import type { Outside } from "../../src/cli/outside.ts";
import { run } from "../../src/cli/program.ts";

export const root = join(import.meta.dirname, "../..");

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder for one test file: the compiled course, and a home for progress. */
export function desk(): { readonly folder: string; strata(...args: string[]): Promise<Said>; strataAt(terminal: Outside["terminal"], env: Outside["env"], ...args: string[]): Promise<Said> } {
  const folder = mkdtempSync(join(tmpdir(), "strata-cli-"));
  const course = join(folder, "course");
  writeCourse(join(root, "lessons"), course);
  const strataAt = async (terminal: Outside["terminal"], env: Outside["env"], ...args: string[]): Promise<Said> => {
    let [out, err] = ["", ""];
    const outside: Outside = { out: (text) => void (out += text), err: (text) => void (err += text), env: { STRATA_HOME: join(folder, "home"), ...env }, course, terminal };
    return { code: await run(args, outside), out, err };
  };
  return { folder, strataAt, strata: (...args) => strataAt({ input: false, output: false }, {}, ...args) };
}
