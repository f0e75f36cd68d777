import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SourceFile } from "../lesson/compile.ts";
import { Complaint, reasonOf } from "./complaint.ts";

const DEEPEST = 4;
const MOST_FILES = 2_000;
const MOST_BYTES = 1024 * 1024;

/**
 * The files of a lesson pack: a folder with everything below it, or one markdown file with the scenarios beside it.
 * Paths keep what was given in front, so that messages lead back to the file. Throws a Complaint when there is nothing to read.
 */
export function readPack(path: string): SourceFile[] {
  const found = attempt(path, () => (statSync(path).isDirectory() ? below(path, DEEPEST) : besides(path)));
  if (!found.some((f) => f.endsWith(".md"))) throw new Complaint(`${path} holds no lesson: a pack is a folder with markdown files, see "Write a lesson" in README.md.`);
  if (found.length > MOST_FILES) throw new Complaint(`${path} holds ${found.length} files, too many for a lesson pack: name the pack's own folder.`);
  return found.map((file) => ({ path: file, text: readText(file) }));
}

/** The pack that a chapter's folder belongs to: course.yaml lies beside it. */
export function packAround(path: string): string | undefined {
  const pack = dirname(path);
  return existsSync(join(path, "chapter.yaml")) && existsSync(join(pack, "course.yaml")) ? pack : undefined;
}

/** The text of a file. Throws a Complaint when it cannot be read or is far too long to have been written by hand. */
export function readText(path: string): string {
  return attempt(path, () => {
    const stat = statSync(path);
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (stat.size > MOST_BYTES) throw new Complaint(`${path} cannot be read: it is ${Math.round(stat.size / MOST_BYTES)} MiB long, and 1 MiB is the most.`);
    return readFileSync(path, "utf8");
  });
}

function below(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((e) => !e.name.startsWith(".") && e.name !== "node_modules");
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => {
      const path = join(folder, e.name);
      if (e.isDirectory()) return depth === 0 ? [] : below(path, depth - 1);
      return /\.(md|ya?ml)$/.test(e.name) ? [path] : [];
    });
}

function besides(file: string): string[] {
  if (!file.endsWith(".md")) throw new Complaint(`${file} is no lesson: lessons are markdown files, their names end in .md.`);
  const folder = dirname(file);
  return [file, ...readdirSync(folder).filter((name) => /\.ya?ml$/.test(name) && name !== "chapter.yaml").map((name) => join(folder, name))];
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}
