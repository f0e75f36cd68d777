import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { panelsOf, titleOf } from "../../src/lenses/lens.ts";
import { after, doing, look, type Play } from "../world/scenes.ts";
import { KATA, OLD_RUNC, thinWall } from "../world/wall/scene.ts";

const titles = (t: Play, focus: readonly string[] = []): string[] => panelsOf("walls", look(t), focus).map(titleOf);
const drawn = (t: Play, title: string, columns = 78, rows = 20): string[] => paint(panelsOf("walls", look(t), [title]).find((o) => titleOf(o) === title)!.panel, columns, rows).map((l) => lineText(l).trimEnd());

describe("arrows through gates", () => {
  test("of one target: every attack runs to the gate that stops it, and what it has then stands behind", () => {
    expect(drawn(thinWall({ engine: OLD_RUNC }), "Gates of plugin")).toEqual([
      "           conf caps seccomp LSM nnp r/o runtime users hyp",
      "misconfig  ──────X                                          container",
      "kernelbug  ──────▸────X                                     container",
      "runtimebug ──────▸────▸───────────────────▸───────▸──────── host root, 3 hit",
      "deviceflaw ──────X                                          container",
      "conf = configuration  caps = capabilities  nnp = no-new-privileges",
      "r/o = read-only  users = user namespace  hyp = hypervisor",
    ]);
  });

  test("one attack on all containers: two doors that are open, one that is not", () => {
    const t = thinWall({ plugin: 'mounts: ["/var/run/docker.sock:/s"]' });
    expect(drawn(t, "Gates against misconfig").slice(1, -2).map((row) => row.replaceAll(/ {2,}/g, " "))).toEqual([
      "shop ──────X container",
      "blog ──────X container",
      "plugin ─▸─────────────────────▸───────▸───────▸──────── host root, 3 hit",
    ]);
  });

  test("a narrow place gets short names, a narrower one only the gates that ask", () => {
    expect(drawn(thinWall(), "Gates against deviceflaw", 66)[0]).toBe("        con cap sec LSM nnp r/o run usr hyp");
    expect(drawn(thinWall(), "Gates against deviceflaw", 40)).toEqual(["        hyp", "hermes  ─X   guest kernel, 3 hit", "partner ─X   guest kernel", "hyp = hypervisor"]);
    expect(drawn(thinWall(), "Gates against deviceflaw", 40, 3)).toHaveLength(3);
  });

  test("where that is still too much, the number of those who are hit goes", () => {
    expect(drawn(thinWall({ engine: OLD_RUNC }), "Gates of plugin", 48)[3]).toBe("runtimebug ─▸───▸───▸───▸── host root, 3 hit");
    expect(drawn(thinWall({ engine: OLD_RUNC }), "Gates of plugin", 40)[3]).toBe("runtimebug ─▸───▸───▸───▸── host root");
  });

  test("they are drawn where a text names them, or where there is no text", () => {
    expect(titles(thinWall(), ["Gates of plugin"])).toEqual(["Gates of plugin"]);
    expect(titles(thinWall())).toContain("Gates against runtimebug");
    expect(titles(thinWall(), ["What happened"])).toEqual(["What happened"]);
  });
});

describe("who shares a kernel", () => {
  const boxes = (t: Play, rows = 20): string[] => drawn(t, "Who shares a kernel", 70, rows);

  test("containers stand in the double wall of their machine, one with a kernel of its own has its own", () => {
    expect(boxes(thinWall({ plugin: KATA }))).toEqual([
      "╔═ iron kernel 6.12.48 ══════════════════════════════════════════════╗",
      "║ ╔═ hermes kernel 6.12.48 ══════╗ ╔═ partner kernel 6.12.48 ══════╗ ║",
      "║ ║ ┌─ shop up ────────────────┐ ║ ║ ledger                     up ║ ║",
      "║ ║ └──────────────────────────┘ ║ ║                               ║ ║",
      "║ ║ ┌─ blog up ────────────────┐ ║ ║                               ║ ║",
      "║ ║ └──────────────────────────┘ ║ ║                               ║ ║",
      "║ ║ ╔═ plugin up ══════════════╗ ║ ║                               ║ ║",
      "║ ║ ╚══════════════════════════╝ ║ ║                               ║ ║",
      "║ ╚══════════════════════════════╝ ╚═══════════════════════════════╝ ║",
      "╚════════════════════════════════════════════════════════════════════╝",
    ]);
  });

  test("where the height is short, they are tiles", () => {
    expect(boxes(thinWall({ plugin: KATA }), 6)).toEqual([
      "╔═ iron kernel 6.12.48 ══════════════════════════════════════════════╗",
      "║ ╔═ hermes kernel 6.12.48 ══════╗ ╔═ partner kernel 6.12.48 ══════╗ ║",
      "║ ║ │ shop up │ │ blog up │      ║ ║ ledger                     up ║ ║",
      "║ ║ ║ plugin up ║                ║ ║                               ║ ║",
      "║ ╚══════════════════════════════╝ ╚═══════════════════════════════╝ ║",
      "╚════════════════════════════════════════════════════════════════════╝",
    ]);
  });

  test("a panic: three tiles and their machine are down, the one beside it is up", () => {
    const t = after(doing(after(thinWall(), 2), { type: "fault", name: "panic from plugin" }), 2);
    expect(boxes(t, 6).slice(1, 4)).toEqual([
      "║ ╔═ hermes crashed ═════════════╗ ╔═ partner kernel 6.12.48 ══════╗ ║",
      "║ ║ │ shop down │ │ blog down │  ║ ║ ledger                     up ║ ║",
      "║ ║ │ plugin down │              ║ ║                               ║ ║",
    ]);
  });
});
