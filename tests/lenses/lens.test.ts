import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { narrate } from "../../src/display/narrate.ts";
import { arrange } from "../../src/lenses/arrange.ts";
import { panelsOf, titleOf } from "../../src/lenses/lens.ts";
import { look } from "../../src/session/look.ts";
import { view } from "../../src/session/view.ts";
import { at, does } from "../session/course.ts";

const crowded = does(at("1.1"), "x", "<enter>", "~4s");
const seen = look(crowded.clock!.timeline);
const offers = panelsOf("cgroups", seen, []);
const drawn = (title: string): string[] => paint(offers.find((o) => titleOf(o) === title)!.panel, 60, 20).map((l) => lineText(l).trimEnd());

test("the CPU panel tells who gets what and who waits for more", () => {
  expect(drawn("CPU")).toEqual([
    expect.stringMatching(/^all +█+ 2\.00 of 2$/),
    expect.stringMatching(/^shop +█+░+·* 0\.\d\d, waits for 0\.\d\d$/),
    expect.stringMatching(/^batch +█+░*» 1\.\d\d, waits for 4\.\d\d$/),
  ]);
});

test("every thread is running, ready but waiting, or blocked", () => {
  expect(drawn("Threads now").at(-1)).toMatch(/^batch █+░+ +\d run, \d wait$/);
});

test("the panels that a step names come first and are lit", () => {
  const lit = panelsOf("cgroups", seen, ["Visitors", "What happened"]);
  expect(lit.slice(0, 3).map((o) => [titleOf(o), o.lit])).toEqual([["Visitors", true], ["What happened", true], ["CPU", false]]);
});

test("the last panels go first when there is little room, and the room is always filled exactly", () => {
  expect(arrange(offers, 60, 5).map((l) => lineText(l).trimEnd()).filter((t) => t !== "")).toHaveLength(5 - 1);
  for (let rows = 0; rows < 60; rows += 3) for (const columns of [20, 60, 130]) expect(arrange(offers, columns, rows)).toHaveLength(rows);
});

test("the log tells what happened in words, not what was typed", () => {
  expect(drawn("What happened").join("\n")).toContain("shop waits for CPU");
  expect(drawn("What happened").join("\n")).not.toContain("you ran");
});

test("said aloud, the screen comes part by part, without rules and bars", () => {
  const said = narrate(view(crowded));
  expect(said.filter((l) => l.endsWith(":"))).toEqual(["Strata:", "Text:", "World:", "Keys:"]);
  expect(said.join("\n")).not.toMatch(/[─━█░│]/);
  expect(said).toContainEqual(expect.stringMatching(/^shop +0\.\d\d, waits for 0\.\d\d$/));
});
