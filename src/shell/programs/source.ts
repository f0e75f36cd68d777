import type { Observation } from "../../world/observation.ts";
import { readFile, resolve } from "../files.ts";
import type { Reply, Seat } from "../verb.ts";
import { fail } from "./say.ts";

/** Where a text program's lines come from: one of its files, or the pipe. */
export interface Source {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Reads the files named, or what comes through the pipe when none is. */
export function read(program: string, files: readonly string[], input: readonly string[] | undefined, seen: Observation, seat: Seat): { sources: Source[]; errors: string[] } {
  if (files.length === 0) return { sources: [{ name: "-", lines: input ?? [] }], errors: [] };
  const errors: string[] = [];
  const sources: Source[] = [];
  for (const file of files) {
    const reading = file === "-" ? { lines: input ?? [] } : readFile(resolve(file, seat.directory), seen, seat);
    if ("refused" in reading) errors.push(`${program}: ${file}: ${reading.refused}`);
    else sources.push({ name: file, lines: reading.lines });
  }
  return { sources, errors };
}

/** The answer of a program that would wait for somebody to type its input. */
export const waiting = (program: string): Reply => fail(`${program} would wait for you to type its text: that is not modelled here`, `pipe something into it, for example ps aux | ${program} …, or give a file`);
