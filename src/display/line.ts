/** Meaning, not colour: a theme decides what each tone looks like. */
export type Tone = "plain" | "muted" | "good" | "warn" | "bad" | "key";

/** A run of text in one tone. Text holds no escape codes and no line breaks. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  readonly bold?: boolean;
  /** Drawn on the inverse ground: the chosen row, the cursor. */
  readonly inverse?: boolean;
}

/** One line of the screen or of a command's output. */
export type Line = readonly Span[];

export const span = (text: string, tone: Tone = "plain"): Span => ({ text, tone });
export const line = (text: string, tone: Tone = "plain"): Line => (text === "" ? [] : [span(text, tone)]);
export const lineText = (l: Line): string => l.map((s) => s.text).join("");
