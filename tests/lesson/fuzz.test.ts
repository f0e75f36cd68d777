import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileCourse } from "../../src/lesson/compile.ts";
import { checkExpression } from "../../src/lesson/expression-check.ts";
import { read } from "../../src/lesson/reading.ts";
import { readStory } from "../../src/lesson/story-file.ts";
import { problemText } from "../../src/world/problem.ts";
import { observation } from "./tiny-world.ts";

const FRAGMENTS = ["---\n", "title: a\n", "# Step\n", "```yaml ", "watch\n", "exercise\n", "predict\n", "quiz\n", "```\n", "run: [", "]\n", "goals:\n", "  - { text: a, value: ", "app.shop.cpu", "}\n", "&a ", "*a ", "<<: ", "!!js ", "\u0000", "\u001b[31m", "{", "[", "'", '"', ": ", "? ", "| x\n", "> y\n", "\t", "é日👍", "hints: [1,2,3]\n", "- ", "__proto__: 1\n", "constructor: {}\n"];

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((f) => f.join("")));

test("no bytes, however wild, throw: they give a course, or problems with a line", () => {
  fc.assert(
    fc.property(text, text, (lesson, chapter) => {
      const { problems } = compileCourse([
        { path: "01-a/a.md", text: lesson },
        { path: "01-a/b.md", text: `---\ntitle: a\n---\n# One\n${lesson}` },
        { path: "01-a/chapter.yaml", text: chapter },
        { path: "glossary.yaml", text: chapter },
      ]);
      for (const p of problems) expect(problemText(p)).toMatch(/^[^:]+:[1-9]\d*: .+/s);
    }),
    { numRuns: 300 },
  );
});

test("no expression throws, and no story does", () => {
  const word = fc.constantFrom("app", "vms", ".", "[0]", "(", ")", "shop", "cpu", "+", "1", "'a'", "filter(v, v.steal)", "map", " ? ", " : ", "{", "}", "__proto__", "constructor", "facts");
  const expression = fc.oneof(fc.array(word, { maxLength: 12 }).map((w) => w.join("")), fc.string({ maxLength: 40 }));
  const seen = observation();
  fc.assert(
    fc.property(expression, text, (written, story) => {
      expect(checkExpression(written)).toBeInstanceOf(Array);
      expect(read(written, seen)).toHaveProperty("ok");
      expect(readStory("a", story, {})).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});
