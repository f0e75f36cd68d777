import { expect, test } from "vitest";
import stringWidth from "string-width";
import { cut, ends, fit, fold, lineWidth } from "../../src/display/fit.ts";
import { line, lineText } from "../../src/display/line.ts";
import { width } from "../../src/display/width.ts";

test.each(["plain", "Grüße", "░▒▓█┌─╬⣿", "日本語", "👩‍👧", "e\u0301", "⚠️", "한국", "🇩🇪", "✓ ✗ ▸ ◐ ● ○", "…»·×"])("the width of %s is what terminals give it", (text) => {
  expect(width(text)).toBe(stringWidth(text));
});

test("a line is made exactly as wide as asked", () => {
  expect(lineText(fit(line("ab"), 5))).toBe("ab   ");
  expect(lineText(fit(line("abcdef"), 5))).toBe("abcd…");
  expect(lineText(cut(line("日本語"), 4))).toBe("日… ");
  for (let columns = 0; columns < 12; columns++) expect(lineWidth(fit(line("a日b👩‍👧cd"), columns))).toBe(columns);
});

test("what stands at the right end stays", () => {
  expect(lineText(ends(line("a long name"), line("12 ms"), 12))).toBe("a long…12 ms".slice(0, 12));
});

test("words stay whole where they fit", () => {
  expect(fold("one two three", 7).map(lineText)).toEqual(["one two", "three"]);
  expect(fold("unbreakable", 4).map(lineText)).toEqual(["unbr", "eaka", "ble"]);
  expect(fold("", 4).map(lineText)).toEqual([""]);
});
