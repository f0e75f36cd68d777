import { lineText } from "./line.ts";
import type { Screen } from "./screen.ts";

/** The screen as plain text, one part after the other: for screen readers and for terminals that cannot be drawn on. */
export function narrate(screen: Screen): string[] {
  return screen.regions.flatMap(({ name, lines }) => {
    const said = lines.map((l) => spoken(lineText(l))).filter((text) => text !== "");
    return said.length === 0 ? [] : [`${name}:`, ...said];
  });
}

/** Rules, walls and bars say nothing aloud: their readings stand beside them. */
function spoken(text: string): string {
  return text.replace(/[\u2500-\u259f\u2800-\u28ff]+|·{3,}/g, " ").replace(/ {2,}/g, "  ").trim();
}
