import type { Nanos } from "../kernel/time.ts";
import { durationText, readDuration } from "../world/quantity.ts";

/**
 * One line of a story: something typed, something broken, time passing, a remark.
 * The same lines prepare a step, show it, solve it, and make up `strata run` files and golden tests.
 */
export type StoryLine =
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "wait"; readonly duration: Nanos }
  | { readonly kind: "fault"; readonly name: string }
  | { readonly kind: "remark"; readonly text: string };

export type Story = readonly StoryLine[];

/** `$ command`, `~ 10s`, `! fault`, `# remark`; a line without a mark is typed. Says what is wrong with any other. */
export function storyLine(text: string): StoryLine | { readonly kind: "wrong"; readonly what: string } {
  const mark = text[0];
  const rest = text.slice(1).trim();
  if (mark === "#") return { kind: "remark", text: rest };
  if (mark === "!") return rest === "" ? { kind: "wrong", what: "a fault line needs the fault's name: ! start batch" } : { kind: "fault", name: rest };
  if (mark === "~") return waitLine(rest);
  const typed = mark === "$" ? rest : text.trim();
  return typed === "" ? { kind: "wrong", what: "an empty line types nothing" } : { kind: "type", text: typed };
}

function waitLine(rest: string): StoryLine | { readonly kind: "wrong"; readonly what: string } {
  const duration = readDuration(rest);
  return duration === undefined ? { kind: "wrong", what: `"${rest}" is not a duration: write ~ 10s or ~ 250ms` } : { kind: "wait", duration };
}

/** A story line as a person would write it. */
export function storyText(line: StoryLine): string {
  switch (line.kind) {
    case "type":
      return `$ ${line.text}`;
    case "wait":
      return `~ ${durationText(line.duration)}`;
    case "fault":
      return `! ${line.name}`;
    case "remark":
      return `# ${line.text}`;
  }
}

/** The lines of a story that somebody types. */
export const typedLines = (story: Story): string[] => story.flatMap((l) => (l.kind === "type" ? [l.text] : []));
