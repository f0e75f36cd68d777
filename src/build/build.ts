import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { writeCourse } from "./course.ts";

/** Builds Strata into `folder`: the launcher, the bundle, the compiled course. Throws with a sentence when a lesson is wrong. */
export async function build(root: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bundle(root, folder);
  writeCourse(join(root, "lessons"), join(folder, "course"));
  copyFileSync(join(root, "src/build/launcher.cjs"), join(folder, "strata.cjs"));
  copyFileSync(join(root, "src/build/open.cjs"), join(folder, "open.cjs"));
  writeFileSync(join(folder, "built"), "");
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "../..");
  try {
    await build(root, join(root, "dist"));
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : problem);
    process.exitCode = 1;
  }
}
