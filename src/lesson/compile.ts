import { didYouMean } from "../kernel/nearest.ts";
import type { Problem } from "../world/problem.ts";
import { readScenario, scenarioReading } from "../world/scenario-file.ts";
import type { Scenario } from "../world/scenario.ts";
import { readYaml } from "../world/yaml-source.ts";
import { beliefFile, chapterFile, conceptFile, courseFile, glossaryFile } from "./blocks.ts";
import { type LessonFile, readLessonFile, unreadable } from "./lesson-file.ts";
import type { Belief, ChapterIndex, CourseIndex, Lesson, Step, Term } from "./lesson.ts";
import { wordiness } from "./length.ts";
import { inlineName, scenarioName, stepsOf } from "./steps.ts";
import { strayReferences } from "./references.ts";
import { termsIn } from "./terms.ts";
import { fillWarmUps } from "./warm-up.ts";
import { beliefsOf, storiesOf } from "./walk.ts";

/** A file as it was found: its path from the course's root, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The whole course: plain JSON. Lessons are keyed by their chapter's slug. */
export interface Course {
  readonly index: CourseIndex;
  readonly lessons: Readonly<Record<string, Lesson>>;
  /** Everything found wrong. What has an error is left out of index and lessons only as far as it must be. */
  readonly problems: readonly Problem[];
}

/** What a pack may refer to without bringing it along. */
export interface Shared {
  readonly beliefs: Readonly<Record<string, Belief>>;
  readonly terms: readonly Term[];
  readonly concepts: Readonly<Record<string, string>>;
}

export const NOTHING: Shared = { beliefs: {}, terms: [], concepts: {} };

/** Compiles a course from its files. Never throws at what people wrote: problems are part of the result. */
export function compileCourse(files: readonly SourceFile[], given: Shared = NOTHING): Course {
  const problems: Problem[] = [];
  const shared = sharedOf(files, given, problems);
  const title = yamlOf(files, "course.yaml", courseFile, problems)?.title;
  const compiled = chapterFolders(files).map((folder) => compileChapter(folder, shared, problems));
  compiled.sort((a, b) => a.id - b.id);
  const lessons = fillWarmUps(compiled, problems);
  problems.push(...strayReferences(lessons));
  const seen = new Map<number, string>();
  for (const { id, slug } of lessons) {
    if (seen.has(id)) problems.push({ file: `${slug}/chapter.yaml`, line: 1, what: `chapter ${id} is there already in ${seen.get(id)}, give this one another id` });
    seen.set(id, slug);
  }
  const index = { title: title ?? lessons[0]?.title ?? "Strata", chapters: lessons.map(indexOf) };
  return { index, lessons: Object.fromEntries(lessons.map((l) => [l.slug, l])), problems };
}

/** One chapter of a course: what it has from the others is in it already. */
export function onlyChapter({ index, lessons, problems }: Course, folder: string): Course {
  const path = folder.replace(/\/+$/, "");
  const slug = fileName(path);
  return {
    index: { title: index.title, chapters: index.chapters.filter((chapter) => chapter.slug === slug) },
    lessons: Object.fromEntries(Object.entries(lessons).filter(([name]) => name === slug)),
    problems: problems.filter(({ file }) => file.startsWith(`${path}/`)),
  };
}

function indexOf({ id, slug, title, minutes, about, prereq, fast, steps }: Lesson): ChapterIndex {
  const names = steps.map((s) => ({ id: s.id, title: s.title, kind: s.kind, ...(s.code === undefined ? undefined : { code: s.code }) }));
  return { id, slug, title, minutes, about, prereq, ...(fast === undefined ? undefined : { fast }), steps: names };
}

