import type { Line, Span, Tone } from "../display/line.ts";

const TONE_OF: Readonly<Record<number, Tone>> = { 2: "muted", 31: "bad", 32: "good", 33: "warn", 36: "key", 90: "muted" };

interface Look {
  readonly tone: Tone;
  readonly bold: boolean;
  readonly inverse: boolean;
}

const PLAIN: Look = { tone: "plain", bold: false, inverse: false };

// oxlint-disable-next-line no-control-regex -- escape sequences are what this file reads
const SEQUENCE = /\u001b\[([0-9;]*)m|\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[\u0000-\u001f\u007f-\u009f]/g;

/** Text with ANSI SGR sequences as spans. Bold, inverse and the colours of our tones are kept, everything else is dropped. */
export function ansiLine(text: string): Line {
  const spans: Span[] = [];
  let look = PLAIN;
  let from = 0;
  for (const found of text.matchAll(SEQUENCE)) {
    push(spans, text.slice(from, found.index), look);
    from = found.index + found[0].length;
    if (found[1] !== undefined) look = found[1].split(";").reduce((l, code) => changed(l, Number(code)), look);
  }
  push(spans, text.slice(from), look);
  return spans;
}

function changed(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, bold: true };
  if (code === 22) return { ...look, bold: false, tone: look.tone === "muted" ? "plain" : look.tone };
  if (code === 7 || code === 27) return { ...look, inverse: code === 7 };
  if (code === 39) return { ...look, tone: "plain" };
  const tone = TONE_OF[code];
  return tone === undefined ? look : { ...look, tone };
}

function push(spans: Span[], text: string, { tone, bold, inverse }: Look): void {
  if (text !== "") spans.push({ text, tone, ...(bold ? { bold } : undefined), ...(inverse ? { inverse } : undefined) });
}
