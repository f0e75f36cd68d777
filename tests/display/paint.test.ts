import { expect, test } from "vitest";
import { line, lineText, span } from "../../src/display/line.ts";
import { paint, wishedRows } from "../../src/display/paint.ts";
import type { Panel } from "../../src/display/panel.ts";
import { SECOND } from "../../src/kernel/time.ts";

const drawn = (panel: Panel, columns = 44, rows = 12): string[] => paint(panel, columns, rows).map((l) => lineText(l).trimEnd());

test("bars: every part has a mark of its own, what goes beyond the scale is told", () => {
  const bars = [
    { label: "shop", parts: [{ value: 0.5, tone: "key" }, { value: 1.5, tone: "warn", mark: "dots" }], of: 8, reading: "0.50" },
    { label: "batch", parts: [{ value: 7.5, tone: "key" }, { value: 24.5, tone: "warn", mark: "dots" }], of: 8, reading: "7.50" },
    { label: "idle", parts: [{ value: 0, tone: "key" }], of: 8, reading: "0.00" },
  ] as const;
  expect(drawn({ title: "CPU", kind: "bars", bars })).toEqual([
    "shop  ██░░░░░░························ 0.50",
    "batch ██████████████████████████████░» 7.50",
    "idle  ································ 0.00",
  ]);
  expect(drawn({ title: "CPU", kind: "bars", bars: bars.slice(0, 1) }, 16)).toEqual(["shop 0.50"]);
});

test("bars: a limit is a tick below the track", () => {
  const bars = [{ label: "web", parts: [{ value: 2, tone: "key" }], of: 8, marks: [{ at: 4, label: "limit" }], reading: "2" }] as const;
  expect(drawn({ title: "", kind: "bars", bars }, 30)).toEqual(["web ██████················· 2", "               └limit"]);
});

test("bars: what does not fit is counted, and of those that follow one another the last are kept", () => {
  const bars = ["a", "b", "c", "d", "e", "f"].map((label) => ({ label, parts: [{ value: 1, tone: "key" as const }], of: 1, reading: "1" }));
  expect(drawn({ title: "", kind: "bars", bars }, 14, 4)).toEqual([...["a", "b", "c"].map((label) => `${label} █████████ 1`), "and 3 more"]);
  expect(drawn({ title: "", kind: "bars", bars, latest: true }, 14, 4)).toEqual(["3 before", ...["d", "e", "f"].map((label) => `${label} █████████ 1`)]);
  expect(drawn({ title: "", kind: "bars", bars }, 14, 6)).toHaveLength(6);
});

test("boxes: walls inside walls, side by side where there is room, an outline where there is not", () => {
  const vm = (label: string) => ({ label, tone: "plain", wall: "double", inside: [{ label: "kernel", reading: "6.12", tone: "plain", wall: "none", inside: [] }] }) as const;
  const panel: Panel = { title: "Machines", kind: "boxes", boxes: [{ label: "atlas", reading: "2 CPU", tone: "plain", wall: "double", inside: [vm("web1"), vm("db1")] }] };
  expect(drawn(panel, 56)).toEqual([
    "╔═ atlas 2 CPU ════════════════════════════════════════╗",
    "║ ╔═ web1 ════════════════╗ ╔═ db1 ══════════════════╗ ║",
    "║ ║ kernel           6.12 ║ ║ kernel            6.12 ║ ║",
    "║ ╚═══════════════════════╝ ╚════════════════════════╝ ║",
    "╚══════════════════════════════════════════════════════╝",
  ]);
  expect(drawn(panel, 30, 4)).toEqual(["atlas                    2 CPU", "  ╠═ web1", "  ╠═ db1"]);
});

test("lanes: a letter for who runs, a mark for waiting and for idle, the legend tells both", () => {
  const slot = (from: number, to: number, who: string, doing: "running" | "ready" | "idle") => ({ from: from * SECOND, to: to * SECOND, who, doing });
  const lanes = [
    { label: "cpu0", slots: [slot(0, 1, "shop", "running"), slot(1, 2, "batch", "running")] },
    { label: "cpu1", slots: [slot(0, 1, "shop", "ready"), slot(1, 2, "", "idle")] },
  ];
  expect(drawn({ title: "", kind: "lanes", from: 0, to: 2 * SECOND, lanes, who: ["shop", "batch"] }, 25)).toEqual([
    "cpu0 ssssssssssbbbbbbbbbb",
    "cpu1 ░░░░░░░░░░··········",
    "     s shop  b batch  ░ …",
  ]);
});

test("chart: scale, lines and their names", () => {
  const points = (values: number[]) => values.map((value, i) => ({ at: i * SECOND, value }));
  const panel: Panel = { title: "", kind: "chart", unit: "CPU", from: 0, to: 4 * SECOND, lines: [{ label: "shop", tone: "key", points: points([2, 2, 0, 0, 0]) }] };
  expect(drawn(panel, 24, 5)).toEqual(["shop 0 CPU", "2│⠉⠉⠉⠉⠉⠉⠉⠉⠁", " │", "0│        ⢀⣀⣀⣀⣀⣀⣀⣀⣀ shop", "  0 s           4 s"]);
});

test("table: numbers right, more rows than room are counted", () => {
  const columns = [{ name: "disk" }, { name: "wait", align: "right" }] as const;
  const rows = ["a", "b", "c", "d"].map((name, i) => ({ cells: [name, `${i} ms`] }));
  expect(drawn({ title: "", kind: "table", columns, rows }, 20, 4)).toEqual(["disk  wait", "a     0 ms", "b     1 ms", "and 2 more"]);
});

test("log: the newest entries that fit, long ones folded under themselves", () => {
  const entries = [
    { at: SECOND, text: "one", tone: "plain" },
    { at: 2 * SECOND, text: "clients of shop give up waiting", tone: "bad" },
  ] as const;
  expect(drawn({ title: "", kind: "log", entries }, 30, 2)).toEqual(["   2.0 s  clients of shop give", "          up waiting"]);
  expect(drawn({ title: "", kind: "log", entries: [] }, 40, 2)).toEqual(["nothing has happened yet"]);
});

test("nothing is ever drawn wider or taller than its room", () => {
  const panel: Panel = { title: "", kind: "text", lines: [line("日本語の文 and words ".repeat(9)), [span("a"), span("b".repeat(99))]] };
  for (let columns = 1; columns < 50; columns++) {
    const lines = paint(panel, columns, 5);
    expect(lines.length).toBeLessThanOrEqual(5);
  }
  expect(wishedRows(panel, 40)).toBeGreaterThan(2);
});
