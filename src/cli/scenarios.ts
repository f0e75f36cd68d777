import { didYouMean } from "../kernel/nearest.ts";
import { problemText } from "../world/problem.ts";
import type { Scenario } from "../world/scenario.ts";
import { Complaint } from "./complaint.ts";
import type { Shelf } from "./course.ts";
import { readText } from "./pack.ts";

/** Every scenario that a course brings along, by name. */
export function scenariosOf(shelf: Shelf): Record<string, Scenario> {
  return Object.assign({}, ...shelf.index.chapters.map((c) => shelf.lesson(c.slug).scenarios));
}

/** A scenario by its name in the course, or from a YAML file. */
export async function scenarioNamed(name: string, shelf: Shelf): Promise<Scenario> {
  const known = scenariosOf(shelf);
  if (known[name] !== undefined) return known[name];
  if (!/\.ya?ml$/.test(name)) throw new Complaint(`There is no scenario "${name}"${didYouMean(name, Object.keys(known)) || ":"} there are ${Object.keys(known).join(", ")}, or give a YAML file.`, 2);
  // Schemas and YAML are not loaded for a start that needs neither.
  const { readScenario } = await import("../world/scenario-file.ts");
  const read = readScenario(readText(name), name.replace(/^.*\/|\.ya?ml$/g, ""), { file: name, before: 0 });
  if (!read.ok) throw new Complaint(read.problems.map(problemText).join("\n"));
  return read.scenario;
}
