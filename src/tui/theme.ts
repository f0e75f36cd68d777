import type { Line, Span, Tone } from "../display/line.ts";

/** How a tone looks: SGR parameters (ECMA-48). The terminal's own sixteen colours follow light and dark grounds. */
export type Theme = Readonly<Record<Tone, string>>;

export const COLOURS: Theme = { plain: "", muted: "2", good: "32", warn: "33", bad: "31", key: "36" };
/** NO_COLOR (no-color.org): weight instead of colour; the marks differ anyhow. */
export const COLOURLESS: Theme = { plain: "", muted: "2", good: "", warn: "1", bad: "1", key: "1" };

/** A line as text with SGR sequences; blanks at its end are left out. */
export function styled(line: Line, theme: Theme): string {
  let text = "";
  for (const s of trimmed(line)) text += styledSpan(s, theme);
  return text === "" ? " " : text;
}

function styledSpan({ text, tone, bold, inverse }: Span, theme: Theme): string {
  const codes = [theme[tone], bold === true ? "1" : "", inverse === true ? "7" : ""].filter((code) => code !== "").join(";");
  return codes === "" || (inverse !== true && text.trim() === "") ? text : `\u001b[${codes}m${text}\u001b[0m`;
}

function trimmed(line: Line): Line {
  let end = line.length;
  while (end > 0 && line[end - 1]!.inverse !== true && line[end - 1]!.text.trim() === "") end--;
  return line.slice(0, end);
}
