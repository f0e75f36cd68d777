import { ownCourse } from "./course.ts";
import type { Outside } from "./outside.ts";
import { scenarioNamed, scenariosOf } from "./scenarios.ts";
import { openScreen, readSeed } from "./screen.ts";

/** `strata sandbox [SCENARIO]`: a world to play in, without lessons; without SCENARIO, the course's latest. */
export async function sandbox(name: string | undefined, options: { readonly seed?: string }, outside: Outside): Promise<number> {
  const shelf = ownCourse(outside.course);
  const scenario = await scenarioNamed(name ?? Object.keys(scenariosOf(shelf)).at(-1)!, shelf);
  return openScreen(shelf, { ...readSeed(options.seed), open: "home", sandbox: scenario }, outside);
}
