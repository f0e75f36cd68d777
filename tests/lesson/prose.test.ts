import * as fc from "fast-check";
import width from "string-width";
import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { ansiLine } from "../../src/lesson/ansi.ts";
import { proseOf } from "../../src/lesson/markdown.ts";
import { wrap } from "../../src/lesson/wrap.ts";

const wrapped = (markdown: string, columns: number): string[] => wrap(proseOf(markdown), columns).map(lineText);

describe("prose", () => {
  test("wraps words, hangs list items under their text, leaves code alone", () => {
    const markdown = "Every team gets what\nlooks like a **computer**, all its own.\n\n- one `code: word` and more of it\n- two\n\n1. first\n\n```\nvirsh list --all\n```\n\n| a | b |\n|---|---|\n| 日本 | c |\n";
    expect(wrapped(markdown, 24)).toEqual([
      "Every team gets what",
      "looks like a computer,",
      "all its own.",
      "",
      "• one code: word and",
      "  more of it",
      "• two",
      "",
      "1. first",
      "",
      "  virsh list --all",
      "",
      "a     b",
      "日本  c",
    ]);
  });

  test("counts wide characters, emoji and combining marks as a terminal does", () => {
    expect(wrapped("日本語日本語日本語 ab👩‍👩‍👧cd e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", 8)).toEqual(["日本語日", "本語日本", "語", "ab👩‍👩‍👧cd", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"]);
  });

  test("keeps links readable and markup out", () => {
    expect(wrapped('see [the page](https://x.y) & <b>"it"</b> 1 < 2 :smile:', 80)).toEqual(['see the page (https://x.y) & <b>"it"</b> 1 < 2 :smile:']);
  });

  test("never is wider than asked and never loses a word", () => {
    const word = fc.constantFrom("a", "**b**", "`c: d`", "averylongwordindeed", "日本", "é", "👍", "x/y", "- ");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 2, max: 40 }), (words, columns) => {
        const prose = proseOf(words.join(" "));
        const lines = wrap(prose, columns);
        expect(lines.filter((l) => width(lineText(l)) > columns)).toEqual([]);
        const squeezed = (texts: readonly string[]): string => texts.join("").replace(/\s/g, "");
        expect(squeezed(lines.map(lineText))).toBe(squeezed(prose.map((p) => lineText(p.line))));
      }),
    );
  });
});

test("ANSI colours become tones and every other sequence disappears", () => {
  expect(ansiLine("a \u001b[1mbold\u001b[22m \u001b[36mkey\u001b[39m \u001b[31;1mbad\u001b[0m\u001b]8;;http://x\u0007link\u001b[2Jend")).toEqual([
    { text: "a ", tone: "plain" },
    { text: "bold", tone: "plain", bold: true },
    { text: " ", tone: "plain" },
    { text: "key", tone: "key" },
    { text: " ", tone: "plain" },
    { text: "bad", tone: "bad", bold: true },
    { text: "link", tone: "plain" },
    { text: "end", tone: "plain" },
  ]);
});