/** Beliefs, terms and concepts that this course brings, on top of those given. */
export function sharedOf(files: readonly SourceFile[], given: Shared, problems: Problem[]): Shared {
  const beliefs = yamlOf(files, "misconceptions.yaml", beliefFile, problems) ?? {};
  const terms = yamlOf(files, "glossary.yaml", glossaryFile, problems) ?? {};
  const concepts = yamlOf(files, "concepts.yaml", conceptFile, problems) ?? {};
  const own = Object.entries(beliefs).map(([code, b]) => [code, { code, ...b }] as const);
  return {
    beliefs: { ...given.beliefs, ...Object.fromEntries(own) },
    terms: [...Object.entries(terms).map(([name, says]) => ({ name, says })), ...given.terms],
    concepts: { ...given.concepts, ...concepts },
  };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

function yamlOf<T>(files: readonly SourceFile[], name: string, schema: Parameters<typeof readYaml<T>>[0], problems: Problem[]): T | undefined {
  const file = files.find((f) => fileName(f.path) === name);
  if (file === undefined) return undefined;
  const refused = unreadable(file.path, file.text);
  const read = refused.length > 0 ? ({ ok: false, problems: refused } as const) : readYaml(schema, file.text, { file: file.path, before: 0 });
  if (read.ok) return read.value;
  problems.push(...read.problems);
  return undefined;
}

interface Folder {
  readonly path: string;
  readonly files: readonly SourceFile[];
}

/** Every folder that holds a lesson. */
function chapterFolders(files: readonly SourceFile[]): Folder[] {
  const paths = new Set(files.filter((f) => f.path.endsWith(".md") && fileName(f.path) !== "README.md").map((f) => folderOf(f.path)));
  return [...paths].sort().map((path) => ({ path, files: files.filter((f) => folderOf(f.path) === path) }));
}

function compileChapter(folder: Folder, shared: Shared, problems: Problem[]): Lesson {
  const written = folder.files.filter((f) => f.path.endsWith(".md") && fileName(f.path) !== "README.md").sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = written.map((f) => readLessonFile(f.path, f.text));
  for (const file of files) problems.push(...file.problems);
  const chapter = chapterOf(folder, files, problems);
  const steps = stepsOf(files, chapter.id, problems);
  const scenarios = scenariosOf(folder, files, steps, problems);
  problems.push(...steps.flatMap((step) => [...faultProblems(step, scenarios), ...beliefProblems(step, shared), ...conceptProblems(step, shared), ...wordiness(step)]));
  const slug = fileName(folder.path) || fileName(written[0]!.path).replace(/\.md$/, "");
  const { fast, terms, ...rest } = chapter;
  const fastStep = steps.find((s) => s.code !== undefined && s.code === fast)?.id;
  if (fast !== undefined && fastStep === undefined) problems.push({ file: `${folder.path}/chapter.yaml`, line: 1, what: `fast names exercise "${fast}", and no step has that code` });
  return {
    ...rest,
    slug,
    ...(fastStep === undefined ? undefined : { fast: fastStep }),
    ...worded(steps, termsOf(folder, terms, shared, problems), shared),
    scenarios,
    beliefs: named(steps.flatMap(beliefsOf), shared.beliefs),
    concepts: named(steps.flatMap((step) => step.concepts), shared.concepts),
  };
}

/** What is known under these codes. */
const named = <T>(codes: readonly string[], known: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(codes.flatMap((code) => (known[code] === undefined ? [] : [[code, known[code]]])));

/** Every step knows the terms that it uses; the chapter knows its own, and those that came before it. */
function worded(steps: readonly Step[], terms: readonly Term[], shared: Shared): Pick<Lesson, "terms" | "words" | "steps"> {
  const used = steps.map((step) => termsIn(step, shared.terms));
  const words = [...new Set(used.flat())].filter((term) => !terms.includes(term));
  return { terms, words, steps: steps.map((step, i) => ({ ...step, terms: used[i]!.map(({ name }) => name) })) };
}

/** chapter.yaml, or what a folder without one tells by itself: a single markdown file is a lesson too. */
function chapterOf(folder: Folder, files: readonly LessonFile[], problems: Problem[]) {
  const number = Number.parseInt(/^\d+/.exec(fileName(folder.path))?.[0] ?? "1", 10);
  const title = files[0]!.front.title;
  const plain = () => chapterFile.parse({ id: number, title, minutes: 10, about: title });
  return yamlOf(folder.files, "chapter.yaml", chapterFile, problems) ?? plain();
}

function termsOf(folder: Folder, names: readonly string[], shared: Shared, problems: Problem[]): Term[] {
  return names.flatMap((name) => {
    const term = shared.terms.find((t) => t.name.toLowerCase() === name.toLowerCase());
    if (term !== undefined) return [term];
    problems.push({ file: `${folder.path}/chapter.yaml`, line: 1, what: `the term "${name}" is not in glossary.yaml${didYouMean(name, shared.terms.map((t) => t.name))}` });
    return [];
  });
}

function scenariosOf(folder: Folder, files: readonly LessonFile[], steps: readonly Step[], problems: Problem[]): Record<string, Scenario> {
  const scenarios: Record<string, Scenario> = {};
  const missing = new Set<string>();
  for (const { file, front, scenarioLine } of files) {
    if (typeof front.scenario !== "object") continue;
    const read = scenarioReading(front.scenario, inlineName(file), file, scenarioLine);
    if (read.ok) scenarios[inlineName(file)] = read.scenario;
    else {
      missing.add(inlineName(file));
      problems.push(...read.problems);
    }
  }
  const available = folder.files.filter((f) => /\.ya?ml$/.test(f.path) && fileName(f.path) !== "chapter.yaml");
  for (const step of steps) {
    const { scenario } = step.start;
    if (scenario === "" || scenario in scenarios || missing.has(scenario)) continue;
    const file = available.find((f) => scenarioName(f.path) === scenario);
    const refused = file === undefined ? [] : unreadable(file.path, file.text);
    const read = file === undefined || refused.length > 0 ? undefined : readScenario(file.text, scenario, { file: file.path, before: 0 });
    if (read?.ok === true) scenarios[scenario] = read.scenario;
    else {
      missing.add(scenario);
      const unknown = `there is no scenario "${scenario}" beside this file${didYouMean(scenario, available.map((f) => scenarioName(f.path)))}`;
      problems.push(...(read?.problems ?? (refused.length > 0 ? refused : [{ ...placeOf(step), what: unknown }])));
    }
  }
  return scenarios;
}

function placeOf(step: Step): { file: string; line: number } {
  const [, file, line] = /^(.*):(\d+)$/.exec(step.at)!;
  return { file: file!, line: Number(line) };
}

function faultProblems(step: Step, scenarios: Readonly<Record<string, Scenario>>): Problem[] {
  const lines = storiesOf(step).flat();
  if (step.start.scenario === "") return lines.length === 0 ? [] : [{ ...placeOf(step), what: `step ${step.id} runs something and has no scenario, name one in the front matter` }];
  const scenario = scenarios[step.start.scenario];
  if (scenario === undefined) return [];
  const known = scenario.faults.map((f) => f.name);
  const names = new Set(lines.flatMap((l) => (l.kind === "fault" && !known.includes(l.name) ? [l.name] : [])));
  return [...names].map((name) => ({ ...placeOf(step), what: `scenario ${scenario.name} has no fault "${name}"${didYouMean(name, known) || `, known: ${known.join(", ")}`}` }));
}

function beliefProblems(step: Step, { beliefs }: Shared): Problem[] {
  const unknown = beliefsOf(step).filter((code) => !(code in beliefs));
  return unknown.map((code) => ({ ...placeOf(step), what: `belief ${code} is not in misconceptions.yaml${didYouMean(code, Object.keys(beliefs))}` }));
}

function conceptProblems(step: Step, { concepts }: Shared): Problem[] {
  const unknown = step.concepts.filter((code) => !(code in concepts));
  return unknown.map((code) => ({ ...placeOf(step), what: `concept ${code} is not in concepts.yaml${didYouMean(code, Object.keys(concepts))}` }));
}
