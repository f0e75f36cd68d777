import { fit, fold } from "./fit.ts";
import { type Line, span } from "./line.ts";
import type { GatesPanel } from "./panel.ts";
import { width } from "./width.ts";

type Arrow = GatesPanel["arrows"][number];

/** A line per arrow under the names of the gates: it runs through those that let it by, and ends where one stops it. What the names stand for comes below, where there is room. */
export function paintGates(panel: GatesPanel, columns: number, rows: number): Line[] {
  const { gates } = panel;
  const arrows = fitting(panel, columns);
  const labels = Math.max(0, ...arrows.map((a) => width(a.label)));
  const last = Math.max(0, ...arrows.map((a) => width(a.end)));
  const names = namesFor({ gates, arrows }, columns - labels - last - 2);
  const head = names.map((name) => (name === "" ? "" : `${name} `)).join("");
  const drawn = [[span(`${" ".repeat(labels + 1)}${head}`, "muted")], ...arrows.map((arrow) => arrowLine(arrow, names, labels))];
  const legend = legendOf(gates, names, columns);
  return drawn.length + legend.length <= rows ? [...drawn, ...legend] : drawn;
}

/** Where even short names leave too little room, the ends are told without what stands behind a comma. */
function fitting({ gates, arrows }: GatesPanel, columns: number): readonly Arrow[] {
  const asked = gates.filter((_, i) => arrows.some((a) => asks(a, i)));
  const longest = Math.max(0, ...arrows.map((a) => width(a.label) + width(a.end)));
  const tight = longest + 2 + asked.reduce((sum, g) => sum + width(g.short) + 1, 0) > columns;
  return tight ? arrows.map((a) => ({ ...a, end: a.end.split(",")[0]! })) : arrows;
}

/** `nnp no-new-privileges`: what the shown names are short for. */
function legendOf(gates: GatesPanel["gates"], names: readonly string[], columns: number): Line[] {
  const told = gates.flatMap(({ long }, i) => (names[i] === "" || names[i] === long ? [] : [`${names[i]!} = ${long}`.replaceAll(" ", NO_BREAK)]));
  return told.length === 0 ? [] : fold(told.join("  "), columns, "muted").map((l) => l.map((s) => ({ ...s, text: s.text.replaceAll(NO_BREAK, " ") })));
}

const NO_BREAK = "\u00a0";

/** Full names where there is room, else short ones; then gates that ask nobody have to go, their name is "". */
function namesFor({ gates, arrows }: Pick<GatesPanel, "gates" | "arrows">, room: number): string[] {
  const needs = (names: readonly string[]): number => names.reduce((sum, name) => sum + (name === "" ? 0 : width(name) + 1), 0);
  const full = gates.map((g) => g.name);
  if (needs(full) <= room) return full;
  const short = gates.map((g) => g.short);
  return needs(short) <= room ? short : short.map((name, i) => (arrows.some((a) => asks(a, i)) ? name : ""));
}

const asks = ({ at }: Arrow, gate: number): boolean => at[gate] === "passes" || at[gate] === "stops";

function arrowLine({ label, at, end, tone }: Arrow, names: readonly string[], labels: number): Line {
  const path = names.map((name, i) => (name === "" ? "" : cell(at[i]!, width(name) + 1))).join("");
  return [...fit([span(label)], labels), span(" "), span(path, tone), span(` ${end}`, tone)];
}

function cell(gate: Arrow["at"][number], columns: number): string {
  if (gate === "not reached") return " ".repeat(columns);
  if (gate === "stops") return "─X".padEnd(columns);
  return `─${gate === "passes" ? "▸" : "─"}`.padEnd(columns, "─");
}
