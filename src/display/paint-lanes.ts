import { fit } from "./fit.ts";
import { type Line, type Span, span, type Tone } from "./line.ts";
import type { Doing, Lane, LanesPanel } from "./panel.ts";
import { width } from "./width.ts";

const DOING: Readonly<Record<Exclude<Doing, "running">, { readonly mark: string; readonly tone: Tone }>> = {
  ready: { mark: "░", tone: "warn" },
  blocked: { mark: "-", tone: "muted" },
  idle: { mark: "·", tone: "muted" },
};

/** One row per lane, time to the right; who runs is told by a letter, the legend says whose. */
export function paintLanes(panel: LanesPanel, columns: number, rows: number): Line[] {
  const letters = lettersOf(panel);
  const labels = Math.max(...panel.lanes.map((l) => width(l.label)), 0);
  const readings = Math.max(...panel.lanes.map((l) => width(l.reading ?? "")), 0);
  const track = columns - labels - 1 - (readings > 0 ? readings + 1 : 0);
  if (track < 4) return [];
  const legend = legendOf(panel, letters);
  const room = rows - (legend.length > 0 ? 1 : 0);
  const shown = panel.lanes.slice(0, panel.lanes.length > room ? Math.max(0, room - 1) : room);
  const lines = shown.map((lane) => laneLine(lane, panel, letters, labels, track));
  const left = panel.lanes.length - shown.length;
  if (left > 0) lines.push([span(`${" ".repeat(labels)} and ${left} more`, "muted")]);
  return legend.length > 0 ? [...lines, [span(" ".repeat(labels + 1)), ...legend]] : lines;
}

function laneLine(lane: Lane, panel: LanesPanel, letters: Letters, labels: number, track: number): Line {
  const reading = lane.reading === undefined ? [] : [span(` ${lane.reading}`)];
  return [...fit([span(lane.label, "muted")], labels), span(" "), ...slots(lane, panel, letters, track), ...reading];
}

type Letters = ReadonlyMap<string, { readonly letter: string; readonly tone: Tone }>;

const TONES: readonly Tone[] = ["key", "plain", "good", "warn", "bad"];

/** The first letter of a name that nobody has yet, upper or lower case; digits when all are taken. */
function lettersOf(panel: LanesPanel): Letters {
  const letters = new Map<string, { letter: string; tone: Tone }>();
  const taken = new Set<string>();
  const names = panel.who ?? [...new Set(panel.lanes.flatMap((l) => l.slots.filter((s) => s.doing === "running").map((s) => s.who)))].sort();
  for (const name of names) {
    const free = [...name.toLowerCase(), ...name.toUpperCase(), ..."0123456789abcdefghijklmnopqrstuvwxyz"].find((c) => /[a-z0-9]/i.test(c) && !taken.has(c)) ?? "?";
    taken.add(free);
    letters.set(name, { letter: free, tone: TONES[letters.size % TONES.length]! });
  }
  return letters;
}

function slots(lane: Lane, panel: LanesPanel, letters: Letters, track: number): Span[] {
  const spans: Span[] = [];
  const per = (panel.to - panel.from) / track;
  let first = 0;
  for (let i = 0; i < track; i++) {
    const middle = panel.from + per * (i + 0.5);
    while (first < lane.slots.length && lane.slots[first]!.to <= middle) first++;
    const slot = lane.slots[first];
    const cell = slot === undefined || slot.from > middle ? BLANK : cellOf(slot, letters);
    const last = spans.at(-1);
    if (last !== undefined && last.tone === cell.tone) spans[spans.length - 1] = span(last.text + cell.text, last.tone);
    else spans.push(cell);
  }
  return spans;
}

const BLANK = span(" ");

function cellOf(slot: Lane["slots"][number], letters: Letters): Span {
  if (slot.doing !== "running") return span(DOING[slot.doing].mark, DOING[slot.doing].tone);
  const who = letters.get(slot.who);
  return who === undefined ? span("█") : span(who.letter, who.tone);
}

function legendOf(panel: LanesPanel, letters: Letters): Line {
  const doing = new Set(panel.lanes.flatMap((l) => l.slots.map((s) => s.doing)));
  const names = [...letters].map(([name, { letter, tone }]): Line => [span(letter, tone), span(` ${name}  `, "muted")]);
  const others = (["ready", "blocked", "idle"] as const).filter((d) => doing.has(d));
  const words = { ready: "ready but waiting", blocked: "blocked", idle: "idle" };
  return [...names.flat(), ...others.flatMap((d): Line => [span(DOING[d].mark, DOING[d].tone), span(` ${words[d]}  `, "muted")])];
}
