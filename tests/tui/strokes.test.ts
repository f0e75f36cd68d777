import type { Key } from "ink";
import { expect, test } from "vitest";
import { line, span } from "../../src/display/line.ts";
import { strokes } from "../../src/tui/strokes.ts";
import { COLOURLESS, COLOURS, styled } from "../../src/tui/theme.ts";

const NONE: Key = {
  upArrow: false, downArrow: false, leftArrow: false, rightArrow: false, pageDown: false, pageUp: false, home: false, end: false, return: false, escape: false,
  ctrl: false, shift: false, tab: false, backspace: false, delete: false, meta: false, super: false, hyper: false, capsLock: false, numLock: false,
};

test.each<[string, Partial<Key>, string[]]>([
  ["a", {}, ["a"]],
  [" ", {}, ["space"]],
  ["", { return: true }, ["enter"]],
  ["c", { ctrl: true }, ["ctrl-c"]],
  ["\u001d", {}, ["ctrl-]"]],
  ["b", { meta: true }, ["alt-b"]],
  ["", { leftArrow: true, ctrl: true }, ["alt-b"]],
  ["", { tab: true, shift: true }, ["shift-tab"]],
  ["ls -l\r", {}, ["l", "s", "space", "-", "l", "enter"]],
  ["é👩‍👧", {}, ["é", "👩‍👧"]],
  ["\u0007", {}, ["ctrl-g"]],
])("%j is read as keys", (input, key, expected) => expect(strokes(input, { ...NONE, ...key })).toEqual(expected));

test("a row is text with the fewest colours, nothing behind its last sign", () => {
  const row = [span("CPU ", "key"), span("0.47"), span("   ", "muted")];
  expect(styled(row, COLOURS)).toBe("\u001b[36mCPU \u001b[0m0.47");
  expect(styled(row, COLOURLESS)).toBe("\u001b[1mCPU \u001b[0m0.47");
  expect(styled(line(""), COLOURS)).toBe(" ");
  expect(styled([{ text: " ", tone: "plain", inverse: true }], COLOURLESS)).toBe("\u001b[7m \u001b[0m");
});
